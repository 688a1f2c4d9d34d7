"""Reading numbers as people write them, and comparing them within a tolerance."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from studykit.questions.fields import STRICT_DATACLASS, Computable

_LONGEST = 100
"""Characters of a number."""
_MINUS = re.compile("[−‐‑‒–—－﹣]")
_GROUPS = {
    ".": r"[1-9]\d{0,2}(?P<sep>[, '])\d{3}(?:(?P=sep)\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}|\d+",
    ",": r"[1-9]\d{0,2}(?P<sep>[. '])\d{3}(?:(?P=sep)\d{3})*|\d+",
}
"""Whole numbers, in groups of three digits or as in India, by the decimal sign beside."""
_PLAIN = {
    sign: re.compile(rf"[-+]?(?:(?:{groups})(?:[{sign}]\d*)?|[{sign}]\d+)(?:e[-+]?\d{{1,3}})?")
    for sign, groups in _GROUPS.items()
}
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
"""Thousands to who writes a decimal comma, thousandths to others."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT = f"[{''.join(map(chr, _SUPERSCRIPTS))}]"
_POWER = re.compile(
    r"(?:(?<=[\d.])\s*[x×*·⋅∙]\s*|(?<![\d.,]))10\s*(?:\^|\*\*)\s*([-+]?\d{1,3})$"
)
_FRACTION = re.compile(r"([-+]?)(?:(\d{1,15})\s+)?(\d{1,15})\s*/\s*(\d{1,15})")
_CHINESE_FRACTION = re.compile("(.+)分之(.+)")
_CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    **{c: n for n, c in enumerate("〇壹貳參肆伍陸柒捌玖")},
    **{"兩": 2, "两": 2, "贰": 2, "叁": 3, "参": 3, "陆": 6},
}
_TENS = {"廿": "二十", "卅": "三十"}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_CHINESE_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_CHINESE = re.compile(
    rf"[\d.點点{''.join(_CHINESE_DIGITS)}{''.join(_SMALL)}{''.join(_LARGE)}]+"
)
_EXACT = 1e-14
"""What a bound is widened by, so that it is inclusive in spite of rounding (Moodle)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a number may be from the answer. Exactly one of the two is given."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    relative: Computable | None = None
    """A fraction of the answer: 0.05 accepts 5 % more or less."""
    geometric: Computable | None = None
    """A fraction t that accepts from answer ÷ (1 + t) to answer × (1 + t)."""


def number_text(value: float, unit: str = "") -> str:
    """A number with its unit, as a learner would write it."""
    return f"{value:,.15g} {unit}".strip()


def digits_of(number: str) -> str:
    """A number in Chinese numerals as digits: `五千四百` is `5400`. What is no number stays."""
    value = read_number(number)
    return number if value is None else f"{value:.15g}"


def read_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """The number that `text` writes, or None.

    Read are `1,200`, `1 200`, `1'200`, `１２００`, `1.2e3`, `1.2×10³`, `1/2`, `1½`, `五千四百`,
    `54萬`, `三分之一`. With `decimal_comma` also `1,5` and `1.500,25`, where a comma cannot
    stand between thousands; `1.500` is none then, since it may be either.
    """
    folded = _folded(text)
    for read in (_read_power, _read_fraction, _read_chinese):
        value = read(folded, decimal_comma)
        if value is not None:
            return value if math.isfinite(value) else None
    return None


def _folded(text: str) -> str:
    """`text` in half width, with one sign for minus, and powers and fractions in one line."""
    text = re.sub(rf"(?<=10){_SUPERSCRIPT}+", _raised, text[:_LONGEST].strip())
    if re.search(_SUPERSCRIPT, text):
        return ""  # 5² is not 52
    text = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞↉])", " ", text)
    text = unicodedata.normalize("NFKC", text).replace("⁄", "/").replace("’", "'")
    return _MINUS.sub("-", " ".join(text.split()).casefold())


def _raised(power: re.Match[str]) -> str:
    return "^" + power[0].translate(_SUPERSCRIPTS)


def _read_power(text: str, decimal_comma: bool) -> float | None:
    """`1.2e3`, `1.2×10^3`, `10^3`, or a number without a power."""
    power = _POWER.search(text)
    if power is None:
        return _read_plain(text, decimal_comma)
    front = text[: power.start()]
    if not front.strip("+-"):
        front += "1"
    return None if "e" in front else _read_plain(f"{front}e{power[1]}", decimal_comma)


def _read_plain(text: str, decimal_comma: bool) -> float | None:
    if decimal_comma:
        if _EITHER.fullmatch(text):
            return None
        if _PLAIN[","].fullmatch(text) and not _THOUSANDS.fullmatch(text):
            return float(re.sub("[. ']", "", text).replace(",", "."))
    return float(re.sub("[, ']", "", text)) if _PLAIN["."].fullmatch(text) else None


def _read_fraction(text: str, decimal_comma: bool) -> float | None:
    """`1/2`, `1 1/2`."""
    found = _FRACTION.fullmatch(text)
    if found is None or not int(found[4]):
        return None
    value = int(found[2] or 0) + int(found[3]) / int(found[4])
    return -value if found[1] == "-" else value


def _read_chinese(text: str, decimal_comma: bool) -> float | None:
    """`五千四百`, `54萬`, `三點一四`, `負五`, `三分之一`."""
    below_zero = text.startswith(("負", "负", "-"))
    sign, body = (-1.0, text[1:]) if below_zero else (1.0, text)
    if fraction := _CHINESE_FRACTION.fullmatch(body):
        below, above = (_chinese_decimal(part) for part in fraction.groups())
        return sign * above / below if below and above is not None else None
    value = _chinese_decimal(body)
    return None if value is None else sign * value


def _chinese_decimal(text: str) -> float | None:
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    for sign, spelt in _TENS.items():
        text = text.replace(sign, spelt)
    if not _CHINESE.fullmatch(text) or re.fullmatch(r"[\d.]+", text):
        return None
    whole, dot, decimals = text.replace("点", "點").partition("點")
    value = _chinese_whole(whole)
    if value is None or (dot and not decimals):
        return None
    for place, digit in enumerate(decimals, start=1):
        if digit not in _CHINESE_DIGITS and not digit.isdecimal():
            return None
        value += (_CHINESE_DIGITS.get(digit, 0) or int(digit.isdecimal() and digit)) / 10**place
    return value


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


def bounds(answer: float, tolerance: float | Tolerance) -> tuple[float, float]:
    """The lowest and the highest number that count, worked out in decimal as people write
    them: who compares with them needs no allowance for rounding."""
    if isinstance(tolerance, Tolerance) and tolerance.geometric is not None:
        quotient = 1 + abs(tolerance.geometric) + _EXACT
        low, high = sorted((answer / quotient, answer * quotient))
        return low, high
    middle = Decimal(repr(float(answer)))
    if isinstance(tolerance, Tolerance):
        reach = abs(middle) * Decimal(repr(abs(float(tolerance.relative or 0))))
    else:
        reach = Decimal(repr(abs(float(tolerance))))
    return float(middle - reach), float(middle + reach)
