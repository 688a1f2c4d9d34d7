"""What is wrong in what an author wrote, by the way that leads to it in the tree."""

from __future__ import annotations

from typing import Literal, NamedTuple

from studykit.language.message import Message

Severity = Literal["error", "warning"]

Way = tuple[str | int, ...]
"""From the root of a tree to a value: keys of mappings, indices of lists."""


class Problem(NamedTuple):
    """What is wrong with the value at `way`, or with `key` about its key."""

    way: Way
    code: str
    message: Message
    hint: Message = Message()
    severity: Severity = "error"
    key: bool = False
    earlier: Way | None = None
    """Where what is repeated here stands first; the message ends with its line."""

    def within(self, way: Way) -> Problem:
        """The problem as seen from further out, where this value stands at `way`."""
        earlier = None if self.earlier is None else way + self.earlier
        return self._replace(way=way + self.way, earlier=earlier)


def flaw(code: str, way: Way, message: Message, hint: Message) -> Problem:
    """A flaw in how an item is written: a warning, because the item still works."""
    return Problem(way, code, message, hint, "warning")
