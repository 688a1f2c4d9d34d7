"""Words and phrases that mean one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.authoring.critic.words import Text


def word_set(words: str) -> frozenset[str]:
    """The words of `words`, which spaces part."""
    return frozenset(words.split())


class Lexicon:
    """Words and phrases that mean one thing, in English and in Chinese."""

    def __init__(self, english: str, chinese: str, where: Mapping[str, str]) -> None:
        """`english`: its words; `where`: for some the pattern that says in which company they
        count. `chinese`: a pattern."""
        words = english.split()
        self._words = frozenset(words)
        patterns = (where.get(word, re.escape(word)) for word in words)
        self._english = re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
        self._chinese = re.compile(chinese, re.MULTILINE)

    def may_find(self, text: Text) -> bool:
        """Whether a part of `text` can have any of them, told at a glance."""
        if not self._words.isdisjoint(text.words):
            return True
        return text.is_chinese and self._chinese.search(text.source) is not None

    def find(self, text: Text) -> str:
        """The first of them in `text`, or ""."""
        found = None
        # Most texts have none of the words, and a set knows it at once.
        if not self._words.isdisjoint(text.words):
            found = self._english.search(text.plain)
        if found is None and text.is_chinese:
            found = self._chinese.search(text.plain)
        return found.group(0) if found else ""
