"""What `check` says of variables: each with its place, and none of it takes long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studykit.content.lesson_file import read_lesson
from studykit.content.library import open_library
from studykit.content.plain_json import from_plain
from studykit.content.search_text import lines_of, unpacked
from studykit.content.validate import question_from_tree
from studykit.questions.numerical import Numerical

HEAD = "title: T\nquestions:\n  - id: q\n    type: numerical\n"


def found(text: str) -> list[tuple[int, int, str, str]]:
    reading = read_lesson(text.encode(), Path("t.yaml"))
    return [(d.line, d.column, d.code, d.message) for d in reading.diagnostics]


FLAWED = {
    "a division by zero": (
        "variables: {n: {from: 0, to: 3}}\nstem: '[= 1/n]'\nanswer: 1",
        (6, 11, "SK344", "With n = 0: “1/n”: It divides by zero."),
    ),
    "an expression that is out of range": (
        "variables: {n: 1}\nstem: S\nanswer: = 9**9**9",
        (7, 13, "SK344", "“9**9**9”: Its value is out of range."),
    ),
    "a negative tolerance": (
        "variables: {n: [-2]}\nstem: S\nanswer: 1\ntolerance: = n",
        (8, 16, "SK344", "With n = -2: “tolerance” cannot be negative."),
    ),
    "a circle": (
        "variables: {a: = b + 1, b: = a + 1, c: 1}\nstem: S\nanswer: = a",
        (5, 20, "SK343", "These variables need each other: “a” → “b” → “a”."),
    ),
    "a variable that needs itself": (
        "variables: {a: = a}\nstem: S\nanswer: = a",
        (5, 20, "SK343", "These variables need each other: “a” → “a”."),
    ),
    "an unknown name": (
        "variables: {n: 1}\nstem: S\nanswer: = m",
        (7, 13, "SK342", "There is no variable “m”."),
    ),
    "an unknown name in a text": (
        "variables: {n: 1}\nstem: S\nanswer: 1\nhints: [a, '[= m]']",
        (8, 16, "SK342", "There is no variable “m”."),
    ),
    "no arithmetic": (
        "variables: {n: 1}\nstem: S\nanswer: = n.real",
        (7, 13, "SK342", "“n.real” is no arithmetic."),
    ),
    "an expression without variables": (
        "stem: S\nanswer: = 1 + 1",
        (6, 13, "SK342", "“= 1 + 1” needs “variables”."),
    ),
    "a range upside down": (
        "variables: {n: {from: 3, to: 1}}\nstem: S\nanswer: 1",
        (5, 34, "SK341", "“to” must not be less than “from”."),
    ),
    "a step of nothing": (
        "variables: {n: {from: 1, to: 3, step: 0}}\nstem: S\nanswer: 1",
        (5, 43, "SK341", "“step” must be more than 0."),
    ),
    "steps without end": (
        "variables: {n: {from: 0, to: 9e14, step: 1e-9}}\nstem: S\nanswer: 1",
        (5, 46, "SK341", "The range has more than 1,000,000,000 steps."),
    ),
    "an unknown key of a range": (
        "variables: {n: {from: 1, to: 3, by: 1}}\nstem: S\nanswer: 1",
        (5, 37, "SK201", "A range has no key “by”."),
    ),
    "half a range": (
        "variables: {n: {from: 1}}\nstem: S\nanswer: 1",
        (5, 20, "SK202", "The range has no “to”."),
    ),
    "an empty list": (
        "variables: {n: []}\nstem: S\nanswer: 1",
        (5, 20, "SK341", "This list has no number."),
    ),
    "words": (
        "variables: {n: two}\nstem: S\nanswer: 1",
        (5, 20, "SK341", "“two” is neither a number nor an expression."),
    ),
    "words in a list": (
        "variables: {n: [1, two]}\nstem: S\nanswer: 1",
        (5, 20, "SK203", "A number of the list must be a number, not “two”."),
    ),
    "a name that is a function": (
        "variables: {sqrt: 1}\nstem: S\nanswer: 1",
        (5, 17, "SK341", "“sqrt” cannot be the name of a variable. It is a function."),
    ),
}


@pytest.mark.parametrize("name", FLAWED)
def test_the_place_of_the_flaw(name: str) -> None:
    fields, expected = FLAWED[name]
    text = HEAD + "".join(f"    {line}\n" for line in fields.splitlines())
    assert found(text) == [expected]


def test_the_draw_that_makes_two_options_alike_is_named() -> None:
    text = (
        "title: T\nquestions:\n  - id: q\n    type: single_choice\n    stem: '[=n]?'\n"
        "    variables: {n: {from: 1, to: 4}}\n    options:\n"
        "      - {text: '[= n + n]', correct: true}\n      - {text: '[= n * n]'}\n"
    )
    assert found(text) == [
        (9, 16, "SK344", "With n = 2: The option “4” is given twice. The first is on line 8.")
    ]


def test_an_answer_off_its_scale_is_named() -> None:
    text = (
        "title: T\nquestions:\n  - {id: q, type: slider, stem: S, low: 0, high: 9,"
        " answer: = n,\n     variables: {n: [3, 10]}}\n"
    )
    ((line, _, code, message),) = found(text)
    assert (line, code, message) == (3, "SK344", "With n = 10: “answer” is not on the scale.")


@pytest.mark.parametrize(
    "expression",
    [
        "9**9**9**9**9",
        "(" * 5000 + "1" + ")" * 5000,
        "-" * 50_000 + "1",
        "+".join("1" * 20_000),
    ],
)
def test_an_expression_that_would_never_end_is_refused(expression: str) -> None:
    text = HEAD + f"    stem: S\n    answer: = n\n    variables: {{n: = {expression}}}\n"
    assert next(code for *_, code, _ in found(text)) in {"SK342", "SK344"}


def test_a_long_chain_of_variables_and_too_many_of_them() -> None:
    def chain(length: int) -> str:
        lines = "".join(f"      v{n}: = v{n + 1} + 1\n" for n in range(length))
        return (
            f"{HEAD}    stem: S\n    answer: = v0\n    variables:\n{lines}      v{length}: 1\n"
        )

    assert found(chain(49)) == []
    assert [code for *_, code, _ in found(chain(50))] == ["SK312"]


LESSON = """\
title: Boats
questions:
  - id: boat
    type: numerical
    variables: {hours: {from: 2, to: 9, step: 0.5}, speed: [4, 6], g: 9.81, way: = hours*speed}
    stem: A boat goes [= speed] km/h for [= hours] h. How far?
    answer: = way
    tolerance: {relative: = 0.01}
    unit: km
    explanation: It is [= way] km.
"""


def test_a_course_is_the_same_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "boats.yaml"
    file.write_text(LESSON, encoding="utf-8")
    questions = []
    for _ in range(2):
        (edition,) = open_library([file]).editions()
        assert edition.diagnostics == ()
        questions.append((edition.template("boat"), edition.question("boat")))
    assert questions[0] == questions[1]
    assert questions[0][0].variables


def test_the_plain_json_of_a_template_is_the_template() -> None:
    tree: dict[str, Any] = {
        "id": "q", "type": "numerical", "stem": "S", "answer": "= n", "tolerance": "= n / 100",
        "variables": {"n": {"from": 1, "to": 3}, "m": [1, 2.5], "g": 9.81, "r": "= n * m"},
    }  # fmt: skip
    question, problems = question_from_tree(tree)
    assert not problems
    assert from_plain(Numerical, {**tree, "variables": {**tree["variables"], "g": "9.81"}}) == (
        question
    )


def test_search_finds_what_a_learner_may_read() -> None:
    lesson = read_lesson(LESSON.encode(), Path("t.yaml")).usable
    assert lesson is not None
    (line, *_) = unpacked(lines_of(lesson).packed)
    assert "A boat goes" in line
    assert "[=" not in line
