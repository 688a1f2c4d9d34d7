"""`studykit review`: review flashcards in line mode, or cram a selection of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report, with_suggestion
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from studykit.content.course import Edition
    from studykit.planning.selection import Selection


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit review`."""
    add_session_arguments(parser)
    parser.add_argument("--limit", type=_count, metavar="N", help=words()("stop after N cards"))
    cram = parser.add_argument_group(
        words()("cramming"),
        words()(
            "Any of these crams: the cards that meet all of them are asked whatever is due, and"
            " the schedule stays as it is."
        ),
    )
    cram.add_argument(
        "--cram", action="store_true", help=words()("cram; alone: the whole course")
    )
    cram.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="ID",
        help=words()("cards of this lesson"),
    )
    cram.add_argument(
        "--objective",
        action="append",
        default=[],
        metavar="ID",
        help=words()("of this objective"),
    )
    cram.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help=words()("of this tag")
    )
    cram.add_argument(
        "--missed",
        action="store_true",
        help=words()("missed in the last 7 days, and missed questions"),
    )
    cram.add_argument(
        "--due-within", type=_days, metavar="N", help=words()("due within N days")
    )


def _count(text: str) -> int:
    return _whole(text, 1)


def _days(text: str) -> int:
    return _whole(text, 0)


def _whole(text: str, least: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            words()("“{text}” is not a whole number", text=text)
        ) from None
    if number < least:
        raise argparse.ArgumentTypeError(words()("it must be at least {n}", n=least))
    return number


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit review`: the cards that are due today and the new ones."""
    from studykit.plain.review import review_cards, review_document
    from studykit.plain.talk import Left
    from studykit.study.review import Review

    with session(arguments) as opened:
        talk, _, edition, learner = opened
        selection = _selection(arguments, edition)
        review = Review(edition, learner, selection)
        try:
            review_cards(talk, review, learner, limit=arguments.limit)
        except Left:
            talk.say(talk.words("All grades are kept."))
        if arguments.json:
            print_report("review", review_document(review))
    return EXIT_FINE


def _selection(arguments: argparse.Namespace, edition: Edition) -> Selection | None:
    """What to cram; None to review what is due.

    Raises:
        Failure: the course has nothing of this id.
    """
    from studykit.planning.selection import Selection, tags

    _known(
        arguments.lesson,
        [lesson.id for lesson in edition.lessons],
        lambda id: Message("The course has no lesson “{id}”.", id=id),
    )
    _known(
        arguments.objective,
        edition.objectives,
        lambda id: Message("The course has no objective “{id}”.", id=id),
    )
    _known(
        arguments.tag,
        tags(edition),
        lambda tag: Message("The course has no tag “{tag}”.", tag=tag),
    )
    chosen = Selection(
        lessons=tuple(arguments.lesson),
        objectives=tuple(arguments.objective),
        tags=tuple(arguments.tag),
        missed=arguments.missed,
        due_within=arguments.due_within,
    )
    return chosen if arguments.cram or chosen != Selection() else None


def _known(
    wanted: list[str], there: Collection[str], unknown: Callable[[str], Message]
) -> None:
    for one in wanted:
        if one not in there:
            raise Failure(with_suggestion(unknown(one), one, there), EXIT_USAGE)
