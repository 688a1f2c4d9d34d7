"""`studykit ids`: write missing ids into lesson files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_CONTENT, EXIT_FINE, Failure, print_report
from studykit.language.message import Message
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    import argparse

    from studykit.content.diagnostics import Diagnostic

_HEAD = "course.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, and whether to write."""
    parser.add_argument(
        "path", nargs="+", type=Path, help=words()("lesson files, or course folders")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=words()("say what would be added, write nothing")
    )
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Add the ids; every file is replaced whole or not at all."""
    from studykit.authoring.missing_ids import with_ids
    from studykit.content.finding import read_bytes

    added: dict[str, list[str]] = {}
    broken: list[Diagnostic] = []
    for file in _lesson_files(arguments.path):
        try:
            data = read_bytes(file)[0]
        except OSError as error:
            raise Failure(
                Message("{file} cannot be read: {reason}.", file=file, reason=reason(error))
            ) from None
        filled = with_ids(data, file)
        broken.extend(filled.diagnostics)
        if filled.added:
            added[str(file)] = list(filled.added)
            if not arguments.dry_run:
                _replace(file, filled.data)
    if arguments.json:
        document = {
            "ok": not broken,
            "added": added,
            "diagnostics": [diagnostic.to_json(words()) for diagnostic in broken],
        }
        print_report("ids", document)
    else:
        for name, ids in added.items():
            added_line = words().many(
                len(ids), "{n} added: {ids}", "{n} added: {ids}", ids=", ".join(ids)
            )
            print(f"{name}: {added_line}")
        for diagnostic in broken:
            print(diagnostic)
        if not added and not broken:
            print(words()("Every lesson, section, card and question has an id."))
    return EXIT_CONTENT if broken else EXIT_FINE


def _lesson_files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = [f for f in sorted(path.rglob("*.yaml")) if f.name != _HEAD and _own(f)]
            if not found:
                raise Failure(Message("{path} has no lesson file (*.yaml) in it.", path=path))
            files += found
        elif path.is_symlink():
            raise Failure(
                Message("{path} is a link. Name the file that it leads to.", path=path)
            )
        elif path.exists():
            files.append(path)
        else:
            raise Failure(
                Message(
                    "{path} does not exist. Name a lesson file or a course folder.", path=path
                )
            )
    return files


def _own(file: Path) -> bool:
    """Whether it is a file of this very folder; what a link leads to is not written."""
    return file.is_file() and not file.is_symlink()


def _replace(file: Path, data: bytes) -> None:
    from studykit.authoring.replacing import replace_file

    try:
        replace_file(file, data)
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=file, reason=reason(error))
        ) from None
