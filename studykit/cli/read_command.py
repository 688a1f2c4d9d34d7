"""`studykit read`: read lessons in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report, with_suggestion
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.content.course import Edition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit read`."""
    add_session_arguments(parser)
    parser.add_argument(
        "--lesson",
        metavar="ID",
        help=words()("the lesson or section to read (default: where you left off)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit read`: from a place to the end of its lesson."""
    from studykit.plain.reading import read_lesson, reading_document
    from studykit.plain.talk import Left
    from studykit.planning.today import today
    from studykit.study.reading import Reading

    with session(arguments) as opened:
        talk, _, edition, learner = opened
        if arguments.lesson is not None:
            lesson, section = _place(edition, arguments.lesson)
        else:
            following = today(edition, learner.state, learner.now()).reading
            if following is None:
                talk.say(talk.words("Everything is read."))
                return EXIT_FINE
            lesson, section = following.lesson.id, following.section
        reading = Reading(edition, lesson, learner, section)
        try:
            read_lesson(talk, reading, learner)
        except Left:
            talk.say(talk.words("Your place is kept."))
        if arguments.json:
            print_report("read", reading_document(reading))
    return EXIT_FINE


def _place(edition: Edition, wanted: str) -> tuple[str, str | None]:
    """The lesson of this id, or the lesson of the section of this id with the section.

    Raises:
        Failure: the course has neither.
    """
    lessons = [lesson.id for lesson in edition.lessons]
    if wanted in lessons:
        return wanted, None
    if (holder := edition.lesson_of_section(wanted)) is not None:
        return holder.id, wanted
    message = Message("There is no lesson or section “{wanted}” in the course.", wanted=wanted)
    raise Failure(with_suggestion(message, wanted, lessons), EXIT_USAGE)
