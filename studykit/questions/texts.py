"""Text as it is compared: what was typed, and what was wanted."""

from __future__ import annotations

import unicodedata
from typing import Any

LONGEST_RESPONSE = 10_000
"""Characters of a typed response that are looked at."""


def normalised(text: str, *, case_sensitive: bool = False) -> str:
    """Unicode NFKC, trimmed, inner white space folded, case folded unless it counts."""
    folded = " ".join(unicodedata.normalize("NFKC", text[:LONGEST_RESPONSE]).split())
    return folded if case_sensitive else folded.casefold()


def is_written(response: Any) -> bool:
    """Whether a response is a text with something in it."""
    return isinstance(response, str) and bool(response.strip())
