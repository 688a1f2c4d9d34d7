"""`slider`: choose a number on a scale. A response is the number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.base import QuestionBase
from studykit.questions.fields import Computable
from studykit.questions.marks import Part, graded
from studykit.questions.numbers import number_text, within
from studykit.questions.problem import Problem
from studykit.questions.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.marks import Grade

_MOST_STEPS = 1000
_NEAR = 1e-6
"""Of a step: what a number may be off the scale by rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider(QuestionBase):
    """Choose a number on a scale."""

    type: Literal["slider"] = "slider"
    label: ClassVar[Message] = Message("Question: a number on a scale")
    low: Computable
    """The number at the left end of the scale."""
    high: Computable
    """The number at the right end."""
    step: Computable = 1.0
    """From one number of the scale to the next."""
    answer: Computable
    """The number that is right, one of the scale."""
    tolerance: Computable = 0.0
    """How far off still counts."""
    unit: str = ""
    """The unit of all these numbers."""
    feedback: str = ""
    """Shown when the response is wrong."""

    example: ClassVar[dict[str, Any]] = {
        "id": "share",
        "type": "slider",
        "stem": "How much of the border is a river?",
        "low": 0,
        "high": 100,
        "step": 5,
        "answer": 60,
        "tolerance": 5,
        "unit": "%",
    }

    @property
    def steps(self) -> int:
        """How many steps lead from the low end to the high one."""
        return round((self.high - self.low) / self.step)

    def number(self, index: int) -> float:
        """The number `index` steps above the low end."""
        return float(f"{self.low + index * self.step:.12g}")

    def index(self, number: float) -> int | None:
        """How many steps above the low end `number` lies; None off the scale."""
        place = (number - self.low) / self.step
        if not math.isfinite(place):
            return None
        index = round(place)
        return index if abs(place - index) <= _NEAR and 0 <= index <= self.steps else None

    def judge(self, response: Any) -> Grade:
        """1 when the number lies within the tolerance, its bounds included."""
        number = _number(response)
        right = number is not None and within(number, self.answer, self.tolerance)
        given = "" if number is None else number_text(number, self.unit)
        return graded(
            float(right), (Part("", right, given, self.solution),), feedback=self.feedback
        )

    @property
    def key(self) -> float:
        """The answer."""
        return self.answer

    @property
    def solution(self) -> str:
        """The answer with its unit."""
        return number_text(self.answer, self.unit)

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer with its unit."""
        return (self.solution,)

    @property
    def shape(self) -> tuple[Any, ...]:
        """The scale and the answer."""
        return (self.low, self.high, self.step, self.answer)

    @property
    def guess_score(self) -> float:
        """The numbers that are right among all of the scale."""
        right = [self.judge(self.number(n)).score for n in range(self.steps + 1)]
        return sum(right) / len(right)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a number of the scale."""
        number = _number(value)
        return number is not None and self.index(number) is not None

    def answered(self, response: Any) -> bool:
        """Whether a number was chosen."""
        return _number(response) is not None

    def text_of(self, response: Any) -> str:
        """The number with its unit."""
        return number_text(response, self.unit)

    def choose(self, response: Any, index: int) -> float | None:
        """Choose the number `index` steps above the low end."""
        return self.number(index) if 0 <= index <= self.steps else None

    def write(self, response: Any, text: str, gap: int) -> float | None:
        """Choose a number by writing it; None off the scale."""
        number = Units(self.unit).read(text).value
        index = None if number is None else self.index(number)
        return None if index is None else self.number(index)

    def problems(self) -> Iterator[Problem]:
        """A scale that cannot be, or an answer that is not on it."""
        if not self.low < self.high:
            message = Message("“high” must be more than “low”.")
            yield Problem(("high",), "SK206", message)
        elif not self.step > 0:
            yield Problem(("step",), "SK206", Message("“step” must be more than 0."))
        elif (self.high - self.low) / self.step > _MOST_STEPS + _NEAR:
            message = Message("The scale has more than {most:,} steps.", most=_MOST_STEPS)
            yield Problem(("step",), "SK206", message, Message("Write a larger “step”."))
        elif self.index(self.high) is None:
            message = Message("Steps of this size do not lead from “low” to “high”.")
            hint = Message("Make the distance of the two a multiple of “step”.")
            yield Problem(("step",), "SK206", message, hint)
        elif self.index(self.answer) is None:
            message = Message("“answer” is not on the scale.")
            hint = Message("Write a number that steps of “step” lead to from “low”.")
            yield Problem(("answer",), "SK206", message, hint)
        if self.tolerance < 0:
            yield Problem(("tolerance",), "SK308", Message("“tolerance” cannot be negative."))


def _number(value: Any) -> float | None:
    """`value` as a number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
