"""What a learner may set about studying: one table, read by the sessions, the command and the
screen alike.

A value holds for all courses (`key` in the profile's settings) or for one (`key@course`). One
out of its bounds, as a hand-edited profile may have, counts as absent. Where the profile says
nothing, the learner's configuration does (`config.py`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from studykit.language.catalogue import languages, supported
from studykit.language.message import Message, Refusal
from studykit.learner.streak import MOST_REST_DAYS, REST_DAYS
from studykit.learner.themes import PALETTES
from studykit.learner.zones import checked_zone
from studykit.progress.events import setting_changed
from studykit.scheduling.days import ROLLOVER_HOUR
from studykit.scheduling.settings import (
    MAX_INTERVAL_DAYS,
    MOST_STEPS,
    RETENTION,
    STEP_MINUTES,
    SchedulerSettings,
    settings_from,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.language.words import Words
    from studykit.learner.themes import Palette
    from studykit.progress.events import Event
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment

_USUAL = SchedulerSettings()
_AUTOMATIC = Message("automatic")
"""How an empty text is shown: the program finds the value out."""


@dataclass(frozen=True)
class Setting:
    """One thing to set. The default's type is that of every value."""

    key: str
    default: bool | int | float | str | list[float]
    says: Message
    """What it is."""
    low: float = -math.inf
    high: float = math.inf
    per_course: bool = True
    """Whether one course can have a value of its own."""
    choices: tuple[str, ...] = ()
    """The values there are, where they can be listed; the default is the first."""
    called: Mapping[str, Message] = field(default_factory=dict)
    """What choices are called, where that is not the value itself."""
    share: bool = False
    """Whether the number is a share, shown in per cent."""
    length: int = 0
    """How many numbers a list has; 0 of steps, of which there may be any number."""


THEMES = {
    "studykit-dark": Message("dark"),
    "studykit-light": Message("light"),
    "studykit-high-contrast": Message("high contrast"),
    "studykit-colour-blind": Message("for any colour vision"),
}
"""What the themes that come with the program are called."""


SETTINGS = {
    each.key: each
    for each in (
        Setting("new_per_day", 20, Message("new cards a day"), 0, 1000),
        Setting("reviews_per_day", 200, Message("reviews a day"), 0, 10_000),
        Setting(
            "retention",
            _USUAL.retention,
            Message("how likely you want to be to recall a card when it is due"),
            *RETENTION,
            share=True,
        ),
        Setting("typed_answers", False, Message("type the back of a card before it is shown")),
        Setting("two_buttons", False, Message("grade with two buttons, Again and Good")),
        Setting(
            "learning_steps",
            list(_USUAL.learning_steps),
            Message("learning steps, in minutes"),
            *STEP_MINUTES,
        ),
        Setting(
            "relearning_steps",
            list(_USUAL.relearning_steps),
            Message("relearning steps, in minutes"),
            *STEP_MINUTES,
        ),
        Setting(
            "max_interval",
            _USUAL.max_interval,
            Message("longest interval, in days"),
            *MAX_INTERVAL_DAYS,
        ),
        Setting(
            "fuzz",
            _USUAL.fuzz,
            Message("vary due days slightly, so that cards do not always come together"),
        ),
        Setting(
            "plan_minutes",
            20,
            Message("minutes a day that the plan to the exam may take"),
            5,
            240,
        ),
        Setting(
            "plan_recall",
            0.9,
            Message("recall wanted on the day of the exam"),
            0.7,
            0.97,
            share=True,
        ),
        Setting(
            "weekday_load",
            [100.0] * 7,
            Message("load of the plan from Monday to Sunday, in % (0: day off)"),
            0,
            200,
            length=7,
        ),
        Setting(
            "rest_days",
            REST_DAYS,
            Message("days a week without study that do not break the streak"),
            0,
            MOST_REST_DAYS,
        ),
        Setting(
            "rollover_hour",
            ROLLOVER_HOUR,
            Message("the hour at which a day of study begins"),
            0,
            12,
            per_course=False,
        ),
        Setting(
            "zone",
            "",
            Message("time zone, such as Asia/Taipei"),
            per_course=False,
        ),
        Setting(
            "language",
            "",
            Message("language of the interface"),
            per_course=False,
            choices=("", *languages()),
        ),
        Setting(
            "ambiguous_width",
            "",
            Message("how wide the terminal draws signs such as ○"),
            per_course=False,
            choices=("", "narrow", "wide"),
            called={"narrow": Message("narrow"), "wide": Message("wide")},
        ),
        Setting(
            "right_to_left",
            "",
            Message("what puts right-to-left text in order"),
            per_course=False,
            choices=("", "program", "terminal"),
            called={"program": Message("the program"), "terminal": Message("the terminal")},
        ),
        Setting(
            "readings",
            True,
            Message("show how characters are read, such as furigana and pinyin"),
            per_course=False,
        ),
        Setting(
            "theme",
            next(iter(PALETTES)),
            Message("colours"),
            per_course=False,
            choices=tuple(PALETTES),
            called=THEMES,
        ),
    )
}
"""Every setting of studying, by key, in the order they are shown."""

