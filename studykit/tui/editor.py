"""Opening a file at a line in the author's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

_AT_LINE = {
    "code": ("--goto", "{file}:{line}", "--wait"),
    "codium": ("--goto", "{file}:{line}", "--wait"),
    "subl": ("{file}:{line}", "--wait"),
    "hx": ("{file}:{line}",),
    "helix": ("{file}:{line}",),
    "zed": ("{file}:{line}", "--wait"),
}
_USUAL = ("+{line}", "{file}")
"""What vi, vim, nvim, nano, emacs, micro and most others understand."""


def editor_command(file: Path, line: int) -> list[str] | None:
    """The command that opens `file` at `line`; None when no editor is known."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = shlex.split(chosen, posix=os.name != "nt")
    if not words:
        found = next(filter(shutil.which, ("nano", "vi", "notepad")), None)
        if found is None:
            return None
        words = [found]
    name = Path(words[0]).stem
    at_line = ("{file}",) if name == "notepad" else _AT_LINE.get(name, _USUAL)
    return [*words, *(part.format(file=file, line=line) for part in at_line)]


def edit(command: list[str]) -> None:
    """Run the editor to its end. Raises OSError when it cannot be started."""
    subprocess.run(command, check=False)
