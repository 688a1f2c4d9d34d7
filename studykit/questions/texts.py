"""Comparing what was typed with what was wanted."""

from __future__ import annotations

import time
import unicodedata
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from studykit.questions.gaps import gaps_of
from studykit.questions.marks import Grade, Part, share

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.questions.models import Answer, Cloze, ShortAnswer

REGEX_SECONDS = 0.2
"""How long the regular expressions of one question may think about one response."""
LONGEST_RESPONSE = 10_000
"""Characters of a typed response that are looked at."""


def normalised(text: str, *, case_sensitive: bool = False) -> str:
    """Unicode NFKC, trimmed, inner white space folded, case folded unless it counts."""
    folded = " ".join(unicodedata.normalize("NFKC", text[:LONGEST_RESPONSE]).split())
    return folded if case_sensitive else folded.casefold()


def grade_short_answer(question: ShortAnswer, response: Any) -> Grade:
    """The weight of the best accepted answer that matches the whole response."""
    typed = response if isinstance(response, str) else ""
    best: Answer | None = None
    until = time.monotonic() + REGEX_SECONDS
    for answer in question.accepted:
        better = best is None or answer.weight > best.weight
        if typed.strip() and better and _accepts(question, answer, typed, until):
            best = answer
    score = min(1.0, max(0.0, best.weight)) if best else 0.0
    said = (best.feedback,) if best and best.feedback else ()
    expected = question.accepted[0].text if question.accepted else ""
    return Grade(score, (Part("", score >= 1, typed, expected),), said)


def grade_cloze(question: Cloze, response: Any) -> Grade:
    """Right gaps among all gaps."""
    given = response if isinstance(response, list | tuple) else ()
    parts = []
    for n, gap in enumerate(gaps_of(question.text)):
        typed = given[n] if n < len(given) and isinstance(given[n], str) else ""
        right = bool(typed.strip()) and any(
            normalised(typed) == normalised(answer) for answer in gap.answers
        )
        parts.append(Part(str(n + 1), right, typed, gap.answer))
    whole = tuple(parts)
    score = share(whole)
    said = (question.feedback,) if question.feedback and score < 1 else ()
    return Grade(score, whole, said)


def _accepts(question: ShortAnswer, answer: Answer, typed: str, until: float) -> bool:
    case = question.case_sensitive
    if question.regex:
        return _matches_regex(answer.text, typed, until, case_sensitive=case)
    response = normalised(typed, case_sensitive=case)
    wanted = normalised(answer.text, case_sensitive=case)
    if question.variants == "chinese":
        fold = _simplifier()
        response, wanted = fold(response), fold(wanted)
    return _matches_wild(wanted, response)


def wild_pieces(wanted: str) -> list[str]:
    """`wanted` cut at every `*`; `\\*` is a star of its own."""
    mark = "\0"
    return [piece.replace(mark, "*") for piece in wanted.replace("\\*", mark).split("*")]


def _matches_wild(wanted: str, response: str) -> bool:
    """Whether `*` as any run makes `wanted` the whole of `response`. Takes linear time."""
    first, *rest = wild_pieces(wanted)
    if not rest:
        return response == first
    last = rest.pop()
    end = len(response) - len(last)
    if not (response.startswith(first) and response.endswith(last)) or end < len(first):
        return False
    at = len(first)
    for piece in rest:
        found = response.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _matches_regex(pattern: str, typed: str, until: float, *, case_sensitive: bool) -> bool:
    # The `regex` package can be told when to give up; `re` may never come back.
    import regex

    flags = regex.VERSION0 if case_sensitive else regex.IGNORECASE
    text = normalised(typed, case_sensitive=True)
    left = until - time.monotonic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what a coming version will read otherwise
            return left > 0 and regex.fullmatch(pattern, text, flags, timeout=left) is not None
    except (regex.error, TimeoutError, RecursionError, MemoryError, OverflowError):
        return False


@cache
def _simplifier() -> Callable[[str], str]:
    """Traditional → Simplified by OpenCC, so that both forms of an answer are one.

    Without OpenCC (the extra `variants`) the forms stay different.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        return str
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
