"""What may be asked of a section, before the best of it are chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.article.blocks import unmarked
from studykit.formats.article.german import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.formats.article.patterns import Definition

Tree = dict[str, Any]


class Candidate(NamedTuple):
    """A card or a question that may be asked."""

    score: float
    answer: str
    """What is asked: the same is asked but once. Empty where it is more than one thing."""
    sentence: str
    """What it is drafted from, which is asked but once too."""
    draw: Callable[[], Tree]
    """Gives its tree: few of many candidates are chosen."""
    type: str = ""
    """Of a question; empty for a card."""

    @property
    def tree(self) -> Tree:
        """The item as it is written."""
        return self.draw()


def definition_card(found: Definition, sentence: str, score: float) -> Candidate:
    """A card that asks for a term's meaning, and for the term."""
    term = re.sub(rf"^(?:An?|The|{ARTICLES}) ", "", found.term)

    def draw() -> Tree:
        return {"front": unmarked(term), "back": unmarked(found.meaning), "reverse": True}

    return Candidate(score, term, sentence, draw)
