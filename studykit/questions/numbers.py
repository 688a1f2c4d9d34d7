"""Reading numbers as people write them, and comparing them within a tolerance."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from studykit.questions.fields import STRICT_DATACLASS, Number

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[-+]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d*)?(?:e[-+]?\d{1,3})?", re.I)
_CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    **{c: n for n, c in enumerate("〇壹貳參肆伍陸柒捌玖")},
    **{"兩": 2, "两": 2, "贰": 2, "叁": 3, "陆": 6},
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_CHINESE_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_CHINESE = re.compile(
    r"[\d.零〇一二三四五六七八九壹貳參肆伍陸柒捌玖兩两贰叁陆十拾百佰千仟萬万億亿兆點点]+"
)
_EXACT = 1e-14
"""What a bound is widened by, so that it is inclusive in spite of rounding (Moodle)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a number may be from the answer. Exactly one of the two is given."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    relative: Number | None = None
    """A fraction of the answer: 0.05 accepts 5 % more or less."""
    geometric: Number | None = None
    """A fraction t that accepts from answer ÷ (1 + t) to answer × (1 + t)."""


def number_text(value: float, unit: str = "") -> str:
    """A number with its unit, as a learner would write it."""
    digits = f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:g}"
    return f"{digits} {unit}".strip()


def read_quantity(text: str, unit: str, units: Mapping[str, float] | None) -> float | None:
    """The number in `text`, in `unit`, which may be left out; or None.

    `units`: other units, and the factor that turns a value in them into `unit`.
    """
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    factors = {unit: 1.0, **(units or {})}
    for name in sorted(filter(None, factors), key=len, reverse=True):
        suffix = unicodedata.normalize("NFKC", name).strip().casefold()
        if folded.endswith(suffix):
            number = read_number(folded[: -len(suffix)])
            if number is not None:
                return number * factors[name]
    return read_number(folded)


def read_number(text: str) -> float | None:
    """The number that `text` writes: `1,200`, `１２００`, `1.2e3`, `五千四百`; or None."""
    folded = unicodedata.normalize("NFKC", text).strip().replace("−", "-")[:100]
    if _PLAIN.fullmatch(folded) and any(c.isdigit() for c in folded):
        number = float(re.sub(r"[, ]", "", folded))
        return number if math.isfinite(number) else None
    sign = -1.0 if folded.startswith(("負", "负", "-")) else 1.0
    body = folded[1:] if sign < 0 else folded
    body = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", body)
    if not _CHINESE.fullmatch(body):
        return None
    whole, dot, decimals = body.replace("点", "點").partition("點")
    value = _chinese_whole(whole)
    if value is None or (dot and not decimals):
        return None
    for place, digit in enumerate(decimals, start=1):
        if digit not in _CHINESE_DIGITS and not digit.isdecimal():
            return None
        value += (_CHINESE_DIGITS.get(digit, 0) or int(digit.isdecimal() and digit)) / 10**place
    return sign * value


def _chinese_whole(text: str) -> float | None:
    """`一萬二千` 12,000, `二〇二五` 2,025, `兩百五` 250, `54萬` 540,000."""
    total = section = 0.0
    number: float | None = None
    last_unit = last_large = 1
    seen_zero = False
    for token in _CHINESE_TOKEN.findall(text):
        if token[0].isdecimal():
            if number is not None:
                return None
            number = float(token)
        elif token in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[token]
            if number is not None:
                number = number * 10 + digit
            elif digit or not (total or section):
                number = float(digit)
            seen_zero = seen_zero or not digit
        elif token in _SMALL:
            last_unit = _SMALL[token]
            section += (1.0 if number is None else number) * last_unit
            number, seen_zero = None, False
        elif token in _LARGE:
            unit = _LARGE[token]
            section += number or 0.0
            if unit > last_large:
                total = (total + section) * unit
            else:
                total += section * unit
            last_unit, last_large = unit, unit
            section, number, seen_zero = 0.0, None, False
        else:
            return None
    if number is not None:
        # `兩百五` leaves the ten out; `兩百零五` says that there is none.
        spoken = last_unit >= 100 and not seen_zero and number < 10 and number == int(number)
        section += number * (last_unit / 10 if spoken else 1)
    return total + section if text else None


def within(value: float, answer: float, tolerance: float | Tolerance) -> bool:
    """Whether `value` is near enough to `answer`, the bounds included.

    Nominal, relative and geometric tolerances are Moodle's
    (`question/type/numerical`, `get_tolerance_interval`).
    """
    if isinstance(tolerance, Tolerance) and tolerance.geometric is not None:
        quotient = 1 + abs(tolerance.geometric) + _EXACT
        low, high = sorted((answer / quotient, answer * quotient))
        return low <= value <= high
    if isinstance(tolerance, Tolerance):
        reach = abs(answer) * (abs(tolerance.relative or 0.0) + _EXACT)
    else:
        reach = abs(tolerance) + _EXACT * max(abs(tolerance), abs(answer), _EXACT)
    return answer - reach <= value <= answer + reach
