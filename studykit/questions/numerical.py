"""`numerical`: type a number, with its unit where there is one. A response is the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.decimal_comma import writes_decimal_comma
from studykit.questions.fields import Flag, Number
from studykit.questions.marks import Grade, Part, graded
from studykit.questions.numbers import Tolerance, number_text, within
from studykit.questions.problem import Problem, flaw
from studykit.questions.typed import TypedQuestion
from studykit.questions.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterator


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
class Numerical(TypedQuestion):
    """Type a number, with its unit where there is one."""

    type: Literal["numerical"] = "numerical"
    label: ClassVar[Message] = Message("Question: a number")
    answer: Number
    """The number, in `unit`."""
    tolerance: Number | Tolerance = 0.0
    """How far off still counts: a number, or `relative:` or `geometric:`."""
    unit: str = ""
    """The unit of the answer."""
    units: dict[str, Number] | None = None
    """Other units and the factor that turns a value in them into `unit`."""
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

    def judge(self, response: Any) -> Grade:
        """1 when the number, turned into the question's unit, lies within the tolerance."""
        typed = str(response) if isinstance(response, str | int | float) else ""
        value = None
        if not isinstance(response, bool):
            value = self._units.read(typed, decimal_comma=bool(self.decimal_comma)).value
        right = value is not None and within(value, self.answer, self.tolerance)
        return graded(
            float(right), (Part("", right, typed, self.solution),), feedback=self.feedback
        )

    @property
    def _units(self) -> Units:
        return Units(self.unit, self.units)

    def objection(self, response: Any) -> Message | None:
        """What cannot be read as a number, or its unit."""
        if not self.answered(response):
            return None
        return self._units.objection(response, decimal_comma=bool(self.decimal_comma))

    def in_language(self, tag: str) -> Numerical:
        """The question where a language decides whether `1,5` is a number."""
        if self.decimal_comma is not None or not writes_decimal_comma(tag):
            return self
        return replace(self, decimal_comma=True)

    @property
    def key(self) -> str:
        """The answer, with every digit."""
        return repr(self.answer)

    @property
    def solution(self) -> str:
        """The answer with its unit."""
        return number_text(self.answer, self.unit)

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The answer in digits."""
        return (f"{self.answer:.15g}",)

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer and its unit."""
        return (f"{self.answer:.15g}", self.unit)

    @property
    def shape(self) -> tuple[Any, ...]:
        """The answer."""
        return (self.answer,)

    def problems(self) -> Iterator[Problem]:
        """A tolerance or a factor that cannot be."""
        yield from self._tolerance_problems()
        for unit, factor in (self.units or {}).items():
            if not factor > 0:
                message = f"The factor of “{unit}” must be more than 0."
                yield Problem(("units", unit), "SK206", message)
        for first, second in self._units.same_names():
            message = f"The units “{first}” and “{second}” are written alike."
            hint = "Remove one of the two."
            yield Problem(("units", second), "SK303", message, hint, key=True)
        if self.units and not self.unit:
            message = "“units” needs “unit”, the unit of the answer."
            yield Problem(("units",), "SK206", message, "Add “unit: …”.", key=True)

    def _tolerance_problems(self) -> Iterator[Problem]:
        tolerance, way = self.tolerance, ("tolerance",)
        if not isinstance(tolerance, Tolerance):
            if tolerance < 0:
                yield Problem(way, "SK308", "“tolerance” cannot be negative.")
            return
        kinds = {"relative": tolerance.relative, "geometric": tolerance.geometric}
        chosen = {name: value for name, value in kinds.items() if value is not None}
        if len(chosen) != 1:
            message = "“tolerance” must have either “relative” or “geometric”."
            yield Problem(way, "SK308", message)
        for name, value in chosen.items():
            if value < 0:
                yield Problem((*way, name), "SK308", f"“{name}” cannot be negative.")

    def flaws(self) -> Iterator[Problem]:
        """A decimal without tolerance, a measurement without unit or tolerance."""
        exact = not isinstance(self.tolerance, Tolerance) and self.tolerance == 0
        if exact and self.answer != int(self.answer):
            yield flaw(
                "SK626",
                ("answer",),
                "A decimal with zero tolerance: rounding makes a right answer wrong.",
                "Set a `tolerance`, such as `{relative: 0.01}`.",
            )
        elif _MEASURES.search(self.stem):
            yield from self._measurement_flaws(exact=exact)

    def _measurement_flaws(self, *, exact: bool) -> Iterator[Problem]:
        if not self.unit:
            yield flaw(
                "SK629",
                ("answer",),
                "It asks for a measurement and has no `unit`: none can be typed.",
                "Set the `unit`"
                + (", and a `tolerance` for what is measured or rounded." if exact else "."),
            )
        elif (
            exact
            and len(f"{abs(self.answer):.0f}".rstrip("0")) >= _MEASURED_DIGITS
            # With numbers in its stem the answer is worked out, and may well be exact.
            and not any(c.isdigit() for c in self.stem)
        ):
            yield flaw(
                "SK629",
                ("answer",),
                "A measurement with zero tolerance: who knows it nearly is marked wrong.",
                "Set a `tolerance`, such as `{relative: 0.01}`.",
            )
