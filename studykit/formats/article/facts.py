"""Facts in a text that can be asked: dates, numbers with their units, quoted terms."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DATE = (
    r"\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|[上下]半年)?"
    rf"|\d{{1,2}} (?:{_MONTHS}) \d{{4}}|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|(?:{_MONTHS}) \d{{4}}"
    r"|\d{4}-\d{2}-\d{2}"
)
_AMOUNT = (
    r"\d[\d,]*(?:\.\d+)?\s?[%％]"
    r"|\d[\d,]*(?:\.\d+)?\s?(?:[十百千萬万億亿]*[余餘多]?)(?:名|人|個|个|件|起|次|國|国|家|座|萬|万"
    r"|億|亿|元|公里|公斤|小時|小时|天|歲|岁|倍|處|处|項|项|種|种|期|届|屆|米|噸|吨)"
    r"|\d[\d,]*(?:\.\d+)? (?:million|billion|thousand|per cent|percent|people|years|months|days"
    r"|hours|km|kilometres|kilometers|miles|dollars|euros|kg|tonnes|cases|countries)\b"
    r"|\d{1,3}(?:,\d{3})+"
)
_QUOTED = r"(?<=「)[^「」]{2,15}(?=」)|(?<=『)[^『』]{2,15}(?=』)|(?<=“)[^“”]{2,30}(?=”)"
_FACT = re.compile(f"(?P<date>{_DATE})|(?P<amount>{_AMOUNT})|(?P<term>{_QUOTED})")
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?]+[」』”]?|\n|$|(?<=[a-z\d)])\.(?=\s|$))")
_DAY = re.compile(
    r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})\s?日)?"
    r"|(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})"
    rf"|(?P<d3>\d{{1,2}}) (?P<n3>{_MONTHS}) (?P<y3>\d{{4}})"
    rf"|(?P<n4>{_MONTHS}) (?P<d4>\d{{1,2}}), (?P<y4>\d{{4}})"
)
_SHORTEST, _LONGEST = 8, 220


class Fact(NamedTuple):
    """A fact and where in its sentence it stands."""

    start: int
    end: int
    text: str


class Event(NamedTuple):
    """What happened on a day, or in a month (then the day is 0)."""

    date: tuple[int, int, int]
    text: str
    """Its sentence without the date."""


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text, without headings and marks of lists."""
    found = []
    for line in text.split("\n"):
        bare = line.removeprefix("- ").strip()
        if bare.startswith("#"):
            continue
        found += [match[0].strip() for match in _SENTENCE.finditer(bare)]
    return [sentence for sentence in found if _SHORTEST <= len(sentence) <= _LONGEST]


def facts(sentence: str) -> list[Fact]:
    """The facts in a sentence, in order."""
    return [Fact(m.start(), m.end(), m[0]) for m in _FACT.finditer(sentence)]


def with_gaps(sentence: str, most: int = 3) -> str | None:
    """The sentence with its facts as gaps; None when it has none, or braces of its own."""
    found = facts(sentence)[:most]
    if not found or "{" in sentence or "}" in sentence:
        return None
    pieces, at = [], 0
    for fact in found:
        if "|" in fact.text or "~" in fact.text:
            return None
        pieces += [sentence[at : fact.start], "{{", fact.text, "}}"]
        at = fact.end
    return "".join([*pieces, sentence[at:]])


def event(sentence: str) -> Event | None:
    """What the sentence says happened on a date; None when it names no day or month."""
    found = _DAY.search(sentence)
    if found is None or len(_DAY.findall(sentence)) > 1:
        return None
    year = next(int(found[key]) for key in ("y", "y2", "y3", "y4") if found[key])
    name = found["n3"] or found["n4"]
    month = _MONTHS.split("|").index(name) + 1 if name else int(found["m"] or found["m2"])
    day = next((int(found[key]) for key in ("d", "d2", "d3", "d4") if found[key]), 0)
    text = sentence[: found.start()] + sentence[found.end() :]
    text = re.sub(r"^(?:On|In|於|在)\s*(?=[,，])", "", text.strip())
    return Event((year, month, day), text.strip(" ,，、。."))
