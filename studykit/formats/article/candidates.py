"""What may be asked of a section, before the best of it are chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.article.blocks import unmarked
from studykit.formats.article.german import ARTICLES

if TYPE_CHECKING:
    from studykit.formats.article.patterns import Definition

Tree = dict[str, Any]


class Candidate(NamedTuple):
    """A card or a question that may be asked."""

    score: float
    answer: str
    """What is asked: the same is asked but once. Empty where it is more than one thing."""
    sentence: str
    """What it is drafted from, which is asked but once too."""
    tree: Tree

    @property
    def is_card(self) -> bool:
        """Whether it is a card; only questions have a type."""
        return "type" not in self.tree


def definition_card(found: Definition, sentence: str, score: float) -> Candidate:
    """A card that asks for a term's meaning, and for the term."""
    term = re.sub(rf"^(?:An?|The|{ARTICLES}) ", "", found.term)
    tree = {"front": unmarked(term), "back": unmarked(found.meaning), "reverse": True}
    return Candidate(score, term, sentence, tree)
