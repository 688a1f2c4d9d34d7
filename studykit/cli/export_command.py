"""`studykit export`: a course in a format that other programs read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument, own_profile
from studykit.cli.loss_arguments import add_loss_arguments
from studykit.cli.outcome import (
    EXIT_CONTENT,
    EXIT_FINE,
    EXIT_USAGE,
    Failure,
    print_report,
    with_suggestion,
)
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.anki.format import AnkiFormat
    from studykit.formats.exchange import Exported, Writer
    from studykit.web.page import PlayerFormat


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which course, in which format, where to."""
    parser.add_argument("course", type=Path, metavar="COURSE", help=words()("a course folder"))
    parser.add_argument(
        "--to",
        required=True,
        metavar="FORMAT",
        help=words()("such as anki, csv, gift, html, moodle-xml"),
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=words()("the file to write")
    )
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the edition, such as en or zh-Hant")
    )
    printing = parser.add_argument_group(words()("for print-exam and the other pages to print"))
    printing.add_argument(
        "--paper", choices=("a4", "letter"), help=words()("the size of the paper (default: a4)")
    )
    printing.add_argument(
        "--variants", type=int, metavar="N", help=words()("papers A, B, C … of an exam")
    )
    printing.add_argument("--quiz", metavar="ID", help=words()("the quiz that is printed"))
    parser.add_argument(
        "--scheduling",
        action="store_true",
        help=words()("with your reviews and due dates (for anki)"),
    )
    add_profile_argument(parser)
    add_loss_arguments(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help=words()("replace a file that is there already; a copy of it is kept"),
    )
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Write the course, and say what of it the format cannot hold."""
    from studykit.cli.writing import set_aside, write_file
    from studykit.formats.base import FormatError, MissingExtraError
    from studykit.formats.exchange import loss_lines, tally
    from studykit.formats.registry import WRITERS
    from studykit.web.page import PlayerFormat

    player = PlayerFormat()
    known: dict[str, Writer | PlayerFormat] = {**WRITERS, player.name: player}
    if arguments.to not in known:
        message = Message("There is no format “{name}”.", name=arguments.to)
        raise Failure(with_suggestion(message, arguments.to, known), EXIT_USAGE)
    writer = known[arguments.to]
    editions = _editions(arguments.course, arguments.language)
    target = arguments.output or Path(editions[0].id + writer.suffix)
    if not arguments.dry_run and not arguments.force and os.path.lexists(target):
        message = Message(
            "{path} is there already. Name another file, or add --force.", path=target
        )
        raise Failure(message, EXIT_USAGE)
    try:
        exported = _exported(writer, editions, arguments)
    except FormatError as error:
        raise Failure(error.message, EXIT_USAGE) from None
    except MissingExtraError as error:
        raise Failure(error.message, EXIT_USAGE) from None
    if not arguments.dry_run:
        aside = set_aside(target)
        write_file(target, exported.data)
        if aside is not None:
            sentence = words()("The file that was there is kept as {name}.", name=aside.name)
            print(f"studykit: {sentence}", file=sys.stderr)
    counted = tally(exported.items, exported.losses)
    complete = not counted.left_out or arguments.allow_loss
    if arguments.json:
        print_report(
            "export",
            {
                "ok": complete,
                "file": None if arguments.dry_run else str(target),
                "to": arguments.to,
                **counted.as_json(),
                "losses": [loss.as_json() for loss in exported.losses],
            },
        )
    else:
        first, *rest = loss_lines(exported.items, exported.losses, words())
        place = words()("would be written") if arguments.dry_run else str(target)
        print(f"{place}: {first}")
        for line in rest:
            print(line)
    return EXIT_FINE if complete else EXIT_CONTENT


def _exported(
    writer: Writer | PlayerFormat, editions: Sequence[Edition], arguments: argparse.Namespace
) -> Exported:
    """What the format makes of the course; only pages to print take options, and the player
    alone holds more editions than the first.

    Raises:
        Failure: an option does not go with the format.
    """
    from studykit.formats.anki.format import AnkiFormat
    from studykit.formats.print_page import MOST_VARIANTS, PrintFormat, PrintOptions
    from studykit.web.page import PlayerFormat

    chosen = {"paper": arguments.paper, "variants": arguments.variants, "quiz": arguments.quiz}
    chosen = {name: value for name, value in chosen.items() if value is not None}
    only_exams = {"variants", "quiz"} & set(chosen) and writer.name != "print-exam"
    if chosen and (only_exams or not isinstance(writer, PrintFormat)):
        option = "--" + next(iter({"variants", "quiz"} & set(chosen) or chosen))
        raise _does_not_go(option, writer.name)
    if arguments.scheduling:
        if not isinstance(writer, AnkiFormat):
            raise _does_not_go("--scheduling", writer.name)
        return _with_scheduling(writer, editions[0], arguments.profile)
    if isinstance(writer, PlayerFormat):
        return writer.write(editions)
    if not isinstance(writer, PrintFormat):
        return writer.write(editions[0])
    if not 1 <= chosen.get("variants", 1) <= MOST_VARIANTS:
        message = Message("--variants must be from 1 to {n}.", n=MOST_VARIANTS)
        raise Failure(message, EXIT_USAGE)
    return writer.write(editions[0], PrintOptions(**chosen))


def _does_not_go(option: str, name: str) -> Failure:
    return Failure(
        Message("{option} does not go with --to {name}.", option=option, name=name), EXIT_USAGE
    )


def _with_scheduling(writer: AnkiFormat, edition: Edition, path: Path | None) -> Exported:
    """The edition with what the learner did in the profile at `path`.

    Raises:
        Failure: the profile cannot be read.
    """
    from studykit.formats.anki.scheduling import Learned
    from studykit.learner.clock import clock_from, zone_and_hour
    from studykit.learner.course_state import course_state

    with own_profile(path, write=False) as profile:
        clock, cards = (
            clock_from(profile.state),
            course_state(profile.state, edition.id)["cards"],
        )
        zone, hour = clock.zone(), zone_and_hour(profile.state)[1]
        today = clock.now().day
        learned = Learned(edition.id, cards, profile.events(), zone, hour, today)
        return writer.write(edition, learned)


def _editions(path: Path, language: str | None) -> tuple[Edition, ...]:
    """The editions of the course at `path`, the one in `language` first.

    Raises:
        Failure: there is none, it has errors, or there are several.
    """
    from studykit.content.finding import LibraryError
    from studykit.content.library import open_library

    try:
        library = open_library([path])
    except LibraryError as error:
        raise Failure(error.message) from error
    if not library.courses:
        message = Message("There is no course in {path} that can be opened.", path=path)
        raise Failure(message, EXIT_CONTENT)
    if len(library.courses) > 1:
        message = Message("There are several courses in {path}. Name one of them.", path=path)
        raise Failure(message, EXIT_USAGE)
    course = library.courses[0]
    if language and language.casefold() not in map(str.casefold, course.editions):
        message = Message("There is no edition in {language}.", language=language)
        raise Failure(with_suggestion(message, language, course.editions), EXIT_USAGE)
    editions = course.from_edition(course.edition(language))
    if not editions[0].lessons:
        message = Message("The course has no lesson that can be opened.")
        raise Failure(message, EXIT_CONTENT)
    return editions