Source = Literal["course", "all", "config", "class", "default"]


class Beneath(NamedTuple):
    """A value that is in force where the profile has none, and where it comes from."""

    value: Any
    source: Source


_beneath: dict[str, Beneath] = {}
_own_themes: dict[str, Palette] = {}


def stand_beneath(
    values: Mapping[str, Beneath], own_themes: Mapping[str, Palette] | None = None
) -> None:
    """From now on these values, which must be checked, stand in the place of the defaults, and
    there are these themes, too."""
    _beneath.clear()
    _beneath.update(values)
    _own_themes.clear()
    _own_themes.update(own_themes or {})


def themes() -> dict[str, Palette]:
    """All themes there are, by name."""
    return PALETTES | _own_themes


def choices_of(setting: Setting) -> tuple[str, ...]:
    """The values there are, where they can be listed."""
    return tuple(themes()) if setting.key == "theme" else setting.choices


def beneath(setting: Setting) -> Beneath:
    """What is in force where the profile says nothing."""
    return _beneath.get(setting.key) or Beneath(setting.default, "default")


def value_of(state: State, key: str, course: str = "") -> Any:
    """The value in force: the course's own, else the general one, else that of the
    configuration, else the default."""
    return _in_force(state, SETTINGS[key], course)[0]


def source_of(state: State, key: str, course: str = "") -> Source:
    """Where the value in force comes from."""
    return _in_force(state, SETTINGS[key], course)[1]


def ignored(state: State, key: str, course: str = "") -> Refusal | None:
    """Why a value that stands in the profile is not in force; None where none is ignored."""
    setting = SETTINGS[key]
    for name in (f"{key}@{course}", key):
        if name in state["settings"]:
            try:
                checked(setting, state["settings"][name])
            except Refusal as refusal:
                return refusal
    return None


def _in_force(state: State, setting: Setting, course: str) -> tuple[Any, Source]:
    places: list[tuple[str, Source]] = [(setting.key, "all")]
    if course and setting.per_course:
        places.insert(0, (f"{setting.key}@{course}", "course"))
    for name, source in places:
        if name in state["settings"]:
            try:
                return checked(setting, state["settings"][name]), source
            except Refusal:
                continue
    return beneath(setting)


def scheduler_settings(state: State, course: str) -> SchedulerSettings:
    """How the cards of a course are scheduled."""
    values = dict(state["settings"])
    for name in SchedulerSettings.__slots__:
        if name in SETTINGS:
            values[name] = value_of(state, name, course)
    return settings_from(values)


def checked(setting: Setting, value: Any) -> Any:
    """`value` if it is one of the setting's.

    Raises:
        Refusal: it is of another type, or out of bounds; the sentence names the bounds.
    """
    default = setting.default
    if isinstance(default, list):
        return _checked_numbers(setting, value)
    if isinstance(default, float) and isinstance(value, int):
        value = value if isinstance(value, bool) else float(value)
    if type(value) is not type(default):
        raise _no_such_value(setting, value)
    if isinstance(value, str):
        return _checked_choice(setting, value) if setting.choices else checked_zone(value)
    if not isinstance(value, bool) and not setting.low <= value <= setting.high:
        raise _out_of_bounds(setting, value)
    return value


def _checked_numbers(setting: Setting, value: Any) -> list[float]:
    if not isinstance(value, list) or not all(
        isinstance(step, (int, float)) and not isinstance(step, bool) for step in value
    ):
        raise _no_such_value(setting, value)
    for step in value:
        if not setting.low <= step <= setting.high:
            raise _out_of_bounds(setting, step)
    if setting.length and (len(value) != setting.length or not any(value)):
        raise _no_such_value(setting, " ".join(map(_number, value)))
    if not setting.length and (len(value) > MOST_STEPS or value != sorted(value)):
        raise Refusal(
            "{key} takes at most {n} steps, none shorter than the one before.",
            key=setting.key,
            n=MOST_STEPS,
        )
    return [float(step) for step in value]


