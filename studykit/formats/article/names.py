"""Ids and file names from titles, in the title's own script."""

from __future__ import annotations

import re
from hashlib import sha1

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MOST_WORDS = 6
_LONGEST = 40


def slug(title: str, otherwise: str = "part") -> str:
    """A short name without spaces or signs; it never begins with a dot or a hyphen."""
    words = _WORD.findall(title.casefold())
    name = ""
    for word in words[:_MOST_WORDS]:
        if name and len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST]
    return name or otherwise


class Names:
    """Names that are given once each."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self._taken = {name.casefold() for name in taken or ()}
        self._last: dict[str, int] = {}
        """The number that a name was given last."""

    def new(self, title: str, otherwise: str = "part") -> str:
        """A name for `title` that nothing else has."""
        base = slug(title, otherwise)
        number = self._last.get(base, 0) + 1
        name = f"{base}-{number}" if number > 1 else base
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._last[base] = number
        self._taken.add(name.casefold())
        return name


def item_id(section: str, text: str) -> str:
    """The id of an item drafted from a sentence; the same sentence gives the same id."""
    digest = sha1(text.encode(errors="replace"), usedforsecurity=False).hexdigest()[:8]
    return f"{section}-{digest}"
