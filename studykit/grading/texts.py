"""Comparing what was typed with what was wanted."""

from __future__ import annotations

import unicodedata
import warnings
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from studykit.content.gaps import gaps_of
from studykit.grading.marks import Grade, Part, share

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.content.questions import Answer, Cloze, ShortAnswer

REGEX_BUDGETS = (0.2, 1.0)
"""Seconds for one regular expression to decide on a response, at the first try and, since a
busy machine may be to blame, at the next."""
MOST_TIMEOUTS = 3
"""Expressions that may run out of time before the response is given up."""
LONGEST_RESPONSE = 10_000
"""Characters of a typed response that are looked at."""


def normalised(text: str, *, case_sensitive: bool = False) -> str:
    """Unicode NFKC, trimmed, inner white space folded, case folded unless it counts."""
    folded = " ".join(unicodedata.normalize("NFKC", text[:LONGEST_RESPONSE]).split())
    return folded if case_sensitive else folded.casefold()


def grade_short_answer(question: ShortAnswer, response: Any) -> Grade:
    """The weight of the best accepted answer that matches the whole response; not judged
    where a regular expression that could be the best one runs out of time."""
    typed = response if isinstance(response, str) else ""
    expected = question.accepted[0].text if question.accepted else ""
    try:
        best = _best_match(question, typed) if typed.strip() else None
    except TimeoutError:
        return Grade(0.0, (Part("", False, typed, expected),), judged=False)
    score = min(1.0, max(0.0, best.weight)) if best else 0.0
    said = (best.feedback,) if best and best.feedback else ()
    return Grade(score, (Part("", score >= 1, typed, expected),), said)


def _best_match(question: ShortAnswer, typed: str) -> Answer | None:
    """The first accepted answer of the highest weight that matches.

    Raises:
        TimeoutError: an expression that earns at least as much as any match was too slow.
    """
    too_slow: list[Answer] = []
    for answer in sorted(question.accepted, key=lambda answer: answer.weight, reverse=True):
        if too_slow and answer.weight < too_slow[0].weight:
            break
        try:
            if _accepts(question, answer, typed):
                return answer
        except TimeoutError:
            too_slow.append(answer)
            if len(too_slow) == MOST_TIMEOUTS:
                break
    if too_slow:
        raise TimeoutError
    return None


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


def _accepts(question: ShortAnswer, answer: Answer, typed: str) -> bool:
    case = question.case_sensitive
    if question.regex:
        return _matches_regex(answer.text, typed, case_sensitive=case)
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


def _matches_regex(pattern: str, typed: str, *, case_sensitive: bool) -> bool:
    # The `regex` package can be told when to give up; `re` may never come back.
    import regex

    flags = regex.VERSION0 if case_sensitive else regex.IGNORECASE
    text = normalised(typed, case_sensitive=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what a coming version will read otherwise
            compiled = regex.compile(pattern, flags)
        for seconds in REGEX_BUDGETS:
            with suppress(TimeoutError):
                return compiled.fullmatch(text, timeout=seconds) is not None
    except (regex.error, RecursionError, MemoryError, OverflowError):
        return False
    raise TimeoutError


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