def _checked_choice(setting: Setting, value: str) -> str:
    """Of languages, any tag that one of them serves is taken."""
    choice = supported(value) if value and setting.key == "language" else value
    choice = next((name for name, called in setting.called.items() if called == value), choice)
    if choice not in choices_of(setting):
        raise Refusal(
            "{key} is one of {choices}, not “{value}”.",
            key=setting.key,
            choices=", ".join(filter(None, choices_of(setting))),
            value=value,
        )
    return choice


def _out_of_bounds(setting: Setting, value: Any) -> Refusal:
    return Refusal(
        "{key} must be from {low} to {high}, not {value}.",
        key=setting.key,
        low=_bound(setting, setting.low),
        high=_bound(setting, setting.high),
        value=_bound(setting, value),
    )


def _no_such_value(setting: Setting, value: Any) -> Refusal:
    kinds = {
        bool: Message("yes or no"),
        int: Message("a whole number"),
        float: Message("a number"),
        list: Message("minutes, such as 1 10"),
    }
    kind = kinds.get(type(setting.default), Message("a text"))
    if setting.length:
        kind = Message("{n} numbers, not all of them 0", n=setting.length)
    return Refusal(
        "{key} takes {kind}, not “{value}”.", key=setting.key, kind=kind, value=f"{value}"
    )


_YES, _NO = ("yes", "y", "on", "true", "1", "是"), ("no", "n", "off", "false", "0", "否")


def read_value(setting: Setting, text: str) -> Any:
    """The value that a learner wrote.

    Raises:
        Refusal: it is none, or out of bounds.
    """
    typed, default = text.strip(), setting.default
    try:
        if isinstance(default, bool):
            if typed.casefold() not in _YES + _NO:
                raise _no_such_value(setting, typed)
            return typed.casefold() in _YES
        if isinstance(default, int):
            return checked(setting, int(typed))
        if isinstance(default, float):
            return checked(setting, _share(typed))
        if isinstance(default, list):
            numbers = [float(step) for step in typed.replace(",", " ").split()]
            if len(numbers) == 1 and setting.length:
                numbers *= setting.length  # the same each time
            return checked(setting, numbers)
    except Refusal:
        raise
    except ValueError:
        raise _no_such_value(setting, typed) from None
    return checked(setting, "" if typed == _AUTOMATIC and default == "" else typed)


def _share(text: str) -> float:
    """A number; `90 %` and `90%` are 0.9."""
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def value_text(setting: Setting, value: Any, words: Words) -> str:
    """A value as it is shown, and as it can be written."""
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, list):
        if setting.length and len(set(value)) == 1:
            value = value[:1]
        return " ".join(_number(step) for step in value) or "–"
    if isinstance(value, str):
        called = setting.called.get(value)
        return words.translate(called) if called else value or words.translate(_AUTOMATIC)
    return _bound(setting, value)


def _bound(setting: Setting, value: Any) -> str:
    """A number of a setting, a share in per cent."""
    return f"{_number(100.0 * value)}%" if setting.share else _number(value)


def _number(value: Any) -> str:
    return f"{round(value, 3):g}" if isinstance(value, float) else f"{value}"


def bounds_text(setting: Setting, words: Words) -> str:
    """The values there are, or from where to where they go; "" where any text is taken."""
    if setting.choices:
        return ", ".join(value_text(setting, one, words) for one in choices_of(setting) if one)
    if setting.low == -math.inf:
        return ""
    low, high = (_bound(setting, bound) for bound in (setting.low, setting.high))
    return words("{low} to {high}", low=low, high=high)


def setting_event(moment: Moment, key: str, value: Any, course: str = "") -> Event:
    """The event by which a setting is kept; a value of None takes it back. It is for one
    course where one is named."""
    return setting_changed(moment, f"{key}@{course}" if course else key, value)


def toggled(moment: Moment, state: State, key: str, course: str) -> Event:
    """The event that turns a yes to a no, or back, there where it is in force."""
    own = source_of(state, key, course) == "course"
    return setting_event(moment, key, not value_of(state, key, course), course if own else "")
