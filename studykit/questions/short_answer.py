"""`short_answer`: type a word or a phrase. A response is the text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.checks import too_few
from studykit.questions.fields import STRICT_DATACLASS, Flag, Number
from studykit.questions.marks import Grade, Part
from studykit.questions.patterns import SECONDS, Patterns, pattern_problems
from studykit.questions.problem import Problem, flaw
from studykit.questions.texts import Comparison, Variants, normalised
from studykit.questions.typed import TypedQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.questions.problem import Way

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
    label: ClassVar[Message] = Message("Question: a short answer")
    answers: tuple[str | Answer, ...]
    """Accepted answers: texts, or each `text`, `weight`, `feedback`. The first one is shown."""
    case_sensitive: Flag = False
    """Whether capitals count."""
    regex: Flag = False
    """Whether the answers are regular expressions that must match the whole response."""
    exact: Flag = False
    """Whether quotation marks, dashes, loose spaces, ways to write a number and a full stop at
    the end count."""
    variants: Variants | None = None
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
        where a regular expression that could be the best one cannot be run, or not in time."""
        typed = response if isinstance(response, str) else ""
        expected = self.accepted[0].text if self.accepted else ""
        try:
            best = self._best_match(typed) if typed.strip() else None
        except _UndecidedError:
            return Grade(0.0, (Part("", False, typed, expected),), judged=False)
        score = min(1.0, max(0.0, best.weight)) if best else 0.0
        feedback = (best.feedback,) if best and best.feedback else ()
        return Grade(score, (Part("", score >= 1, typed, expected),), feedback)

    def _best_match(self, typed: str) -> Answer | None:
        """The first accepted answer of the highest weight that matches.

        Raises:
            _UndecidedError: it cannot be known of an answer that earns at least as much.
        """
        undecided: Answer | None = None
        matches = self._matcher(typed)
        for answer in sorted(self.accepted, key=lambda answer: answer.weight, reverse=True):
            if undecided and answer.weight < undecided.weight:
                break
            matched = matches(answer.text)
            if matched:
                return answer
            if matched is None:
                undecided = undecided or answer
        if undecided:
            raise _UndecidedError
        return None

    def _matcher(self, typed: str) -> Callable[[str], bool | None]:
        """What tells whether an answer matches; None where that cannot be known."""
        if not self.regex:
            return partial(self._is, typed)
        patterns = Patterns(len(self.answers), case_sensitive=self.case_sensitive)
        return partial(patterns.match, text=normalised(typed, case_sensitive=True))

    def _is(self, typed: str, wanted: str) -> bool:
        rule = self._rule
        folded = rule.fold(typed)
        forms = rule.forms(wanted, wild=True)
        return bool(folded) and any(_matches_wild(form, folded) for form in forms)

    @property
    def _rule(self) -> Comparison:
        return Comparison(self.case_sensitive, self.exact, self.variants)

    @property
    def key(self) -> str:
        """The answer shown as the solution: the best one that is its own example."""
        ranked = sorted(self.accepted, key=lambda answer: -answer.weight)
        end = process_time() + SECONDS
        for answer in ranked:
            if process_time() > end:
                break
            text = answer.text if self.regex else "".join(wild_pieces(answer.text))
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
        """The answers that are words: a pattern is not to be read."""
        if self.regex:
            return ()
        return tuple(answer.text for answer in self.accepted if "*" not in answer.text)

    def problems(self) -> Iterator[Problem]:
        """Answers that are empty, no pattern, or earn too much or too little."""
        way = ("answers",)
        yield from too_few(
            way, len(self.answers), 1, Message("There must be at least one answer.")
        )
        for n, (written, answer) in enumerate(zip(self.answers, self.accepted, strict=True)):
            here: Way = (*way, n) if isinstance(written, str) else (*way, n, "text")
            if not answer.text.strip():
                yield Problem(
                    here, "SK207", Message("This answer is empty."), Message("Write a text.")
                )
            if not 0 <= answer.weight <= _MAX_WEIGHT:
                yield Problem(
                    (*way, n, "weight"), "SK206", Message("“weight” must be from 0 to 1.")
                )
        if self.regex:
            yield from pattern_problems(self._ways())
        if self.answers and all(answer.weight < _MAX_WEIGHT for answer in self.accepted):
            message = Message("No answer earns all points.")
            yield Problem(way, "SK301", message, Message("Give one answer the weight 1."))

    @property
    def key_advice(self) -> Message:
        """An expression meets the response as it is compared: half width, single spaces."""
        if not self.regex:
            return Message("Look at the weights of the answers.")
        for answer in self.accepted:
            wide = next((c for c in answer.text if normalised(c) != c.casefold().strip()), "")
            if wide:
                narrow = unicodedata.normalize("NFKC", wide)
                return Message(
                    "Responses are compared in half width: write “{narrow}” for “{wide}”.",
                    narrow=narrow,
                    wide=wide,
                )
            if "  " in answer.text:
                return Message("White space of responses is folded: write one space, or “\\s”.")
        return Message("Look at whether the expression matches the answer it stands for.")

    def _ways(self) -> Iterator[tuple[Way, str]]:
        """The text of each answer that is not empty, with the way to it."""
        for n, (written, answer) in enumerate(zip(self.answers, self.accepted, strict=True)):
            way: Way = ("answers", n) if isinstance(written, str) else ("answers", n, "text")
            if answer.text.strip():
                yield way, answer.text

    def flaws(self) -> Iterator[Problem]:
        """Answers that a wild card before them leaves nothing to match."""
        accepted = () if self.regex else self.accepted

        folded = [self._rule.fold(answer.text) for answer in accepted]
        for later in range(1, len(accepted)):
            for earlier in range(later):
                wide = accepted[earlier].text
                worth_less = accepted[later].weight <= accepted[earlier].weight
                if (
                    worth_less
                    and "*" in wide.replace("\\*", "")
                    and _matches_wild(folded[earlier], folded[later])
                ):
                    yield flaw(
                        "SK626",
                        ("answers", later),
                        Message(
                            "It is never reached: “{wide}” before it matches everything "
                            "it does.",
                            wide=wide,
                        ),
                        Message("Take it out, or make the wild card narrower."),
                    )
                    break


class _UndecidedError(Exception):
    """It cannot be known whether an answer matches."""


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
