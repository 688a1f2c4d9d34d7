"""What is said of an answer of which parts are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.language.words import Words


def incomplete_line(empty: int, words: Words) -> str:
    """That so many parts are empty, and how to submit the answer all the same."""
    return words.many(
        empty,
        "{n} part is still empty. Answer once more to submit it so.",
        "{n} parts are still empty. Answer once more to submit it so.",
    )
