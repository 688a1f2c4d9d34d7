"""How a command ends: its report, its exit status, the sentence when it cannot go on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

EXIT_FINE = 0
EXIT_CONTENT = 1
EXIT_USAGE = 2
EXIT_OUTSIDE = 3
EXIT_UNFINISHED = 4
EXIT_NOT_PASSED = 5


class Failure(Exception):
    """A command stops: `message` is the sentence for the user, `status` the exit status."""

    def __init__(self, message: Message, status: int = EXIT_OUTSIDE) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def with_suggestion(message: Message, wanted: str, known: Iterable[str]) -> Message:
    """What is wrong, and the nearest of the known names, else all of them."""
    known = list(known)
    from difflib import get_close_matches

    if near := get_close_matches(wanted, known, n=1):
        hint = Message("Did you mean “{name}”?", name=near[0])
    elif known:
        hint = Message("There are: {known}.", known=", ".join(known))
    else:
        hint = Message("There are none.")
    return Message.in_context(
        "two sentences in a row", "{first} {second}", first=message, second=hint
    )


def print_json(document: Any) -> None:
    """Print one JSON document."""
    from studykit.text.sanitize import escaped_in_json

    print(escaped_in_json(json.dumps(document, ensure_ascii=False, indent=2)))


def print_report(name: str, document: dict[str, Any]) -> None:
    """Print what `--json` prints: the format of the report (`studykit.cli.reports`), and the
    report."""
    print_json({"format": f"studykit {name} 1", **document})
