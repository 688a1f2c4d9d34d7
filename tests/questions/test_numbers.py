"""Numbers as people write them, their units, and how near counts as right."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studykit.questions.checks import question_problems
from studykit.questions.decimal_comma import writes_decimal_comma
from studykit.questions.grade import grade
from studykit.questions.numbers import Tolerance, bounds, number_text, read_number, within
from studykit.questions.numerical import Numerical
from studykit.questions.units import Units


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("–5", -5),
        ("－5", -5),
        ("1'500", 1500),
        ("1’500", 1500),
        ("1 500", 1500),
        ("1\u202f500", 1500),
        ("12,34,567", 1234567),
        ("1.5×10^3", 1500),
        ("1.5 × 10³", 1500),
        ("1.5·10³", 1500),
        ("1.5x10^3", 1500),
        ("1.5*10**3", 1500),
        ("2×10⁻³", 0.002),
        ("10³", 1000),
        ("-10^3", -1000),
        ("½", 0.5),
        ("2½", 2.5),
        ("1/2", 0.5),
        ("-1/2", -0.5),
        ("1 1/2", 1.5),
        ("三分之一", 1 / 3),
        ("廿五", 25),
        ("5.", 5),
        ("²", None),
        ("5²", None),
        ("210^3", None),
        ("1/0", None),
        ("0,500", None),
        ("1,5", None),
        ("1.500,25", None),
        ("1,234,56", None),
        ("約5400", None),
        ("5400餘人", None),
        ("1e3e3", None),
        ("", None),
        ("-", None),
        ("0x1F", None),
        ("1_000", None),
        ("inf", None),
    ],
)
def test_a_number_is_read_or_is_none(text: str, value: float | None) -> None:
    assert read_number(text) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5),
        ("0,500", 0.5),
        ("1.500,25", 1500.25),
        ("1 500,25", 1500.25),
        ("1,5·10³", 1500),
        ("-0,25", -0.25),
        ("1.500.000", 1_500_000),
        ("1,200", 1200),
        ("1.5", 1.5),
        ("1200", 1200),
        ("1.500", None),
        ("1,5,2", None),
    ],
)
def test_a_decimal_comma_is_read_where_the_course_s_language_writes_it(
    text: str, value: float | None
) -> None:
    german = Numerical(id="q", stem="?", answer=value or 0.0, tolerance=0.0).in_language("de")
    assert read_number(text, decimal_comma=True) == value
    assert (grade(german, text).score == 1) == (value is not None)
    assert (german.objection(text) is None) == (value is not None)


@pytest.mark.parametrize(
    ("tag", "comma"),
    [
        ("de", True),
        ("de-CH", False),
        ("fr-CA", True),
        ("pt-BR", True),
        ("es", True),
        ("es-MX", False),
        ("en", False),
        ("en-ZA", True),
        ("zh-Hant-TW", False),
        ("ja", False),
        ("und", False),
    ],
)
def test_languages_that_write_a_decimal_comma(tag: str, comma: bool) -> None:
    assert writes_decimal_comma(tag) is comma


def test_an_author_can_say_how_decimals_are_written() -> None:
    question = Numerical(id="q", stem="?", answer=1.5, decimal_comma=False)
    assert question.in_language("de").objection("1,5") is not None
    english = Numerical(id="q", stem="?", answer=1.5, decimal_comma=True)
    assert grade(english.in_language("en"), "1,5").score == 1


# Moodle: https://docs.moodle.org/en/Numerical_question_type, and `get_tolerance_interval` of
# its numerical type: nominal x - t … x + t, relative x(1 - t) … x(1 + t), geometric
# x/(1 + t) … x(1 + t), the bounds included in spite of rounding.
@pytest.mark.parametrize(
    ("answer", "tolerance", "low", "high"),
    [
        (100.0, 5.0, 95.0, 105.0),
        (0.1, 0.2, -0.1, 0.3),
        (0.3, 0.1, 0.2, 0.4),
        (1.0, 0.9, 0.1, 1.9),
        (0.8, 0.1, 0.7, 0.9),
        (100.8, 0.1, 100.7, 100.9),
        (-100.0, 5.0, -105.0, -95.0),
        (0.0, 0.01, -0.01, 0.01),
        (0.0, 0.0, 0.0, 0.0),
        (1e-20, 0.0, 1e-20, 1e-20),
        (6.02e23, 1e21, 6.01e23, 6.03e23),
        (100.0, Tolerance(relative=0.05), 95.0, 105.0),
        (100.0, Tolerance(relative=0.15), 85.0, 115.0),
        (0.3, Tolerance(relative=0.1), 0.27, 0.33),
        (-100.0, Tolerance(relative=0.05), -105.0, -95.0),
        (0.0, Tolerance(relative=0.5), 0.0, 0.0),
        (100.0, Tolerance(geometric=1.0), 50.0, 200.0),
        (100.0, Tolerance(geometric=0.25), 80.0, 125.0),
        (-100.0, Tolerance(geometric=1.0), -200.0, -50.0),
        (0.0, Tolerance(geometric=1.0), 0.0, 0.0),
        (1.1, Tolerance(geometric=0.1), 1.0, 1.21),
    ],
)
def test_tolerances_have_the_bounds_of_moodle(
    answer: float, tolerance: float | Tolerance, low: float, high: float
) -> None:
    step = max(abs(answer), abs(high), 1e-6) * 1e-9
    assert within(answer, answer, tolerance)
    assert within(low, answer, tolerance)
    assert within(high, answer, tolerance)
    assert not within(low - step, answer, tolerance)
    assert not within(high + step, answer, tolerance)
    lowest, highest = bounds(answer, tolerance)
    assert (lowest, highest) == pytest.approx((low, high), rel=1e-12)
    assert lowest <= low <= high <= highest


@pytest.mark.parametrize(
    ("answer", "tolerance", "written"),
    [
        (0.1, 0.2, (-0.1, 0.3)),
        (1.1, 0.1, (1.0, 1.2)),
        (5, 0, (5.0, 5.0)),
        (5, Tolerance(), (5.0, 5.0)),
        (0.3, Tolerance(relative=0.1), (0.27, 0.33)),
        (-70, Tolerance(relative=0.1), (-77.0, -63.0)),
    ],
)
def test_bounds_are_the_numbers_that_people_would_write(
    answer: float, tolerance: float | Tolerance, written: tuple[float, float]
) -> None:
    assert bounds(answer, tolerance) == written


MILLI = {"unit": "mW", "units": {"MW": 1e9}}
MEGA = {"unit": "MPa", "units": {"mPa": 1e-9}}


@pytest.mark.parametrize(
    ("units", "typed", "right"),
    [
        (MILLI, "5 mW", True),
        (MILLI, "5e-9 MW", True),
        (MILLI, "5 MW", False),
        (MILLI, "5", True),
        (MEGA, "5 MPa", True),
        (MEGA, "5 mPa", False),
        (MEGA, "5e9 mPa", True),
        ({"unit": "MPa"}, "5 mPa", None),
        ({"unit": "MPa"}, "5 MPA", True),
        ({"unit": "km"}, "5 KM", True),
        ({"unit": "kg"}, "5 KG", True),
        ({"unit": "s"}, "5 S", None),
        ({"unit": "MB"}, "5 Mb", None),
        ({"unit": "ms"}, "5 mS", None),
        ({"unit": "Hz"}, "5 hz", True),
        ({"unit": "km"}, "5 ㎞", True),
        ({"unit": "m²"}, "5 m2", True),
        ({"unit": "m²"}, "5 m^2", True),
        ({"unit": "µm"}, "5 um", True),
        ({"unit": "km/h"}, "5 km / h", True),
        ({"unit": "%"}, "５％", True),
        ({"unit": "%"}, "百分之五", True),
        ({"unit": "$"}, "$5", True),
        ({"unit": "公里"}, "五公里", True),
        ({"unit": "€"}, "5 €", True),
        ({"unit": "€"}, "€ 5", True),
        ({"unit": "km"}, "km 5", None),
        ({"unit": "%"}, "百分之5", True),
        ({"unit": "m"}, "百分之五", False),
        ({"unit": "Fuß"}, "5 FUSS", True),
        ({"unit": "GHz"}, "5 ghz", True),
        ({"unit": "hPa"}, "5 HPA", True),
        ({"unit": "m"}, "5 M", None),
        ({"unit": "l"}, "5 L", True),
        ({"unit": "kB"}, "5 kb", None),
        ({"unit": "kB"}, "5 KB", True),
        ({"unit": "Stück"}, "5 stück", True),
        ({"unit": "Personen"}, "5 personen", True),
        ({"unit": "%"}, "5", True),
        ({"unit": "km"}, "many km", None),
        ({"unit": "kWh"}, "5 kwh", True),
        ({"unit": "N·m"}, "5 N⋅m", True),
        ({"unit": "m/s"}, "5 m/S", None),
        ({"unit": "m", "units": {"km": 1000}}, "0.005 km", True),
        ({"unit": "m", "units": {"km": 1000}}, "5 km", False),
        ({"unit": "km"}, "5 kilometres", None),
        ({"unit": "°C"}, "5 C", None),
        ({}, "5 km", None),
        ({"unit": "km"}, "about 5", None),
    ],
)
def test_a_unit_is_read_by_its_case_unless_that_cannot_be_another(
    units: dict[str, Any], typed: str, right: bool | None
) -> None:
    question = Numerical(id="q", stem="?", answer=5.0, **units)
    assert grade(question, typed).score == (right or False)
    assert (question.objection(typed) is not None) == (right is None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("327 kilometres", "“kilometres” is no unit of this answer. It has: km · m"),
        ("1,5", "This cannot be read as a number. Write it in digits, such as 1200.5"),
        ("half", "This cannot be read as a number. Write it in digits, such as 1200.5"),
        ("5½ miles", "“miles” is no unit of this answer. It has: km · m"),
        ("五千四百公斤", "“公斤” is no unit of this answer. It has: km · m"),
        ("1 200 miles", "“miles” is no unit of this answer. It has: km · m"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, sentence: str) -> None:
    question = Numerical(id="q", stem="?", answer=1, unit="km", units={"m": 0.001})
    assert question.objection(typed) == sentence
    assert question.objection("  ") is None
    bare = Numerical(id="q", stem="?", answer=1)
    assert bare.objection("20 C") == "Write the number alone, without “C”."


def test_a_decimal_comma_is_read_before_a_unit_too() -> None:
    german = Numerical(id="q", stem="?", answer=5.4, unit="km").in_language("de")
    assert grade(german, "5,4").score == 1
    assert grade(german, "5,4 km").score == 1
    assert german.objection("5,4 Meilen") == "“Meilen” is no unit of this answer. It has: km"
    said = "This cannot be read as a number. Write it in digits, such as 1200,5"
    assert german.objection("viel") == said
    priced = Numerical(id="q", stem="?", answer=5.4, unit="€", unit_penalty=0.5)
    assert grade(priced.in_language("de"), "5,4").score == 0.5


def test_units_that_are_written_alike_are_an_error() -> None:
    question = Numerical(id="q", stem="?", answer=1, unit="km", units={"ｋｍ": 1, "m": 0.001})
    assert [(p.way, p.code) for p in question_problems(question)] == [
        (("units", "ｋｍ"), "SK303")
    ]


numbers = st.floats(-1e15, 1e15).map(lambda value: float(f"{value:.12g}"))


@example(1.125)
@given(numbers)
def test_a_number_reads_the_same_however_it_is_written(number: float) -> None:
    plain = f"{number:.12f}" if 1e-3 < abs(number) < 1e6 else f"{number!r}"
    front, _, power = f"{number:.12e}".partition("e")
    written = [
        plain,
        f"{number:,}",
        f"{number:e}" if number == float(f"{number:e}") else plain,
        f"{front}×10^{int(power)}",
        plain.replace("-", "−"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in plain),
        f" {plain} ",
    ]
    assert [read_number(text) for text in written] == [pytest.approx(number, rel=1e-14)] * 7
    comma = f"{number:,}".translate(str.maketrans(",.", ".,"))
    # 1,125 may be a thousand and more, whatever the language.
    if "e" not in comma and "," in comma and not re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", comma):
        assert read_number(comma, decimal_comma=True) == number


@given(numbers, st.sampled_from(["", "m", "人", "°C"]))
def test_the_solution_that_is_shown_is_right_when_typed(number: float, unit: str) -> None:
    question = Numerical(id="q", stem="?", answer=number, unit=unit)
    assert grade(question, question.solution).score == 1


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_read_as_the_number_they_spell(number: int) -> None:
    assert read_number(spelt(number)) == number


def spelt(number: int) -> str:
    """A number below a hundred million in Chinese numerals, in full."""
    if not number:
        return "零"
    high, low = divmod(number, 10_000)
    text = f"{_four(high)}萬" if high else ""
    gap = "零" if high and 0 < low < 1000 else ""
    return text + gap + _four(low)


def _four(number: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text


@given(st.text(max_size=20), st.sampled_from(["", "km", "%", "$"]), st.booleans())
def test_any_text_is_a_number_or_is_objected_to(text: str, unit: str, comma: bool) -> None:
    units = Units(unit, None)
    value = units.read(text, decimal_comma=comma).value
    assert (units.objection(text, decimal_comma=comma) is None) == (value is not None)


def test_the_solution_has_all_its_digits() -> None:
    assert number_text(3.14159265) == "3.14159265"
    assert number_text(1234567.8, "m") == "1,234,567.8 m"
    assert number_text(0.1 + 0.2) == "0.3"
