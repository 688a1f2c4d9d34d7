"""Arithmetic that an author writes has the value it has at school, and never runs away."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.questions.expressions import FUNCTIONS, ExpressionError, read_expression


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2 + 3 * 4", 14),
        ("-n ** 2", -9),
        ("(n + 1) / 8", 0.5),
        ("7 // 2 + 7 % 2", 4),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(1.005, 2)", 1.01),
        ("round(1234, -2)", 1200),
        ("significant(0.012345, 3)", 0.0123),
        ("significant(98765, 2)", 99000),
        ("sqrt(16) + abs(-1) + min(3, 1, 2) + max(1, 2)", 8),
        ("ln(e) + log10(100) + log(8, 2)", 6),
        ("sin(pi / 2) + degrees(pi)", 181),
        ("gcd(12, 18) + lcm(4, 6) + factorial(4) + comb(5, 2) + perm(3, 2)", 58),
        ("0 * -1", 0),
    ],
)
def test_what_an_expression_comes_to(written: str, value: float) -> None:
    assert read_expression(written).value({"n": 3.0}) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2n",
        "n^2",
        "n = 3",
        "n.real",
        "n[0]",
        "[1, 2]",
        "'a' * 9",
        "True + 1",
        "1j",
        "lambda: 1",
        "[n for n in (1, 2)]",
        "n if n else 1",
        "n == 1",
        "n and 1",
        "~1",
        "1 << 9",
        "(n := 3)",
        "f'{n}'",
        "__import__('os')",
        "abs.__class__",
        "open(1)",
        "eval(1)",
        "sqrt",
        "sqrt()",
        "sqrt(1, 2)",
        "round(number=1)",
        "max(*n)",
        "exec(1)",
        "1\n2",
        "n;n",
        "\0",
        "(" * 400,
        "1" * 501,
        "-" * 400 + "1",
        "+".join(["1"] * 240),
        "1e999",
    ],
)
def test_what_is_no_arithmetic_is_refused(written: str) -> None:
    with pytest.raises(ExpressionError):
        read_expression(written)


@pytest.mark.parametrize(
    "written",
    [
        "1 / 0",
        "1 % 0",
        "0 ** -1",
        "9**9**9",
        "9**9**9**9",
        "exp(1000)",
        "factorial(1e9)",
        "factorial(171)",
        "factorial(-1)",
        "comb(2**52, 2**51)",
        "(-8) ** (1 / 3)",
        "sqrt(-1)",
        "ln(0)",
        "log(2, 1)",
        "asin(2)",
        "gcd(1.5, 2)",
        "round(1, 1e9)",
        "significant(1, 0)",
        "1e300 * 1e300",
    ],
)
def test_what_has_no_value_says_so_at_once(written: str) -> None:
    with pytest.raises(ExpressionError):
        read_expression(written).value({})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("-7 // 2", -4),
        ("-7 % 2", 1),
        ("2 ** -1", 0.5),
        ("2 ** 3 ** 2", 512),
        ("+3 - -2", 5),
        ("pow(2, 10)", 1024),
        ("exp(0) + cos(0) + tan(0)", 2),
        ("acos(1) + asin(0)", 0),
        ("degrees(atan(1))", 45),
        ("degrees(atan(1, -1))", 135),
        ("radians(180) - pi", 0),
        ("floor(-1.5) + ceil(-1.5)", -3),
        ("log(8, 0.5)", -3),
        ("log(e)", 1),
        ("comb(1000, 1)", 1000),
        ("round(0.5)", 1),
        ("round(1e16, 2)", 1e16),
        ("round(12345678.125, 2)", 12345678.13),
        ("round(5, 300)", 5),
        ("round(5, -20)", 0),
        ("significant(0, 3)", 0),
        ("significant(1234.5, 1)", 1000),
        ("max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)", 20),
        ("0" + " " * 499, 0),
        ("-" * 30 + "1", 1),
        ("min(" + ",".join(["1+1+1+1+1+1+1+1+1+1"] * 20) + ")", 10),
        ("9007199254740992 % 10", 2),
        ("gcd(9007199254740992, 6)", 2),
        ("ln(1)", 0),
        ("sqrt(0)", 0),
        ("**".join("1" * 31), 1),
        ("abs(" * 30 + "1" + ")" * 30, 1),
    ],
)
def test_functions_and_signs(written: str, value: float) -> None:
    assert read_expression(written).value({}) == pytest.approx(value, abs=1e-12)


TAKEN = {
    (1,): "abs floor ceil sqrt exp ln log10 sin cos tan asin acos radians degrees factorial",
    (1, 2): "round log atan",
    (2,): "significant pow comb perm",
    (2, 3, 20): "min max gcd lcm",
}


@pytest.mark.parametrize(
    ("name", "counts"),
    [(name, counts) for counts, names in TAKEN.items() for name in names.split()],
)
def test_how_many_numbers_a_function_takes(name: str, counts: tuple[int, ...]) -> None:
    for count in range(22):
        written = f"{name}({', '.join('1' * count)})"
        if count in counts or counts[0] < count < counts[-1]:
            assert read_expression(written).names == frozenset()
        else:
            with pytest.raises(ExpressionError, match=r"takes .* numbers?\."):
                read_expression(written)


def test_every_function_is_tried_above() -> None:
    assert set(FUNCTIONS) == set(" ".join(TAKEN.values()).split())


def test_a_variable_may_have_the_name_of_a_constant() -> None:
    assert read_expression("e + 1").value({"e": 2.0}) == 3
    assert read_expression("n * pi + sqrt(e)").names == {"n", "pi", "e"}


def test_nothing_is_never_less_than_nothing() -> None:
    assert repr(read_expression("0 * -1").value({})) == "0.0"
    assert repr(read_expression("round(-0.4)").value({})) == "0.0"


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("sqrt(1, 2)", "sqrt(…) takes 1 number.", ""),
        ("round(1, 2, 3)", "round(…) takes 1 to 2 numbers.", ""),
        ("comb(1)", "comb(…) takes 2 numbers.", ""),
        ("max(1)", "max(…) takes 2 to 20 numbers.", ""),
        ("1" + " " * 500, "An expression has at most 500 characters.", "Give a part its own"),
        ("-" * 31 + "1", "This expression is nested too deep.", "Give a part a variable."),
        ("+".join("1" * 32), "This expression is nested too deep.", "Give a part a variable."),
        ("**".join("1" * 32), "This expression is nested too deep.", "Give a part a variable."),
        (
            "abs(" * 31 + "1" + ")" * 31,
            "This expression is nested too deep.",
            "Give a part a variable.",
        ),
        (
            "min(" + ",".join(["1+1+1+1+1+1+1+1+1+1+1"] * 20) + ")",
            "This expression is too long.",
            "Give a part its own variable.",
        ),
        ("sqrt + 1", "“sqrt” is a function.", "Write sqrt(…)."),
        ("n^2", "“^” is no sign of arithmetic here.", "Write n**2 for a power."),
        ("root(4)", "There is no function “root”.", "There are: abs, min, max, "),
        ("'a' * 2", "“'a'” is no number.", ""),
        ("True + 1", "“True” is no number.", ""),
        ("1e999", "A number in it is out of range.", ""),
        ("9" * 400, "A number in it is out of range.", ""),
        ("n.real", "“n.real” is no arithmetic.", "Use numbers, variables, + - * / // % ** and"),
        ("2n", "“2n” cannot be read as arithmetic.", "Write it as n * 2, with a sign"),
        ("n" * 39 + "!", f"“{'n' * 39}!” cannot be read as arithmetic.", "Write it as"),
        ("n" * 40 + "!", f"“{'n' * 39}…” cannot be read as arithmetic.", "Write it as"),
    ],
)
def test_an_author_reads_what_is_wrong_and_what_to_do(
    written: str, message: str, hint: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_expression(written)
    assert str(caught.value) == message
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("1 / 0", "It divides by zero."),
        ("0 ** -1", "It divides by zero."),
        ("log(2, 1)", "It divides by zero."),
        ("9**9**9", "Its value is out of range."),
        ("comb(1001, 1)", "Its value is out of range."),
        ("1e300 * 1e300", "Its value is out of range."),
        ("(-8) ** (1 / 3)", "It has no value: a root of a negative number."),
        ("sqrt(-1)", "It has no value: a root of a negative number."),
        ("log(-8, 2)", "It has no value: a logarithm of zero or of a negative number."),
        ("log(8, -2)", "It has no value: a logarithm of zero or of a negative number."),
        ("log(8, 0)", "It has no value: a logarithm of zero or of a negative number."),
        ("log10(0)", "It has no value: a logarithm of zero or of a negative number."),
        ("round(1, 301)", "It has no value: that many digits are more than a number has."),
        ("significant(1, 0)", "It has no value: a number has at least one significant figure."),
    ],
)
def test_an_author_reads_why_there_is_no_value(written: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_expression(written).value({})
    assert str(caught.value) == message


@given(st.text(max_size=40) | st.text(alphabet="n0123456789+-*/%.() ,esqrtlogfa", max_size=60))
def test_any_text_is_a_number_or_an_error(written: str) -> None:
    try:
        expression = read_expression(written)
        if expression.names <= {"n"}:
            assert math.isfinite(expression.value({"n": 7.0}))
    except ExpressionError as error:
        assert str(error)
