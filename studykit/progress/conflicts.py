"""Copies that file-syncing programs leave when two machines wrote one profile at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
        if file.name.startswith(name)
        and file.suffix in (".json", ".jsonl")
        and "conflict" in file.name[len(name) :].lower()
    ]
