"""What commands in line mode share: their arguments, and the courses and profile they open."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from studykit.cli.interface import spoken, words
from studykit.cli.keeping import add_profile_argument, own_profile
from studykit.cli.outcome import EXIT_CONTENT, EXIT_OUTSIDE, EXIT_USAGE, Failure
from studykit.language.message import Message
from studykit.language.system_errors import reason, regular_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from studykit.content.course import Course, Edition, Library
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk


class Opened(NamedTuple):
    """A learner, and the courses asked for."""

    talk: Talk
    courses: tuple[Course, ...]
    learner: Learner


class Session(NamedTuple):
    """All that a session in line mode needs."""

    talk: Talk
    course: Course
    edition: Edition
    learner: Learner


def add_session_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what every session in line mode understands."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help=words()(
            "a library, a course or a lesson file (default: the shipped ones and your own)"
        ),
    )
    parser.add_argument(
        "--course", metavar="ID", help=words()("the course, where there are several")
    )
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the edition, such as en or zh-Hant")
    )
    add_profile_argument(parser)
    parser.add_argument(
        "--script",
        metavar="FILE",
        type=Path,
        help=words()("take what is answered from a file, a line each"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=words()("print the result as JSON on standard output, all else on standard error"),
    )


@contextmanager
def session(arguments: argparse.Namespace, *, reading: bool = False) -> Iterator[Session]:
    """Open a course and the profile; what the learner reads goes where `--json` leaves room.

    `reading`: nothing will be recorded, so another window may have the profile open.

    Raises:
        Failure: the course or the profile cannot be used.
    """
    from studykit.learner.editions import course_to_open, preferred_edition
    from studykit.plain.opening import open_edition

    with opened(arguments, reading=reading) as (talk, courses, learner):
        course = course_to_open(courses, learner.state)
        edition = preferred_edition(course, learner.state, arguments.language)
        heard = talk.speaking(spoken(edition.language))
        if not open_edition(edition, heard.words):
            raise Failure(Message("The course has no lesson that can be opened."), EXIT_CONTENT)
        yield Session(heard, course, edition, learner)


@contextmanager
def opened(arguments: argparse.Namespace, *, reading: bool = False) -> Iterator[Opened]:
    """Do what `session` does, with all courses asked for instead of one of them.

    Raises:
        Failure: the courses or the profile cannot be used.
    """
    from studykit.learner.clock import clock_from
    from studykit.learner.learner import Learner
    from studykit.learner.settings import value_of
    from studykit.plain.ending import heeding_signals
    from studykit.plain.talk import standard_talk
    from studykit.text.ruby import show_readings
    from studykit.text.terminal import adapt_to_order, adapt_to_terminal

    library = _library(arguments.path)
    courses = _courses(library, arguments.course)
    with (
        heeding_signals(),
        _answers(arguments.script) as given,
        own_profile(arguments.profile, write=not reading) as profile,
    ):
        adapt_to_terminal(value_of(profile.state, "ambiguous_width"))
        show_readings(value_of(profile.state, "readings"))
        output = sys.stderr if arguments.json else sys.stdout
        adapt_to_order(value_of(profile.state, "right_to_left"), output)
        talk = standard_talk(words(), output=output, given=given)
        yield Opened(talk, courses, Learner(profile, clock_from(profile.state)))


@contextmanager
def _answers(script: Path | None) -> Iterator[TextIO]:
    """Where the learner's lines come from.

    Raises:
        Failure: the script cannot be read.
    """
    if script is None:
        yield sys.stdin
        return
    try:
        regular_file(script)
        stream = script.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Failure(
            Message("{file} cannot be read: {reason}.", file=script, reason=reason(error))
        ) from None
    with stream:
        yield stream


def _library(path: Path | None) -> Library:
    from studykit.content.diagnostics import for_learners
    from studykit.content.library import LibraryError, default_paths, open_library

    try:
        library = open_library([path] if path else default_paths())
    except LibraryError as error:
        raise Failure(error.message) from error
    for diagnostic in for_learners(library.diagnostics):
        print(words().translate(diagnostic.line_of_text), file=sys.stderr)
    return library


def _courses(library: Library, wanted: str | None) -> tuple[Course, ...]:
    if not library.courses:
        raise Failure(Message("There are no courses here."), EXIT_OUTSIDE)
    if wanted is None:
        return library.courses
    try:
        return (library.course(wanted),)
    except KeyError:
        known = ", ".join(course.id for course in library.courses)
        raise Failure(
            Message(
                "There is no course {wanted} here. There are: {known}.",
                wanted=wanted,
                known=known,
            ),
            EXIT_USAGE,
        ) from None
