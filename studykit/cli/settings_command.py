"""`studykit settings`: show what can be set about studying, and set it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument, own_profile
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report, with_suggestion
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.learner.settings import Setting
    from studykit.progress.state import State
    from studykit.progress.store import Profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: nothing shows all, a key shows one, a value sets it."""
    parser.add_argument(
        "key",
        nargs="?",
        metavar="KEY",
        help=words()("one setting, such as new_per_day (default: all)"),
    )
    parser.add_argument(
        "value",
        nargs="?",
        metavar="VALUE",
        help=words()("what it shall be from now on (default: show what it is)"),
    )
    parser.add_argument(
        "--course", metavar="ID", help=words()("for this course only"), default=""
    )
    parser.add_argument("--reset", action="store_true", help=words()("go back to the default"))
    add_profile_argument(parser)
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Show or change settings of the profile."""
    if arguments.reset and arguments.value is not None:
        raise Failure(Message("Give either a value or --reset, not both."), EXIT_USAGE)
    if arguments.reset and arguments.key is None:
        raise Failure(
            Message("Say which setting to reset: studykit settings KEY --reset."), EXIT_USAGE
        )
    setting = _setting(arguments.key)
    changes = arguments.reset or arguments.value is not None
    with own_profile(arguments.profile, write=changes) as profile:
        course = _course(arguments.course, profile.state)
        if changes and setting is not None:
            _change(profile, setting, arguments, course)
        _report(profile.state, setting, course, as_json=arguments.json)
    return EXIT_FINE


def _setting(key: str | None) -> Setting | None:
    from studykit.learner.settings import SETTINGS

    if key is None or key in SETTINGS:
        return SETTINGS[key] if key else None
    sentence = Message("There is no setting “{key}”.", key=key)
    raise Failure(with_suggestion(sentence, key, SETTINGS), EXIT_USAGE)


def _course(wanted: str, state: State) -> str:
    """The id of the course, which must be studied already or lie in the usual places."""
    if not wanted or wanted in state["courses"]:
        return wanted
    from studykit.content.library import default_paths, open_library

    known = {
        *state["courses"],
        *(course.id for course in open_library(default_paths()).courses),
    }
    if wanted not in known:
        sentence = Message("There is no course “{wanted}”.", wanted=wanted)
        raise Failure(with_suggestion(sentence, wanted, sorted(known)), EXIT_USAGE)
    return wanted


def _change(
    profile: Profile, setting: Setting, arguments: argparse.Namespace, course: str
) -> None:
    from studykit.language.message import Refusal
    from studykit.learner.clock import clock_from
    from studykit.learner.settings import read_value, setting_event

    if course and not setting.per_course:
        raise Failure(
            Message("{key} applies to all courses; leave out --course.", key=setting.key),
            EXIT_USAGE,
        )
    try:
        value = None if arguments.reset else read_value(setting, arguments.value)
    except Refusal as refusal:
        raise Failure(refusal.message, EXIT_USAGE) from None
    now = clock_from(profile.state).now()
    profile.record([setting_event(now, setting.key, value, course)])


def _report(state: State, setting: Setting | None, course: str, *, as_json: bool) -> None:
    from studykit.learner.settings import SETTINGS

    shown = [setting] if setting else list(SETTINGS.values())
    entries = [setting_entry(each, state, course) for each in shown]
    if as_json:
        print_report("settings", {"course": course or None, "settings": entries})
        return
    from studykit.learner.config import CLASS_FILE, CONFIG_FILE
    from studykit.learner.settings import ignored, value_text

    texts = words()
    origins = {
        "course": texts(", for this course"),
        "all": texts(", set"),
        "config": texts(", from {file}", file=CONFIG_FILE),
        "class": texts(", from {file}", file=CLASS_FILE),
        "default": "",
    }
    widest = max(len(each.key) for each in shown)
    for each, entry in zip(shown, entries, strict=True):
        value = value_text(each, entry["value"], texts)
        origin = origins[entry["source"]]
        print(f"{each.key:<{widest}}  {value:<8}  {texts.translate(each.says)}{origin}")
        if wrong := ignored(state, each.key, course):
            reason = texts.translate(wrong.message)
            print("  " + texts("The value in the profile is not used: {reason}", reason=reason))


def setting_entry(setting: Setting, state: State, course: str = "") -> dict[str, Any]:
    """A setting as reports have it."""
    from studykit.learner.settings import choices_of, source_of, value_of

    bounds = {} if setting.low == -float("inf") else {"low": setting.low, "high": setting.high}
    return {
        "key": setting.key,
        "value": value_of(state, setting.key, course),
        "default": setting.default,
        "source": source_of(state, setting.key, course),
        **bounds,
        **({"choices": list(choices)} if (choices := choices_of(setting)) else {}),
        "per_course": setting.per_course,
        "says": setting.says,
    }
