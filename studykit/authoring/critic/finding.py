"""What the critic has to say about one place of a lesson."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value of a lesson file: `("questions", 2, "options", 0, "text")`."""


class Finding(NamedTuple):
    """A flaw in how an item is written. It is a warning: the item still works."""

    code: str
    path: Path
    message: str
    hint: str = ""
