"""The variables of a question: what can be drawn, what cannot, and what the author reads."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studykit.content.lesson_file import read_lesson
from studykit.questions.drawing import draw_text, draws, values_for
from studykit.questions.numerical import Numerical
from studykit.questions.variables import all_values, drawn_values

HEAD = "title: T\nquestions:\n  - id: q\n    type: numerical\n"


def found(variables: str, fields: str = "stem: S\n    answer: 1") -> list[tuple[int, str, str]]:
    text = f"{HEAD}    variables: {variables}\n    {fields}\n"
    diagnostics = read_lesson(text.encode(), Path("t.yaml")).diagnostics
    return [(d.column, d.code, f"{d.message} {d.hint}".strip()) for d in diagnostics]


KINDS = "Write {from: 2, to: 9}, [2, 3, 5], 9.81 or = n * 2."
NAME = "Use letters, digits and “_”; the first is no digit."
TOO_LARGE = "is larger than 1,000,000,000,000,000."
STEPS = "The range has more than 1,000,000,000 steps. Write a larger “step”."


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ("{n: {from: 0, to: 2e15}}", (34, "SK341", f"“to” {TOO_LARGE}")),
        ("{n: {from: -2e15, to: 1}}", (27, "SK341", f"“from” {TOO_LARGE}")),
        ("{n: {from: 0, to: 1, step: 2e15}}", (43, "SK341", f"“step” {TOO_LARGE}")),
        ("{n: {from: 0, to: 1000000001}}", (34, "SK341", STEPS)),
        ("{n: {from: -1e9, to: 1}}", (37, "SK341", STEPS)),
        ("{n: {from: 0, to: 9, step: 1e-9}}", (43, "SK341", STEPS)),
        ("{n: {from: 1, to: 2, step: -1}}", (43, "SK341", "“step” must be more than 0.")),
        ("{n: [1, 2e15]}", (24, "SK341", f"This {TOO_LARGE}")),
        ("{n: 2e15}", (20, "SK341", f"This {TOO_LARGE}")),
        ("{n: -2e15}", (20, "SK341", f"This {TOO_LARGE}")),
        ("{2n: 1}", (17, "SK341", f"“2n” cannot be the name of a variable. {NAME}")),
        (
            f"{{{'n' * 31}: 1}}",
            (17, "SK341", f"“{'n' * 31}” cannot be the name of a variable. {NAME}"),
        ),
        (
            "{gcd: [1, 2]}",
            (17, "SK341", "“gcd” cannot be the name of a variable. It is a function."),
        ),
        (
            "{n: true}",
            (
                20,
                "SK341",
                "“true” is neither a number nor an expression. Write an expression as = n * 2,"
                " a list as [2, 3], a range as {from: 2, to: 9}.",
            ),
        ),
        (
            f"{{n: [{', '.join('1' * 1001)}]}}",
            (20, "SK341", "A list has at most 1,000 numbers."),
        ),
        ("{n: [1, null]}", (20, "SK203", f"A number of the list must be a number. {KINDS}")),
        ("{n: [1, [2]]}", (20, "SK203", f"A number of the list must be a number. {KINDS}")),
        (
            "{n: [true]}",
            (20, "SK203", f"A number of the list must be a number, not “true”. {KINDS}"),
        ),
        ("{n: {from: {a: 1}, to: 2}}", (20, "SK203", f"“from” must be a number. {KINDS}")),
        (
            "{n: {from: one, to: 2}}",
            (20, "SK203", f"“from” must be a number, not “one”. {KINDS}"),
        ),
        (
            "{n: null}",
            (
                20,
                "SK203",
                f"A variable must be a range, a list, a number or an expression. {KINDS}",
            ),
        ),
        ("{a: = b}", (20, "SK342", "There is no variable “b”. There are: a.")),
        (
            "{a: =}",
            (
                20,
                "SK342",
                "“” cannot be read as arithmetic."
                " Write it as n * 2, with a sign between a number and a name.",
            ),
        ),
        (
            "{a: 1, b: = a, c: = d, d: = e, e: = c + b}",
            (
                34,
                "SK343",
                "These variables need each other: “c” → “d” → “e” → “c”. Draw one of them.",
            ),
        ),
    ],
)
def test_what_cannot_be_a_variable(variables: str, problem: tuple[int, str, str]) -> None:
    assert found(variables) == [problem]


def test_every_mistake_in_a_range_is_named() -> None:
    assert found("{n: {to: 1, by: 2}}") == [
        (28, "SK201", "A range has no key “by”. It has “from”, “to” and “step”."),
        (20, "SK202", "The range has no “from”. Add “from: …”."),
    ]


def test_there_are_at_most_fifty_variables() -> None:
    names = [f"v{n}: 1" for n in range(51)]
    assert found(f"{{{', '.join(names[1:])}}}") == []
    assert found(f"{{{', '.join(names)}}}") == [
        (5, "SK312", "A question has at most 50 variables.")
    ]


@pytest.mark.parametrize(
    "variables",
    [
        "{n: {from: 0, to: 1e15, step: 1e6}}",
        "{n: {from: 0, to: 1e15, step: 1e15}}",
        "{n: {from: -1e15, to: -1e15}}",
        "{n: {from: 3, to: 4, step: 0.5}}",
        "{n: {from: 0, to: 1e9}}",
        "{n: {from: 5, to: 1000000005, step: 1}}",
        "{n: {from: 500000000, to: 1500000000}}",
        "{n: [1, -1e15]}",
        f"{{n: [{', '.join('1' * 1000)}]}}",
        "{n: -1e15}",
        "{n: 1e15}",
        "{n: 0}",
        f"{{{'n' * 30}: 1}}",
        "{Größe_2: 1}",
        "{r: = n * m, n: 2, m: = n + 1}",
        "{t: = 2 * pi}",
    ],
)
def test_what_can_be_a_variable(variables: str) -> None:
    assert found(variables) == []


def test_a_draw_that_breaks_a_question_is_named_with_what_to_do() -> None:
    advice = "Choose the variables so that no draw of them does this."
    assert found("{n: 0}", "stem: '[= n]'\n    answer: 1\n    tolerance: = n - 1") == [
        (16, "SK344", f"“tolerance” cannot be negative. {advice}")
    ]
    assert found("{n: [0, 0]}", "stem: '[= n]'\n    answer: 1\n    tolerance: = n - 1") == [
        (16, "SK344", f"With n = 0: “tolerance” cannot be negative. {advice}")
    ]


def test_an_expression_may_stand_anywhere_in_a_question_and_its_mistakes_are_named() -> None:
    text = (
        "title: T\nquestions:\n  - id: q\n    type: categorize\n    variables: {n: 1}\n"
        "    stem: S\n    categories: {'[= a]': ['[= n]'], b: ['[= c]']}\n"
    )
    diagnostics = read_lesson(text.encode(), Path("t.yaml")).diagnostics
    assert [(d.line, d.message) for d in diagnostics] == [
        (7, "There is no variable “a”."),
        (7, "There is no variable “c”."),
    ]


def test_advice_on_a_question_is_given_whatever_is_drawn() -> None:
    pairs = "pairs: [{left: '[= n]', right: b}, {left: c, right: b}]"
    text = (
        "title: T\nquestions:\n  - id: q\n    type: matching\n    variables: {n: [1, 2]}\n"
        f"    stem: S\n    {pairs}\n"
    )
    diagnostics = read_lesson(text.encode(), Path("t.yaml")).diagnostics
    assert [(d.line, d.code, d.severity) for d in diagnostics] == [(7, "SK310", "warning")]


def test_every_number_of_a_range_and_of_a_list_is_drawn_and_no_other() -> None:
    chance = random.Random(1)
    variables = {"n": {"from": 0.1, "to": 0.5, "step": 0.1}, "m": (2.0, 3.5), "k": "= n"}
    drawn = [drawn_values(variables, chance) for _ in range(200)]
    assert {each["n"] for each in drawn} == {0.1, 0.2, 0.3, 0.4, 0.5}
    assert {each["m"] for each in drawn} == {2.0, 3.5}
    assert {tuple(each) for each in drawn} == {("n", "m")}


def test_the_step_is_one_and_the_end_is_drawn_only_where_a_step_leads_to_it() -> None:
    chance = random.Random(1)
    ranges = {"n": {"from": 1.0, "to": 3.0}, "m": {"from": 1.0, "to": 2.9, "step": 1.0}}
    drawn = [drawn_values(ranges, chance) for _ in range(100)]
    assert {each["n"] for each in drawn} == {1.0, 2.0, 3.0}
    assert {each["m"] for each in drawn} == {1.0, 2.0}


def test_variables_are_worked_out_from_others_in_whatever_order_they_stand() -> None:
    variables = {"r": "= n * m", "n": (4.0,), "m": "= n + g", "g": "2"}
    assert all_values(variables, {"n": 4.0}) == {"r": 24.0, "n": 4.0, "m": 6.0, "g": 2.0}


def test_a_draw_is_told_in_a_line_and_each_one_is_tried_once() -> None:
    assert draw_text({"n": 3.0, "m": 0.1 + 0.2}) == "n = 3, m = 0.3"
    question = Numerical(id="q", stem="[=n]", answer=1.0, variables={"n": (1.0, 2.0, 3.0)})
    tried = [values["n"] for values in draws(question)]
    assert sorted(tried) == [1.0, 2.0, 3.0]
    assert len(list(draws(question, 1))) == 1
    assert values_for(Numerical(id="q", answer=1.0), 1) == {}
