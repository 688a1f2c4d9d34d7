"""`studykit list`: the courses there are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.cli.drafts_line import drafts_line
from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_CONTENT, EXIT_FINE, Failure, print_report

if TYPE_CHECKING:
    import argparse

    from studykit.content.course import Course
    from studykit.content.diagnostics import Diagnostic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the options of `list`."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=words()(
            "libraries, courses or lesson files (default: the shipped ones and your own)"
        ),
    )
    parser.add_argument("--json", action="store_true", help=words()("print JSON"))


def run(arguments: argparse.Namespace) -> int:
    """List the courses, one entry a course; 1 when a file of theirs is broken."""
    from studykit.content.diagnostics import for_learners, has_errors, in_order
    from studykit.content.library import (
        LibraryError,
        default_paths,
        default_places,
        open_library,
    )

    try:
        library = open_library(arguments.paths or default_paths())
    except LibraryError as error:
        raise Failure(error.message) from error
    found = list(library.diagnostics)
    entries = [_entry(course, found) for course in library.courses]
    if arguments.json:
        named = [("argument", path) for path in arguments.paths]
        places = [
            {"kind": kind, "path": str(path), "exists": path.exists()}
            for kind, path in named or default_places().items()
        ]
        print_report("list", {"places": places, "courses": entries})
    else:
        _print(entries)
        if not arguments.paths:
            _print_places(**default_places())
    for diagnostic in for_learners(in_order(found)):
        print(words().translate(diagnostic.line_of_text), file=sys.stderr)
    return EXIT_CONTENT if has_errors(found) else EXIT_FINE


def _print(entries: list[dict[str, Any]]) -> None:
    from studykit.text.ruby import as_shown

    texts = words()
    for entry in entries:
        title = as_shown(entry["title"])
        print(f"{title}  ({', '.join([entry['course'], *entry['languages']])})")
        counts = (
            texts.many(entry["lessons"], "{n} lesson", "{n} lessons"),
            texts.many(entry["cards"], "{n} card", "{n} cards"),
            texts.many(entry["questions"], "{n} question", "{n} questions"),
        )
        print(f"  {texts(', ').join(counts)}  {entry['path']}")
        if entry["drafts"]:
            print(f"  {drafts_line(entry['drafts'], entry['path'])}")
    if not entries:
        print(texts("There are no courses here."))


def _print_places(shipped: Path, own: Path) -> None:
    texts = words()
    print(texts("The program's courses are in {path}.", path=shipped))
    if own.is_dir():
        print(texts("Your own courses are in {path}.", path=own))
    else:
        print(texts("Your own courses go into {path}, which does not exist yet.", path=own))


def _entry(course: Course, found: list[Diagnostic]) -> dict[str, Any]:
    """What `list` tells of a course: the title and the counts of its first edition.

    What is wrong in any edition is added to `found`; none is held open, there may be many.
    """
    for edition in course.editions.values():
        found += edition.diagnostics
        if edition is not course.edition():
            edition.close()
    edition = course.edition()
    entry = {
        "course": course.id,
        "title": edition.title,
        "languages": course.languages,
        "lessons": len(edition.lessons),
        "cards": sum(len(lesson.cards) for lesson in edition.lessons),
        "questions": sum(len(lesson.questions) for lesson in edition.lessons),
        "drafts": edition.drafts,
        "quizzes": [{"id": quiz.id, "title": quiz.title} for quiz in edition.offered_quizzes],
        "path": str(edition.place),
    }
    edition.close()
    return entry
