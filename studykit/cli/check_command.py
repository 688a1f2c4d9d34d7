"""`studykit check`: everything that is wrong in lessons and courses, each at its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studykit.cli.diagnostic_formats import github_line, sarif
from studykit.cli.drafts_line import drafts_line
from studykit.cli.interface import words
from studykit.cli.outcome import (
    EXIT_CONTENT,
    EXIT_FINE,
    Failure,
    print_json,
    print_report,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from studykit.content.diagnostics import Diagnostic

SHOWN = 120
"""Characters of a line that are shown with a problem in it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the options of `check`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--format", choices=["text", "json", "github", "sarif"], default="text")
    parser.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="format",
        help=words()("short for --format json"),
    )
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="FILE",
        help=words()("also name items with progress in this profile that are gone"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=words()("let warnings count as errors")
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the paths and report; 1 when there is an error, or with --strict a warning."""
    from studykit.content.diagnostics import has_errors
    from studykit.content.finding import LibraryError

    try:
        diagnostics, drafts, without_id = _checked(arguments.paths)
        if arguments.profile is not None:
            diagnostics = (*diagnostics, *_orphans(arguments.paths, arguments.profile))
    except LibraryError as error:
        raise Failure(error.message) from error
    ok = not has_errors(diagnostics) and not (arguments.strict and diagnostics)
    if arguments.format == "json":
        report = {
            "ok": ok,
            "diagnostics": [diagnostic.to_json(words()) for diagnostic in diagnostics],
            "drafts": sum(drafts.values()),
            "without_id": sum(without_id.values()),
        }
        print_report("check", report)
    elif arguments.format == "github":
        print(*(github_line(words(), each) for each in diagnostics), sep="\n")
    elif arguments.format == "sarif":
        print_json(sarif(words(), diagnostics))
    else:
        print_text(diagnostics)
        for folder, count in drafts.items():
            print(drafts_line(count, folder))
        if not has_errors(diagnostics):
            for file, count in without_id.items():
                print(ids_line(count, file))
    return EXIT_FINE if ok else EXIT_CONTENT


def _orphans(paths: Sequence[Path], file: Path) -> list[Diagnostic]:
    """Items with progress in a profile that their courses no longer have."""
    from studykit.content.library import open_library
    from studykit.learner.orphans import orphans
    from studykit.progress.store import Profile
    from studykit.progress.store.files import ProfileError

    try:
        with Profile.open(file, write=False) as profile:
            return [
                orphan
                for course in open_library(paths).courses
                for edition in course.editions.values()
                for orphan in orphans(edition, profile.state, edition.folder / "course.yaml")
            ]
    except ProfileError as error:
        raise Failure(error.message) from error


def checked(paths: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """All diagnostics of the courses at `paths`, in order. Raises LibraryError."""
    return _checked(paths)[0]


class _Checked(NamedTuple):
    diagnostics: tuple[Diagnostic, ...]
    drafts: dict[Path, int]
    """How many wait in the course folders that have some."""
    without_id: dict[Path, int]
    """How many items of a lesson file have no id, where there are some."""


def ids_line(count: int, file: Path) -> str:
    """How many items of a lesson file have no id, and what writes them."""
    return words().many(
        count,
        "{n} item has no id; progress hangs on ids: studykit ids {path}",
        "{n} items have no id; progress hangs on ids: studykit ids {path}",
        path=file,
    )


def _checked(paths: Sequence[Path]) -> _Checked:
    from studykit.authoring.critic.criticise import critic_diagnostics
    from studykit.authoring.keys import key_diagnostics
    from studykit.content.checking import read_courses
    from studykit.content.diagnostics import in_order
    from studykit.content.drafts import count_drafts
    from studykit.content.lesson_file import count_without_id

    reading = read_courses(paths)
    diagnostics = in_order(
        [
            *reading.diagnostics,
            *key_diagnostics(reading.courses),
            *critic_diagnostics(reading.courses),
        ]
    )
    drafts = {
        course.folder: sum(count_drafts(lesson) for _, lesson in course.models())
        for course in reading.courses
    }
    without_id = {
        lesson.file: count_without_id(lesson.document)
        for course in reading.courses
        for lesson in course.lessons
    }
    return _Checked(diagnostics, _counted(drafts), _counted(without_id))


def _counted(counts: dict[Path, int]) -> dict[Path, int]:
    return {path: count for path, count in counts.items() if count}


def print_text(diagnostics: Sequence[Diagnostic]) -> None:
    """Print each problem with its line and a caret, then how many there are."""
    from studykit.content.diagnostics import severity_name

    lines: dict[Path, list[str]] = {}
    say = words().translate
    for diagnostic in diagnostics:
        file = diagnostic.file
        if file not in lines:
            lines[file] = _lines(file)
        place = f"{file}:{diagnostic.line}:{diagnostic.column}"
        severity = say(severity_name(diagnostic.severity))
        print(f"{place}: {severity} {diagnostic.code}: {say(diagnostic.message)}")
        if diagnostic.line <= len(lines[file]):
            line, number = lines[file][diagnostic.line - 1], f"{diagnostic.line:>5}"
            part, column = _around(line, diagnostic.column)
            print(f"{number} | {_printable(part)}")
            print(f"{' ' * len(number)} | {_padding(part, column)}^")
        if diagnostic.hint:
            print(f"      = {say(diagnostic.hint)}")
        print()
    print(_summary(diagnostics))


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    if not diagnostics:
        return words()("No problems found.")
    errors = sum(d.severity == "error" for d in diagnostics)
    warnings = len(diagnostics) - errors
    parts = []
    if errors:
        parts.append(words().many(errors, "{n} error", "{n} errors"))
    if warnings:
        parts.append(words().many(warnings, "{n} warning", "{n} warnings"))
    return words()("{text}.", text=words()(", ").join(parts))


def _lines(file: Path) -> list[str]:
    from studykit.content.finding import read_bytes

    try:
        text = read_bytes(file)[0].decode("utf-8", "replace")
    except OSError:
        return []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of a long line that is worth showing, and where in it the column is."""
    start = max(0, column - 1 - SHOWN // 2) if len(line) > SHOWN else 0
    part = line[start : start + SHOWN]
    if start:
        part = "…" + part[1:]
    if start + SHOWN < len(line):
        part = part[:-1] + "…"
    return part, column - start


def _printable(line: str) -> str:
    # A control character in a file must not reach the terminal as one.
    return "".join(c if c.isprintable() else " " if c == "\t" else "�" for c in line)


def _padding(line: str, column: int) -> str:
    """As many cells as the characters before `column` take on the screen."""
    before = line[: column - 1]
    return " " * sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in before
    )
