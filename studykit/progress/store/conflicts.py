"""Copies that file-syncing programs leave when two machines wrote one profile at once."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.progress.store.layout import default_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NAMED_SO = re.compile("conflict|konflikt|conflit|conflitt|衝突|冲突|競合|충돌", re.IGNORECASE)
"""What these programs put into the name, in the languages they speak."""


def conflicts(path: Path) -> list[Path]:
    """Return the copies that file-syncing programs set beside a profile when two machines
    wrote it at once, snapshots and journals."""
    name = path.name.removesuffix(".json")
    try:
        beside = sorted(path.parent.glob("*.json*"))
    except OSError:
        return []
    return [
        file
        for file in beside
        if file.suffix in (".json", ".jsonl")
        and file.name.startswith(name)
        and not file.name[len(name)].isalnum()
        and _NAMED_SO.search(file.name, len(name))
    ]


def offer(path: Path, copies: Sequence[Path]) -> Message:
    """Say which conflicting copies there are, and the command that takes them in."""
    words = ["studykit profile merge"]
    if path != default_path():
        words.append(f"--profile {_quoted(path)}")
    words += map(_quoted, copies)
    names = ", ".join(copy.name for copy in copies)
    return Message.many(
        len(copies),
        "A file-syncing program left {n} conflicting copy: {names}. To take in what is in it: "
        "{command}",
        "A file-syncing program left {n} conflicting copies: {names}. To take in what is in "
        "them: {command}",
        names=names,
        command=" ".join(words),
    )


def _quoted(path: Path) -> str:
    """A file's name as it is typed in a shell."""
    name = str(path.absolute())
    if sys.platform != "win32":
        name = re.sub(r'([\\"$`])', r"\\\1", name)
    return f'"{name}"'
