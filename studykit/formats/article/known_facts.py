"""The dates and amounts of an article, by what they may be mistaken for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studykit.formats.article.patterns import date_key, facts
from studykit.formats.article.sentences import stands_alone, without_opener

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.formats.article.patterns import Fact

_NEAR = 6
"""Values below and above a fact's own that are looked at: a long text has thousands."""
_MOST_YEARS = 80
"""Within which another date may be mistaken for a date."""


_GERMAN_NUMBER = re.compile(r"\d,\d{1,2}(?!\d)|[1-9]\d{0,2}\.\d{3}(?!\d)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class KnownFact(NamedTuple):
    """A fact and the sentence that states it; such are ordered by value."""

    value: float
    text: str
    stated: str
    """The sentence as it stands."""

    @property
    def sentence(self) -> str:
        """The sentence to be shown; empty where it is not understood without what stands
        around it."""
        shown = without_opener(self.stated)
        return shown if stands_alone(shown) else ""


class KnownFacts:
    """All facts of an article."""

    def __init__(self, sentences: Iterable[str]) -> None:
        found: dict[str, dict[str, KnownFact]] = defaultdict(dict)
        for sentence in sentences:
            for fact in facts(sentence):
                alike = found[fact.kind]
                if fact.text not in alike:
                    value = value_of(fact.text, fact.kind)
                    alike[fact.text] = KnownFact(value, fact.text, sentence)
        self._by_kind = {kind: sorted(known.values()) for kind, known in found.items()}

    def others(self, fact: Fact, sentence: str) -> list[KnownFact]:
        """Facts of the same kind that other sentences state, those nearest to it first."""
        value, known = value_of(fact.text, fact.kind), self._by_kind[fact.kind]
        at = bisect_left(known, (value,))
        near = known[max(0, at - _NEAR) : at + _NEAR]
        found = [k for k in near if k.value != value and k.text not in sentence]
        if fact.kind.startswith("date"):
            found = [k for k in found if abs(k.value - value) <= _MOST_YEARS]
        return sorted(found, key=lambda each: abs(each.value - value))


def value_of(text: str, kind: str) -> float:
    """A number to order facts of one kind by, which have one unit: of a date its year with a
    fraction."""
    if kind.startswith("date"):
        year, month, day = date_key(text)
        return year + month / 12 + day / 400
    if _GERMAN_NUMBER.search(text):
        text = text.replace(".", "").replace(",", ".")
    return float(_NUMBER.findall(text)[0].replace(",", ""))
