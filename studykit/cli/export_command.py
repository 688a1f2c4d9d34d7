"""`studykit export`: a course in a format that other programs read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import (
    EXIT_CONTENT,
    EXIT_FINE,
    EXIT_USAGE,
    Failure,
    print_json,
    with_suggestion,
)
from studykit.language.message import Message
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    import argparse

    from studykit.content.course import Edition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which course, in which format, where to."""
    parser.add_argument("course", type=Path, metavar="COURSE", help=words()("a course folder"))
    parser.add_argument(
        "--to",
        required=True,
        metavar="FORMAT",
        help=words()("such as anki, csv, gift, moodle-xml"),
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=words()("the file to write")
    )
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the edition, such as en or zh-Hant")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=words()("say what would be lost, write nothing")
    )
    parser.add_argument(
        "--allow-loss",
        action="store_true",
        help=words()("exit with 0 although items are left out"),
    )
    parser.add_argument(
        "--force", action="store_true", help=words()("replace a file that is there already")
    )
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Write the course, and say what of it the format cannot hold."""
    from studykit.formats.base import MissingExtraError
    from studykit.formats.exchange import loss_lines, tally
    from studykit.formats.registry import WRITERS

    if arguments.to not in WRITERS:
        message = Message("There is no format “{name}”.", name=arguments.to)
        raise Failure(with_suggestion(message, arguments.to, WRITERS), EXIT_USAGE)
    writer = WRITERS[arguments.to]
    edition = _edition(arguments.course, arguments.language)
    target = arguments.output or Path(edition.id + writer.suffix)
    if not arguments.dry_run and not arguments.force and os.path.lexists(target):
        message = Message(
            "{path} is there already. Name another file, or add --force.", path=target
        )
        raise Failure(message, EXIT_USAGE)
    try:
        exported = writer.write(edition)
    except MissingExtraError as error:
        raise Failure(str(error), EXIT_USAGE) from None
    if not arguments.dry_run:
        _write(target, exported.data)
    counted = tally(exported.items, exported.losses)
    complete = not counted.left_out or arguments.allow_loss
    if arguments.json:
        print_json(
            {
                "ok": complete,
                "file": None if arguments.dry_run else str(target),
                "format": arguments.to,
                **counted.as_json(),
                "losses": [loss.as_json() for loss in exported.losses],
            }
        )
    else:
        first, *rest = loss_lines(exported.items, exported.losses, words())
        place = words()("would be written") if arguments.dry_run else str(target)
        print(f"{place}: {first}")
        for line in rest:
            print(line)
    return EXIT_FINE if complete else EXIT_CONTENT


def _edition(path: Path, language: str | None) -> Edition:
    """The course at `path`, in one language.

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
    edition = course.edition(language)
    if not edition.lessons:
        message = Message("The course has no lesson that can be opened.")
        raise Failure(message, EXIT_CONTENT)
    return edition


def _write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        Failure: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".studykit-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=target, reason=reason(error))
        ) from None
