"""`short_answer`: type a word or a phrase. A response is the text."""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from time import process_time
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.questions.checks import too_few
from studykit.questions.fields import STRICT_DATACLASS, Flag, Number
from studykit.questions.marks import Grade, Part
from studykit.questions.problem import Problem, flaw
from studykit.questions.texts import normalised
from studykit.questions.typed import TypedQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.questions.problem import Way

REGEX_BUDGETS = (0.2, 0.4)
"""Seconds for one regular expression to decide on a response, at the first try and, since a
busy machine may be to blame, at the next."""
REGEX_SECONDS = 1.8
"""Seconds of computing for all regular expressions of a question to decide on a response."""
_LONGEST_PATTERN = 500
"""Characters of a regular expression."""
_MAX_WEIGHT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One accepted answer of a short-answer question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    text: str
    """The answer; `*` stands for any run of characters, `\\*` for a star."""
    weight: Number = 1.0
    """Fraction of the points it earns, 0 to 1."""
    feedback: str = ""
    """Shown when the response matches this answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(TypedQuestion):
    """Type a word or a phrase."""

    type: Literal["short_answer"] = "short_answer"
    answers: tuple[str | Answer, ...]
    """Accepted answers: texts, or each `text`, `weight`, `feedback`. The first one is shown."""
    case_sensitive: Flag = False
    """Whether capitals count."""
    regex: Flag = False
    """Whether the answers are regular expressions that must match the whole response."""
    variants: Literal["chinese"] | None = None
    """`chinese` takes Simplified and Traditional forms of an answer as equal."""

    example: ClassVar[dict[str, Any]] = {
        "id": "capital",
        "type": "short_answer",
        "stem": "In which city did the ministers meet?",
        "answers": ["Naypyidaw", "Nay Pyi Taw"],
    }

    @property
    def accepted(self) -> tuple[Answer, ...]:
        """The answers, each in its long form."""
        return tuple(a if isinstance(a, Answer) else Answer(text=a) for a in self.answers)

    def judge(self, response: Any) -> Grade:
        """The weight of the best accepted answer that matches the whole response; not judged
        where a regular expression that could be the best one runs out of time."""
        typed = response if isinstance(response, str) else ""
        expected = self.accepted[0].text if self.accepted else ""
        try:
            best = self._best_match(typed) if typed.strip() else None
        except TimeoutError:
            return Grade(0.0, (Part("", False, typed, expected),), judged=False)
        score = min(1.0, max(0.0, best.weight)) if best else 0.0
        feedback = (best.feedback,) if best and best.feedback else ()
        return Grade(score, (Part("", score >= 1, typed, expected),), feedback)

    def _best_match(self, typed: str) -> Answer | None:
        """The first accepted answer of the highest weight that matches.

        Raises:
            TimeoutError: an expression that earns at least as much as any match was too slow,
                or all of them together were.
        """
        end = process_time() + REGEX_SECONDS
        too_slow: Answer | None = None
        for answer in sorted(self.accepted, key=lambda answer: answer.weight, reverse=True):
            if too_slow and answer.weight < too_slow.weight:
                break
            if self.regex and process_time() >= end:
                raise TimeoutError
            try:
                if self._matches(answer, typed):
                    return answer
            except TimeoutError:
                too_slow = too_slow or answer
        if too_slow:
            raise TimeoutError
        return None

    def _matches(self, answer: Answer, typed: str) -> bool:
        case = self.case_sensitive
        if self.regex:
            return _matches_regex(answer.text, typed, case_sensitive=case)
        response = normalised(typed, case_sensitive=case)
        wanted = normalised(answer.text, case_sensitive=case)
        if self.variants == "chinese":
            fold = _simplifier()
            response, wanted = fold(response), fold(wanted)
        return _matches_wild(wanted, response)

    @property
    def key(self) -> str:
        """The answer shown as the solution: the best one that is its own example."""
        ranked = sorted(self.accepted, key=lambda answer: -answer.weight)
        for answer in ranked:
            text = answer.text if self.regex else "".join(_wild_pieces(answer.text))
            graded = self.judge(text)
            if not graded.judged:
                break  # the others may take as long
            if graded.score >= answer.weight > 0:
                return text
        return ""

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The answer that is shown, unless it is a pattern."""
        return () if self.regex else (self.accepted[0].text,)

    @property
    def texts(self) -> tuple[str, ...]:
        """The answers."""
        return tuple(answer.text for answer in self.accepted)

    def problems(self) -> Iterator[Problem]:
        """Answers that are empty, no pattern, or earn too much or too little."""
        way = ("answers",)
        yield from too_few(way, len(self.answers), 1, "answer")
        for n, (written, answer) in enumerate(zip(self.answers, self.accepted, strict=True)):
            here: Way = (*way, n) if isinstance(written, str) else (*way, n, "text")
            if not answer.text.strip():
                yield Problem(here, "SK207", "This answer is empty.", "Write a text.")
            elif self.regex and (trouble := _pattern_trouble(answer.text)):
                yield Problem(here, "SK305", trouble)
            if not 0 <= answer.weight <= _MAX_WEIGHT:
                yield Problem((*way, n, "weight"), "SK206", "“weight” must be from 0 to 1.")
        if self.answers and all(answer.weight < _MAX_WEIGHT for answer in self.accepted):
            message = "No answer earns all points."
            yield Problem(way, "SK301", message, "Give one answer the weight 1.")

    def flaws(self) -> Iterator[Problem]:
        """Answers that a wild card before them leaves nothing to match."""
        accepted = () if self.regex else self.accepted

        def covers(wide: str, text: str) -> bool:
            return _matches_wild(normalised(wide), normalised(text))

        for later in range(1, len(accepted)):
            for earlier in range(later):
                wide, text = accepted[earlier].text, accepted[later].text
                worth_less = accepted[later].weight <= accepted[earlier].weight
                if worth_less and "*" in wide.replace("\\*", "") and covers(wide, text):
                    yield flaw(
                        "SK626",
                        ("answers", later),
                        f"It is never reached: “{wide}” before it matches everything it does.",
                        "Take it out, or make the wild card narrower.",
                    )
                    break


def _pattern_trouble(pattern: str) -> str:
    """Why a text cannot be used as a regular expression; "" when it can."""
    if len(pattern) > _LONGEST_PATTERN:
        return f"A regular expression has at most {_LONGEST_PATTERN} characters."
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(pattern)
    except RecursionError:
        return "This regular expression is nested too deep."
    except (re.error, OverflowError) as error:
        return f"This is not a regular expression: {error}."
    return ""


def _wild_pieces(wanted: str) -> list[str]:
    """`wanted` cut at every `*`; `\\*` is a star of its own."""
    mark = "\0"
    return [piece.replace(mark, "*") for piece in wanted.replace("\\*", mark).split("*")]


def _matches_wild(wanted: str, response: str) -> bool:
    """Whether `*` as any run makes `wanted` the whole of `response`. Takes linear time."""
    first, *rest = _wild_pieces(wanted)
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
    """Whether an expression matches the whole response; one that is no expression does not.

    Raises:
        TimeoutError: it could not be decided in time.
    """
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
