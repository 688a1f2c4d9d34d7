"""Sound and films that a text links to, by the ends of their names."""

from __future__ import annotations

from pathlib import PurePosixPath

SOUNDS = frozenset(
    [
        *(".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".aac", ".spx", ".3gp"),
        *(".mp4", ".webm", ".mkv", ".mov", ".avi", ".mpg", ".mpeg", ".ogv"),
    ]
)


def is_sound(address: str) -> bool:
    """Whether an address is that of a sound or a film within the course."""
    return "://" not in address and PurePosixPath(address).suffix.lower() in SOUNDS
