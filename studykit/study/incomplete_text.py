"""What is said of an answer in which something seems to be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.language.message import Message
    from studykit.language.words import Words


def incomplete_line(missing: Message, words: Words) -> str:
    """What is missing, and how to submit the answer all the same."""
    what = words.translate(missing)
    return words("{what} Answer once more to submit it as it is.", what=what)
