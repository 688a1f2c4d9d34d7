"""Question-and-answer pairs in a text, in any usual form, also run together on one line."""

from __future__ import annotations

import re
from typing import NamedTuple

_N = r"\s{0,3}[\d一二三四五六七八九十]{0,3}\s{0,3}"
_ASKED = rf"(?:Q{_N}[:：.、．]|[問问]題?题?{_N}[:：]|[問问]{_N}[、．.]|Question{_N}[:：.]?)"
_ANSWERED = (
    rf"(?:A{_N}[:：.、．]|[答]案?{_N}[:：]|[答]{_N}[、．.]|[答]\s(?=\S)|Answer{_N}[:：.]?)"
)
_ASKS = re.compile(
    rf"(?:\A|(?<=[\s。！？!?.]))(?:\d{{1,2}}[.)]\s{{1,3}})?(?:\*\*)?{_ASKED}(?:\*\*)?"
    # A numbered line right above an answer is a question.
    r"|(?m:^)\s{0,3}\d{1,2}[.)、]\s{1,3}(?=[^\n]{4,400}\n\s{0,8}(?:\*\*)?(?:Answer"
    r"|答案?)\s{0,3}[:：])"
)
_ANSWERS = re.compile(rf"(?<=[\s。！？!?.])(?:\*\*)?{_ANSWERED}(?:\*\*)?")
_SHORTEST, _LONGEST = 2, 400
"""Characters of a question."""
_CLAUSE = re.compile(
    r"[。！？；\n]+|(?<=[\w)\]\"'”’])[!?;](?:\s+|$|(?=[\u4e00-\u9fff]))|(?<=[a-z\d)])\.(?:\s+|$)"
)
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
    line: int = 0
    """Of the file in which it stands."""


def take_pairs(text: str) -> tuple[list[Pair], str]:
    """The pairs in `text`, and what is left of it without them."""
    # One pass over the marks of questions and of answers: a text may be all marks.
    asks = list(_ASKS.finditer(text))
    answers = list(_ANSWERS.finditer(text)) if asks else []
    pairs, kept = [], []
    end = at = 0
    for number, ask in enumerate(asks):
        if ask.start() < end:
            continue
        while at < len(answers) and answers[at].start() < ask.end() + _SHORTEST:
            at += 1
        if at == len(answers):
            break
        # A little more, for the space around it.
        asked = text[ask.end() : min(answers[at].start(), ask.end() + 2 * _LONGEST)].strip()
        if not _SHORTEST <= len(asked) <= _LONGEST:
            continue
        begin = answers[at].end()
        later = (asks[n].start() for n in range(number + 1, len(asks)))
        stop = next((start for start in later if start > begin), len(text))
        answer = text[begin:stop].strip()
        if answer:
            pairs.append(Pair(_one_line(asked), answer))
            kept.append(text[end : ask.start()])
            end = stop
    return pairs, "".join([*kept, text[end:]]).strip() if pairs else text


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
