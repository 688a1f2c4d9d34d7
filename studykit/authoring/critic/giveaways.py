"""Answers that stand in another question of the course (HDR 6: keep items independent).

A word of the answer alone gives nothing away: in a lesson about cells every question speaks of
them. A text does when it also speaks of what the question asks about.
"""

from __future__ import annotations

from collections import Counter
from math import log
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from studykit.authoring.critic.lexicon import word_set
from studykit.language.message import Message, listed, quoted
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studykit.authoring.critic.item import Item
    from studykit.authoring.critic.words import Text
    from studykit.questions.problem import Problem

_COVERED = 0.4
"""How much of what a question asks about another text must speak of; rare words weigh more."""
_COVERED_CHINESE = 0.22
"""The same for Chinese, where one pair of characters in two straddles a word."""
_COMMON = 40
"""An answer in more texts than this is a word of the subject and tells nothing."""
_SHORTEST = 5
"""Characters of a text that has room for an answer and its subject."""
_NAMED = 3
"""Ids that a message names."""
_NO_ANSWERS = word_set(
    """
    true false yes no none both all neither correct incorrect right wrong other always
    never one two three four five six seven eight nine ten
    是 否 對 错 錯 对 正確 正确 錯誤 错误 以上皆是
    以上皆非 沒有 没有 可以 不可以
    """
)


class _Asked(NamedTuple):
    """An answer that must not be found elsewhere."""

    lesson: int
    number: int
    question: str
    answer: Text
    asks: Text

    @property
    def about(self) -> frozenset[str]:
        """What it is the answer to."""
        return self.asks.without_code.terms - self.answer.terms


class _Shown(NamedTuple):
    """A text that learners see before they answer a question."""

    lesson: int
    number: int
    first: bool
    text: Text


def answers_given_away(lessons: Sequence[Sequence[Item]]) -> Iterator[tuple[int, Problem]]:
    """Texts that give the answer to another question of the course away: the lesson's number
    and the flaw; one a question, however many answers it gives."""
    frequency = Counter[str]()
    for items in lessons:
        for item in items:
            frequency.update(item.asks.without_code.terms)
    total = sum(map(len, lessons))
    weights = {term: log(1 + total / times) for term, times in frequency.items()}
    asked = list(_answers(lessons))
    places = _places(lessons, {anchor for one in asked for anchor in _anchors(one.answer)})
    given: dict[tuple[int, int], dict[str, bool]] = {}
    for one in asked:
        found = [places.get(anchor, []) for anchor in _anchors(one.answer)]
        candidates = min(found, key=len, default=[])
        if len(candidates) > _COMMON:
            continue
        wanted = one.answer.normal if one.answer.is_chinese else one.answer.padded
        holding = [
            shown
            for shown in candidates
            if (shown.lesson, shown.number) != (one.lesson, one.number)
            and wanted in shown.text.padded
        ]
        if not holding:
            continue
        about = one.about
        share = _COVERED_CHINESE if one.asks.is_chinese else _COVERED
        needed = share * sum(weights[term] for term in about)
        for shown in holding:
            shared = about & shown.text.terms
            if shared and sum(weights[term] for term in shared) >= needed:
                by = given.setdefault((shown.lesson, shown.number), {})
                by.setdefault(one.question, shown.first)
    for (number, n), ids in sorted(given.items()):
        names = listed(map(quoted, list(ids)[:_NAMED]))
        if len(ids) > _NAMED:
            names = Message("{names} and {n} more", names=names, n=len(ids) - _NAMED)
        message = (
            Message("This stem contains the answer to {names}.", names=names)
            if next(iter(ids.values()))
            else Message(
                "What this question offers contains the answer to {names}.", names=names
            )
        )
        yield (
            number,
            flaw(
                "SK620",
                ("questions", n, "stem"),
                message,
                Message("Reword it, so that one question does not answer another (HDR 6)."),
            ),
        )


def _answers(lessons: Sequence[Sequence[Item]]) -> Iterator[_Asked]:
    for number, items in enumerate(lessons):
        for n, item in enumerate(items):
            asks = item.asks
            if asks.has_code_block:
                continue  # it asks about the code, which no words say
            for answer in item.answers:
                if _tells(answer, reckons=bool(asks.numbers)):
                    yield _Asked(number, n, item.question.id, answer, asks)


def _tells(answer: Text, *, reckons: bool) -> bool:
    """Whether `answer` says something where it stands, and is no word of every text."""
    normal = answer.normal
    if normal in _NO_ANSWERS or answer.is_code:
        return False
    if answer.is_chinese:
        return len(normal) >= 2
    if any(c.isalpha() for c in normal):
        return len(normal) >= 3
    # The result of a reckoning stands in other reckonings by chance.
    return len(normal) >= 2 and not reckons


def _anchors(answer: Text) -> Iterable[str]:
    """Pieces that every text with `answer` in it has, for looking it up."""
    normal = answer.normal
    if not answer.is_chinese:
        return normal.split()
    return list(map(add, normal, normal[1:]))


def _places(lessons: Sequence[Sequence[Item]], anchors: set[str]) -> dict[str, list[_Shown]]:
    """Piece of an answer → the texts that have it, no more than it takes to call it common."""
    places: dict[str, list[_Shown]] = {}
    for number, items in enumerate(lessons):
        for n, item in enumerate(items):
            for at, text in enumerate((item.asks.without_code, *item.offered)):
                plain = text.plain
                if len(plain) < _SHORTEST or not (text.is_chinese or plain.count(" ") > 1):
                    continue  # no room for an answer and for what it is the answer to
                normal = text.normal
                pieces = anchors.intersection(normal.split())
                if text.is_chinese:
                    pieces |= anchors.intersection(map(add, normal, normal[1:]))
                shown = _Shown(number, n, at == 0, text)
                for piece in pieces:
                    known = places.setdefault(piece, [])
                    if len(known) <= _COMMON:
                        known.append(shown)
    return places
