"""Question-and-answer pairs in a text, in any usual form, also run together on one line."""

from __future__ import annotations

import re
from typing import NamedTuple

_N = r"\s*[\d一二三四五六七八九十]{0,3}\s*"
_ASKED = rf"(?:Q{_N}[:：.、．]|[問问]題?题?{_N}[:：]|[問问]{_N}[、．.]|Question{_N}[:：.]?)"
_ANSWERED = (
    rf"(?:A{_N}[:：.、．]|[答]案?{_N}[:：]|[答]{_N}[、．.]|[答]\s(?=\S)|Answer{_N}[:：.]?)"
)
_PAIR = re.compile(
    rf"(?:(?<=^)|(?<=\s)|(?<=[。！？!?.]))(?:\*\*)?{_ASKED}(?:\*\*)?\s*(?P<asked>.{{2,400}}?)\s*"
    rf"(?:\n\s*|(?<=[\s？?。!！.]))(?:\*\*)?{_ANSWERED}(?:\*\*)?\s*(?P<answer>.+?)\s*"
    rf"(?=(?:\n|\s|(?<=[。！？!?.]))(?:\*\*)?{_ASKED}|\Z)",
    re.DOTALL,
)
_CLAUSE = re.compile(r"[。！？；!?;\n]+|(?<=[a-z\d)])\.(?:\s+|$)")
_OPENERS = re.compile(
    r"^(?:此外|同時|同时|另外|其次|首先|最後|最后|然而|不過|不过|因此|所以|而且|並且|并且|一方面|"
    r"另一方面|長期來看|长期来看|also|besides|moreover|furthermore|first|second|finally"
    r"|in addition|on the one hand|on the other hand|however|therefore)"
    r"\s*[,，、:：]?\s*(?:還|还|也)?",
    re.IGNORECASE,
)
_LEAST, _MOST_POINTS = 4, 8


class Pair(NamedTuple):
    """A question with its answer."""

    asked: str
    answer: str


def take_pairs(text: str) -> tuple[list[Pair], str]:
    """The pairs in `text`, and what is left of it without them."""
    pairs = [Pair(_one_line(m["asked"]), m["answer"].strip()) for m in _PAIR.finditer(text)]
    return pairs, _PAIR.sub("", text).strip() if pairs else text


def key_points(answer: str) -> tuple[str, ...]:
    """What an answer must make, taken from its clauses."""
    points = []
    for clause in _CLAUSE.split(answer):
        point = _OPENERS.sub("", clause.strip()).strip(" ,，、")
        if len(point) >= _LEAST and point not in points:
            points.append(point)
    return tuple(points[:_MOST_POINTS])


def _one_line(text: str) -> str:
    return " ".join(text.split())
