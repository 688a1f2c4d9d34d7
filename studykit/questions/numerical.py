"""`numerical`: type a number, with its unit where there is one. A response is the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.checks import text_problems
from studykit.questions.decimal_comma import writes_decimal_comma
from studykit.questions.fields import STRICT_DATACLASS, Computable, Flag, Number
from studykit.questions.marks import Grade, Part, graded
from studykit.questions.numbers import Tolerance, number_text, read_number, within
from studykit.questions.problem import Problem, flaw
from studykit.questions.typed import TypedQuestion
from studykit.questions.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Way


_MEASURED_DIGITS = 3
_UNIT_NAMES = (
    r"(?:square |cubic )?(?:kilo|milli|centi|micro|nano|mega)?"
    r"(?:met(?:re|er)s?|grams?|lit(?:re|er)s?|joules?|watts?|volts?|amperes?|newtons?|pascals?|hertz|ohms?)"
)
_MEASURES = re.compile(
    r"\bhow (?:tall|high|long|wide|deep|heavy|fast|far|hot|cold|thick)\b"
    rf"|\bin {_UNIT_NAMES}\b|\bhow many {_UNIT_NAMES}\b(?! (?:are|is) (?:there )?in\b)"
    r"|\bin (?:seconds|minutes|hours|miles|feet|inches|pounds|degrees|kelvin|percent)\b"
    r"|\bin (?-i:km|m|cm|mm|kg|g|mg|s|ms|m/s|km/h|°C|K|J|kJ|N|W|V|A|Pa|Hz|mol|mol/l|%)(?![\w/])"
    r"|\bwhat (?:is|was|are) (?:the|its) (?:[\w-]+ ){0,2}(?:distance|mass|weight|speed|velocity"
    r"|acceleration|temperature|volume|pressure|voltage|boiling point|melting point)\b"
    r"|多[長长高重遠远深寬宽快厚](?!要)|[幾几多]少?(?:平方|立方)?(?:公里|公尺|公分|公斤|公克|公升"
    r"|毫升|千米|厘米|米(?!飯|饭|粒)|克|升|焦耳|牛頓|牛顿|[攝摄]氏度)"
    r"|(?:速度|速率|質量|质量|體積|体积|面積|面积|溫度|温度|壓力|压力|電壓|电压|沸點|沸点"
    r"|熔點|熔点)(?:是|為|为)?多少",
    re.IGNORECASE,
)
"""Words of a stem that asks for something with a unit; counts and years have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswer:
    """One accepted number of a numerical question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    answer: Computable
    """The number, in the question's `unit`."""
    tolerance: Computable | Tolerance = 0.0
    """How far off still counts: a number, or `relative:` or `geometric:`."""
    weight: Number = 1.0
    """Fraction of the points it earns, 0 to 1; with 0 it is there for its feedback."""
    feedback: str = ""
    """Shown when the response is this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerical(TypedQuestion):
    """Type a number, with its unit where there is one."""

    type: Literal["numerical"] = "numerical"
    label: ClassVar[Message] = Message("Question: a number")
    answer: Computable | None = None
    """The number, in `unit`; of several, `answers` instead."""
    tolerance: Computable | Tolerance = 0.0
    """How far off still counts: a number, or `relative:` or `geometric:`."""
    answers: tuple[NumberAnswer, ...] = ()
    """Several numbers: each `answer`, `tolerance`, `weight`, `feedback`."""
    unit: str = ""
    """The unit of the answer."""
    units: dict[str, Number] | None = None
    """Other units and the factor that turns a value in them into `unit`."""
    unit_penalty: Number | None = None
    """The fraction of the score that a unit which is missing or wrong costs; when absent the
    unit may be left out, and another one is refused before the answer counts."""
    decimal_comma: Flag | None = None
    """Whether `1,5` is one and a half; when absent, as the course's language writes it."""
    feedback: str = ""
    """Shown when the response is wrong."""

    example: ClassVar[dict[str, Any]] = {
        "id": "distance",
        "type": "numerical",
        "stem": "How long is the bridge?",
        "answer": 420,
        "tolerance": {"relative": 0.05},
        "unit": "m",
        "units": {"km": 1000},
    }

    @property
    def accepted(self) -> tuple[NumberAnswer, ...]:
        """The answers, the single one in its long form."""
        if self.answer is None:
            return self.answers
        return (NumberAnswer(answer=self.answer, tolerance=self.tolerance), *self.answers)

    @property
    def best(self) -> NumberAnswer:
        """The answer that is shown as the solution: the first of those that earn most."""
        return max(self.accepted, key=lambda answer: answer.weight)

    def judge(self, response: Any) -> Grade:
        """The weight of the best answer whose tolerance the number lies within, once it is
        turned into the question's unit.

        With a `unit_penalty` a unit that is missing or wrong costs this fraction of the score,
        the number being taken as it is written (Moodle's `question/type/numerical`,
        `get_matching_answer` and `apply_unit_penalty` with a penalty on the response).
        """
        typed = str(response) if isinstance(response, str | int | float) else ""
        best, score = None, 0.0
        for value, share in () if isinstance(response, bool) else self._readings(typed):
            for answer in self.accepted:
                earned = min(1.0, max(0.0, answer.weight)) * share
                if (best is None or earned > score) and self._is(value, answer):
                    best, score = answer, earned
        feedback = (best.feedback,) if best and best.feedback else ()
        part = Part("", score >= 1, typed, self.solution)
        if feedback:
            return Grade(score, (part,), feedback)
        return graded(score, (part,), feedback=self.feedback)

    @staticmethod
    def _is(value: float, answer: NumberAnswer) -> bool:
        return within(value, answer.answer, answer.tolerance)

    def _readings(self, typed: str) -> Iterator[tuple[float, float]]:
        """The numbers that a response may stand for, each with the share of the score that its
        unit leaves."""
        read = self._units.read(typed, decimal_comma=bool(self.decimal_comma))
        if self.unit_penalty is None:
            if read.value is not None:
                yield read.value, 1.0
            return
        if read.value is not None and read.unit:
            yield read.value, 1.0
        written = read_number(read.number, decimal_comma=bool(self.decimal_comma))
        if written is not None:
            yield written, 1.0 - min(1.0, max(0.0, self.unit_penalty))

    @property
    def _units(self) -> Units:
        return Units(self.unit, self.units)

    def objection(self, response: Any) -> Message | None:
        """What cannot be read as a number, or its unit where no penalty is set on it."""
        if not self.answered(response):
            return None
        if self.unit_penalty is not None and next(self._readings(response), None):
            return None
        return self._units.objection(response, decimal_comma=bool(self.decimal_comma))

    def in_language(self, tag: str) -> Numerical:
        """The question where a language decides whether `1,5` is a number."""
        if self.decimal_comma is not None or not writes_decimal_comma(tag):
            return self
        return replace(self, decimal_comma=True)

    @property
    def key(self) -> str:
        """The best answer, with every digit; with its unit where it counts."""
        unit = "" if self.unit_penalty is None else self.unit
        return f"{float(self.best.answer)!r} {unit}".strip() if self.accepted else ""

    @property
    def solution(self) -> str:
        """The best answer with its unit."""
        return number_text(self.best.answer, self.unit) if self.accepted else ""

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The best answer in digits."""
        return (f"{self.best.answer:.15g}",)

    @property
    def texts(self) -> tuple[str, ...]:
        """The answers that earn anything, and the unit."""
        right = (f"{a.answer:.15g}" for a in self.accepted if a.weight > 0)
        return (*right, self.unit)

    @property
    def shape(self) -> tuple[Any, ...]:
        """The answers."""
        return tuple(answer.answer for answer in self.accepted)

    def problems(self) -> Iterator[Problem]:
        """No answer, a tolerance, a weight, a penalty or a factor that cannot be."""
        yield from self._answer_problems()
        if self.unit_penalty is not None:
            if not 0 <= self.unit_penalty <= 1:
                yield Problem(
                    ("unit_penalty",), "SK206", Message("“unit_penalty” must be from 0 to 1.")
                )
            if not self.unit:
                message = Message("“unit_penalty” needs “unit”, the unit of the answer.")
                yield Problem(
                    ("unit_penalty",), "SK206", message, Message("Add “unit: …”."), key=True
                )
        for unit, factor in (self.units or {}).items():
            if not factor > 0:
                message = Message("The factor of “{unit}” must be more than 0.", unit=unit)
                yield Problem(("units", unit), "SK206", message)
        for first, second in self._units.same_names():
            message = Message(
                "The units “{first}” and “{second}” are written alike.",
                first=first,
                second=second,
            )
            hint = Message("Remove one of the two.")
            yield Problem(("units", second), "SK303", message, hint, key=True)
        if self.units and not self.unit:
            message = Message("“units” needs “unit”, the unit of the answer.")
            yield Problem(("units",), "SK206", message, Message("Add “unit: …”."), key=True)

    def _answer_problems(self) -> Iterator[Problem]:
        if not self.accepted:
            hint = Message("Add “answer: …”.")
            yield Problem((), "SK202", Message("A numerical question has no “answer”."), hint)
            return
        yield from _tolerance_problems(self.tolerance, ("tolerance",))
        if not self.answers:
            return
        if self.answer is not None:
            message = Message("Beside “answers” there can be no “answer”.")
            yield Problem(
                ("answer",), "SK201", message, Message("Put it into “answers”."), key=True
            )
        elif self.tolerance != 0:
            message = Message("Each of “answers” has its own “tolerance”.")
            yield Problem(
                ("tolerance",), "SK308", message, Message("Put it beside them."), key=True
            )
        for n, answer in enumerate(self.answers):
            way: Way = ("answers", n)
            yield from _tolerance_problems(answer.tolerance, (*way, "tolerance"))
            if not 0 <= answer.weight <= 1:
                yield Problem(
                    (*way, "weight"), "SK206", Message("“weight” must be from 0 to 1.")
                )
        yield from text_problems(
            (
                (("answers", n, "answer"), f"{answer.answer:.15g}")
                for n, answer in enumerate(self.answers)
                if answer.tolerance == 0
            ),
            Message.in_context("part of a question", "answer"),
        )
        if all(answer.weight < 1 for answer in self.answers):
            message = Message("No answer earns all points.")
            yield Problem(
                ("answers",), "SK301", message, Message("Give one answer the weight 1.")
            )

    def flaws(self) -> Iterator[Problem]:
        """A decimal without tolerance, a measurement without unit or tolerance."""
        best = self.best
        way: Way = ("answer",)
        if self.answer is None:
            way = ("answers", self.answers.index(best), "answer")
        exact = not isinstance(best.tolerance, Tolerance) and best.tolerance == 0
        if exact and best.answer != int(best.answer):
            yield flaw(
                "SK626",
                way,
                Message("A decimal with zero tolerance: rounding makes a right answer wrong."),
                Message("Set a `tolerance`, such as `{relative: 0.01}`."),
            )
        elif _MEASURES.search(self.stem):
            yield from self._measurement_flaws(best.answer, way, exact=exact)

    def _measurement_flaws(self, answer: float, way: Way, *, exact: bool) -> Iterator[Problem]:
        if not self.unit:
            yield flaw(
                "SK629",
                way,
                Message("It asks for a measurement and has no `unit`: none can be typed."),
                Message("Set the `unit`, and a `tolerance` for what is measured or rounded.")
                if exact
                else Message("Set the `unit`."),
            )
        elif (
            exact
            and len(f"{abs(answer):.0f}".rstrip("0")) >= _MEASURED_DIGITS
            # With numbers in its stem the answer is worked out, and may well be exact.
            and not any(c.isdigit() for c in self.stem)
        ):
            yield flaw(
                "SK629",
                way,
                Message(
                    "A measurement with zero tolerance: who knows it nearly is marked wrong."
                ),
                Message("Set a `tolerance`, such as `{relative: 0.01}`."),
            )


def _tolerance_problems(tolerance: float | Tolerance, way: Way) -> Iterator[Problem]:
    if not isinstance(tolerance, Tolerance):
        if tolerance < 0:
            yield Problem(way, "SK308", Message("“tolerance” cannot be negative."))
        return
    kinds = {"relative": tolerance.relative, "geometric": tolerance.geometric}
    chosen = {name: value for name, value in kinds.items() if value is not None}
    if len(chosen) != 1:
        message = Message("“tolerance” must have either “relative” or “geometric”.")
        yield Problem(way, "SK308", message)
    for name, value in chosen.items():
        if value < 0:
            yield Problem(
                (*way, name), "SK308", Message("“{name}” cannot be negative.", name=name)
            )
