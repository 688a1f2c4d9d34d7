"""How a command ends: its report, its exit status, the sentence when it cannot go on."""

from __future__ import annotations

import json
from typing import Any

EXIT_FINE = 0
EXIT_CONTENT = 1
EXIT_USAGE = 2
EXIT_OUTSIDE = 3


class Failure(Exception):
    """A command stops: `str()` is the sentence for the user, `status` the exit status."""

    def __init__(self, sentence: str, status: int = EXIT_OUTSIDE) -> None:
        super().__init__(sentence)
        self.status = status


def print_json(document: Any) -> None:
    """Print one JSON document, as every command with `--json` does."""
    from studykit.text.sanitize import escaped_in_json

    print(escaped_in_json(json.dumps(document, ensure_ascii=False, indent=2)))
