"""Where courses and their lessons lie. Nothing outside the given folder is ever read.

A path that the user names is followed wherever it leads; a link inside a library is not
followed out of its course.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.diagnostics import Diagnostic, did_you_mean
from studykit.language.message import Message, Refusal
from studykit.language.system_errors import reason, regular_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COURSE_NAMES = ("course.yaml", "course.yml")
MAX_BYTES = 8 * 1024 * 1024
"""A lesson of fifty questions has some 30 kB; more than this is no lesson file."""
_SUFFIXES = (".yaml", ".yml")
_OPTION_SIGNS = ("-", "+")
_WAY = re.compile(r"[/\\:]")
_DEPTH = 3
"""How far below a library a course may lie: library/subject/course/language."""


class LibraryError(Refusal):
    """A path cannot be opened; `str()` is one sentence for the user."""


def course_file(folder: Path) -> Path | None:
    """The `course.yaml` of a folder, or None."""
    for name in COURSE_NAMES:
        if _is_file(folder / name) and _stays_inside(folder, name):
            return folder / name
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be entered
        return False


def course_folders(path: Path) -> list[Path]:
    """The folders of courses at or below `path`, by name.

    A folder of lessons that has no `course.yaml`, and no course below it, is a course too.

    Raises:
        LibraryError: the folder cannot be read.
    """
    if course_file(path):
        return [path]
    found = list(_below(path, _DEPTH))
    return found or ([path] if yaml_names(path) else [])


def _below(folder: Path, depth: int) -> Iterator[Path]:
    for name in sorted(_names(folder)):
        inner = folder / name
        # A link to a folder could lead anywhere, also in a circle.
        if name.startswith(".") or inner.is_symlink() or not inner.is_dir():
            continue
        if course_file(inner):
            yield inner
        elif depth > 1:
            # One folder that may not be read does not hide the courses beside it.
            with suppress(LibraryError):
                yield from _below(inner, depth - 1)


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError as error:
        raise LibraryError(
            "The folder {folder} cannot be read: {reason}.",
            folder=folder,
            reason=reason(error),
        ) from error


def yaml_names(folder: Path) -> list[str]:
    """Names of the lesson files of a folder that lists none, in order.

    Raises:
        LibraryError: the folder cannot be read.
    """
    return sorted(
        name
        for name in _names(folder)
        if name.endswith(_SUFFIXES)
        and not name.startswith(".")
        and name not in COURSE_NAMES
        and _is_file(folder / name)
    )


class LessonPath(NamedTuple):
    """A lesson file of a course, or the error why it is not opened."""

    file: Path | None
    code: str = ""
    message: Message = Message()
    hint: Message = Message()


def lesson_path(folder: Path, name: str) -> LessonPath:
    """The lesson file `name` of a course."""
    if refused := refused_name(name):
        return refused
    if _is_plain(folder, name):
        return LessonPath(folder / name)
    if not _stays_inside(folder, name):
        message = Message("The lesson file “{name}” is not in the course's folder.", name=name)
        hint = Message("Give the name of a file that lies beside course.yaml.")
        return LessonPath(None, "SK407", message, hint)
    file = folder / name
    if not _is_file(file):
        message = Message("There is no lesson file “{name}” in the course's folder.", name=name)
        return LessonPath(None, "SK407", message, did_you_mean(name, yaml_names(folder)))
    return LessonPath(file)


def bank_path(folder: Path, name: str) -> LessonPath:
    """The file `name` that a lesson of a course includes."""
    found = lesson_path(folder, name)
    if name in COURSE_NAMES:
        message = Message("“{name}” is no bank: it describes the course.", name=name)
        hint = Message("Include a file that has “bank: true”.")
        return LessonPath(None, "SK416", message, hint)
    if found.file is not None or found.code != "SK407":
        return found
    if not _stays_inside(folder, name):
        message = Message(
            "The included file “{name}” is not in the course's folder.", name=name
        )
        hint = Message("Put it there; nothing outside of the folder is read.")
        return LessonPath(None, "SK416", message, hint)
    message = Message("There is no file “{name}” to include in the course's folder.", name=name)
    return LessonPath(None, "SK416", message, found.hint)


def refused_name(name: str) -> LessonPath | None:
    """Why a lesson file is not opened whatever it holds; None when its name is a good one.

    Editors and other programs that are started with the name take `-x` for an option and
    `+!x` for a command to run.
    """
    if not any(part.startswith(_OPTION_SIGNS) for part in name.split("/")):
        return None
    message = Message("The name of the lesson file “{name}” begins with “-” or “+”.", name=name)
    hint = Message("Rename it: other programs would take the name for an option or a command.")
    return LessonPath(None, "SK413", message, hint)


def _is_plain(folder: Path, name: str) -> bool:
    """Whether `name` is surely a file in `folder`, as nearly all are: no link, no way out."""
    try:
        return not _WAY.search(name) and stat.S_ISREG((folder / name).lstat().st_mode)
    except (OSError, ValueError):
        return False


def _stays_inside(folder: Path, name: str) -> bool:
    relative = Path(name)
    if relative.is_absolute() or relative.drive or ".." in relative.parts or "\\" in name:
        return False
    try:
        return (folder / relative).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links; a NUL in the name
        return False


def read_bytes(file: Path) -> tuple[bytes, os.stat_result]:
    """A file's content, cut just beyond what is ever parsed, and its state when read.

    Raises:
        OSError: the file cannot be read, or is no regular file.
    """
    regular_file(file)
    with open(file, "rb", opener=_without_waiting) as stream:
        # What has just taken the file's place may be none.
        return stream.read(MAX_BYTES + 1), regular_file(stream.fileno())


def _without_waiting(name: str, flags: int) -> int:
    # A pipe that has just taken the file's place would let us wait for ever.
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def unreadable(file: Path, error: OSError) -> Diagnostic:
    """The diagnostic of a file that cannot be read."""
    message = Message("The file cannot be read: {reason}.", reason=reason(error))
    return Diagnostic(file, 1, 1, "error", "SK101", message)


def existing(paths: Sequence[Path]) -> None:
    """Raise LibraryError for the first of `paths` that does not exist or cannot be seen."""
    for path in paths:
        try:
            if not path.is_dir():
                regular_file(path)
        except FileNotFoundError as error:
            raise LibraryError("There is no file or folder {path}.", path=path) from error
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise LibraryError(
                "{path} cannot be opened: {reason}.", path=path, reason=why
            ) from error
