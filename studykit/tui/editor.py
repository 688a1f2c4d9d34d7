"""Opening a file at a line in the author's own editor."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from studykit.language.message import Refusal

_AT_LINE = {
    "code": ("--goto", "{file}:{line}", "--wait"),
    "codium": ("--goto", "{file}:{line}", "--wait"),
    "subl": ("{file}:{line}", "--wait"),
    "hx": ("{file}:{line}",),
    "helix": ("{file}:{line}",),
    "zed": ("{file}:{line}", "--wait"),
    "notepad": ("{file}",),
}
_USUAL = ("+{line}", "{file}")
"""What vi, vim, nvim, nano, emacs, micro and most others understand."""
_WINDOWS_WORD = re.compile(r'(?:[^\s"]|"[^"]*")+')
_BATCH_FILES = (".cmd", ".bat")
_BATCH_SIGNS = re.compile(r'[&|<>^%!"]')
"""With these, what a batch file such as `code.cmd` is called with can run more commands."""


def editor_command(file: Path, line: int) -> list[str]:
    """The command that opens `file` at `line` in the editor of `VISUAL` or `EDITOR`, else in
    a usual one.

    Raises:
        Refusal: there is no such editor, or it cannot be called with this file.
    """
    windows = os.name == "nt"
    variable = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    installed = partial(_installed, windows=windows)
    words = command_words(variable, os.environ.get(variable, ""), windows=windows)
    if words:
        program = installed(words[0])
        if program is None:
            raise Refusal(
                "There is no program “{program}”: set {variable} to an installed editor.",
                program=words[0],
                variable=variable,
            )
    else:
        program = next(filter(None, map(installed, ("nano", "vi", "notepad"))), None)
        if program is None:
            raise Refusal("Set EDITOR to open {place}.", place=f"{file}:{line}")
    # Never a bare name: one that begins with + or - could be an option or a command.
    place = place_arguments(program, str(file.absolute()), line, windows=windows)
    return [program, *words[1:], *place]


def command_words(variable: str, value: str, *, windows: bool) -> list[str]:
    """The program and its arguments in the value of `VISUAL` or `EDITOR`, as a shell would
    part them; on Windows a backslash parts folders and only `"` quotes.

    Raises:
        Refusal: a quote is not closed.
    """
    try:
        if not windows:
            return shlex.split(value)
        closed = value.count('"') % 2 == 0
    except ValueError:
        closed = False
    if not closed:
        raise Refusal(
            "{variable} cannot be understood: close the quote in {value}",
            variable=variable,
            value=value,
        )
    return [word.replace('"', "") for word in _WINDOWS_WORD.findall(value)]


def _installed(name: str, *, windows: bool) -> str | None:
    """Where a program is. On Windows `code` is `code.cmd`, which only a search finds."""
    found = shutil.which(name)
    if found and windows and Path(name).name == name and not Path(found).is_absolute():
        return None  # Windows looks in the current folder too, and that may be a course's
    return found


def place_arguments(program: str, file: str, line: int, *, windows: bool) -> list[str]:
    """The arguments by which `program` opens `file` at `line`.

    Raises:
        Refusal: the program is a batch file, for which the name of the file could be
            more than a name.
    """
    path = PureWindowsPath(program) if windows else PurePosixPath(program)
    if windows and path.suffix.lower() in _BATCH_FILES and _BATCH_SIGNS.search(file):
        raise Refusal(
            "{program} cannot open {file}: rename what has one of & | < > ^ % ! in it.",
            program=path.name,
            file=file,
        )
    name = path.stem.lower() if windows else path.stem
    return [part.format(file=file, line=line) for part in _AT_LINE.get(name, _USUAL)]


def edit(command: list[str]) -> None:
    """Run the editor to its end.

    Raises:
        Refusal: it cannot be started.
    """
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        raise Refusal(
            "The editor {program} cannot be started: {reason}.",
            program=command[0],
            reason=error.strerror or type(error).__name__,
        ) from error
