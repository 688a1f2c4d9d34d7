"""Questions with variables: each draw is a whole question of its type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.validate import question_from_tree
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.digest import question_digest
from studykit.questions.drawing import (
    DrawError,
    drawn,
    draws,
    example,
    filled,
    template_problems,
    values_for,
)
from studykit.questions.grade import grade, key_response
from studykit.questions.numerical import Numerical
from studykit.questions.registry import Question
from studykit.questions.single_choice import SingleChoice
from tests.strategies import templates

seeds = st.integers(0, 2**32) | st.text(max_size=5)


@given(templates, seeds)
def test_the_same_seed_draws_the_same_numbers(template: Question, seed: object) -> None:
    assert drawn(template, seed) == drawn(template, seed)
    assert drawn(template, seed) == drawn(template, seed, values_for(template, seed))


@given(templates, seeds)
def test_every_draw_grades_its_own_key_as_right(template: Question, seed: object) -> None:
    question = drawn(template, seed)
    assert question.variables is None
    assert question.type == template.type
    assert grade(question, key_response(question)).verdict == "right"
    assert not [p for p in template_problems(question) if p.severity == "error"]


@given(st.integers(-1000, 1000), st.integers(0, 1000), st.sampled_from([0.01, 0.1, 0.3, 1, 7]))
def test_numbers_stay_within_their_range_and_on_its_steps(
    low: int, more: int, step: float
) -> None:
    limits = {"from": float(low), "to": float(low + more), "step": float(step)}
    question = Numerical(id="q", stem="[=n]", answer=1.0, variables={"n": limits})
    for values in draws(question):
        assert low <= values["n"] <= low + more
        steps = (values["n"] - low) / step
        assert steps == pytest.approx(round(steps), abs=1e-6)


def test_other_attempts_and_other_questions_draw_other_numbers() -> None:
    def numbers(question_id: str) -> list[dict[str, float]]:
        limits = {"from": 0.0, "to": 1e6}
        question = Numerical(id=question_id, stem="[=n]", answer=1.0, variables={"n": limits})
        return [values_for(question, seed) for seed in range(20)]

    assert len({each["n"] for each in numbers("a")}) > 15
    assert numbers("a") != numbers("b")


VARIABLES = {"n": (7.0,), "x": "= n / 3", "g": "9.81"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[=n]", "7"),
        ("[= n * 2 ]", "14"),
        ("[=n][=n]", "77"),
        ("[= x :2] and [=x:3s]", "2.33 and 2.33"),
        ("[= 0.5 :3s], [= 1999 :2s], [= n :2]", "0.500, 2000, 7.00"),
        ("[= 0.1 * 3]", "0.3"),
        ("[= 10**13] [= 0.000002]", "10000000000000 0.000002"),
        ("[= g]", "9.81"),
        ("[= 10**15] [= 10**16]", "1000000000000000 1e+16"),
        ("[= 10**-15] [= 10**-16]", "0.000000000000001 1e-16"),
        ("[= n - 7 :3s]", "0.00"),
        ("[= 0 - 0.001 :2]", "0.00"),
        ("[= 123456 :2s] [= 0.00123 :1s]", "120000 0.001"),
        ("[= x :0]", "2"),
        ("[= x :12]", "2.333333333333"),
        (r"\[=n] [n] [=] \frac{[=n]}{2}", None),
        (r"$\frac{[=n]}{[= n + 1]} x^{[=n]}$", r"$\frac{7}{8} x^{7}$"),
        ("![The number [=n]](media/x.png)", "![The number 7](media/x.png)"),
        ("[[=n], [=n+1])", "[7, 8)"),
    ],
)
def test_how_a_number_stands_in_a_text(written: str, shown: str | None) -> None:
    question = Numerical(id="q", stem=written, answer=1.0, variables=VARIABLES)
    if shown is None:  # an expression is missing
        assert [problem.code for problem in template_problems(question)] == ["SK342"]
    else:
        assert drawn(question, 0).stem == shown


def test_gaps_hold_numbers_that_are_drawn() -> None:
    question = Cloze(
        id="q", text="{{[=n]|{[= n + 1]}}} and {{[= n * 2]::twice}}", variables=VARIABLES
    )
    asked = drawn(question, 0)
    assert asked.text == "{{7|{8}}} and {{14::twice}}"
    assert grade(asked, ["7", "14"]).verdict == "right"


def test_a_question_is_drawn_wherever_its_author_writes_text() -> None:
    options = (
        Option(text="[=n]", correct=True, feedback="[=n]!"),
        Option(text="[= n + 1]"),
        Option(text="x"),
    )
    question = SingleChoice(
        id="q", stem="s", options=options, hints=("[=n]?",), explanation="So [=n].",
        variables=VARIABLES, tags=("[=n]",),
    )  # fmt: skip
    asked = drawn(question, 0)
    assert [option.text for option in asked.options] == ["7", "8", "x"]
    assert (asked.options[0].feedback, asked.hints, asked.explanation) == (
        "7!",
        ("7?",),
        "So 7.",
    )
    assert asked.tags == ("[=n]",)


def test_frozen_numbers_are_asked_again_and_strange_ones_drawn_anew() -> None:
    question = Numerical(
        id="q", stem="[=n]", answer=1.0, variables={"n": (2.0, 3.0), "r": "= 1 / (n - 5)"}
    )
    assert drawn(question, 1, {"n": 9.0}).stem == "9"
    for values in ({"n": 5.0}, {"m": 1.0}, {}):
        assert drawn(question, 1, values) == drawn(question, 1)
    with pytest.raises(DrawError):
        filled(question, {"n": 5.0})


def test_a_question_without_variables_is_itself() -> None:
    question = Numerical(id="q", stem="[=n]", answer=1.0)
    assert drawn(question, 1) is question
    assert example(question) is question
    assert list(template_problems(question)) == []


def test_a_draw_that_breaks_a_question_is_not_asked() -> None:
    # One of a hundred numbers divides by zero: whatever the seed, another one is drawn.
    limits = {"from": 1.0, "to": 100.0}
    question = Numerical(id="q", stem="[= 1 / (n - 50)]", answer=1.0, variables={"n": limits})
    assert all(values_for(question, seed)["n"] != 50 for seed in range(1000))


def test_of_two_numbers_of_which_one_cannot_be_asked_the_other_is() -> None:
    question = Numerical(id="q", stem="[= 1 / n]", answer=1.0, variables={"n": (0.0, 1.0)})
    assert {values_for(question, seed)["n"] for seed in range(100)} == {1.0}


def test_a_seed_draws_the_same_numbers_in_every_version() -> None:
    limits = {"from": 0.0, "to": 1e6}
    question = Numerical(id="q", stem="[=n]", answer=1.0, variables={"n": limits})
    assert [values_for(question, seed)["n"] for seed in (1, "exam")] == [
        550_494,
        64_232,
    ]


def tree(**fields: Any) -> Question:
    question, problems = question_from_tree(
        {"id": "q", "type": "numerical", "stem": "[=n]", "variables": {"n": [2, 3]}, **fields}
    )
    assert question is not None, problems
    return question


def test_the_digest_is_of_what_the_author_wrote() -> None:
    question = tree(answer="= n * 2")
    assert question_digest(question) == question_digest(tree(answer="= n * 2"))
    assert question_digest(question) != question_digest(tree(answer="= n * 3"))
    near, far = (tree(answer="= n", tolerance=f"= n / {part}") for part in (100, 2))
    assert question_digest(near) != question_digest(far)
    other = replace(question, variables={"n": (4.0,)})
    assert question_digest(question) != question_digest(other)


def test_numbers_are_worked_out_wherever_the_author_may_write_one() -> None:
    question = drawn(tree(answer="= n * 2", tolerance={"relative": "= n / 100"}), 0)
    assert isinstance(question, Numerical)
    assert question.answer in (4.0, 6.0)
    assert type(question.answer) is float
    several = drawn(tree(answers=[{"answer": "= n", "tolerance": "= n / 2"}]), 0)
    assert isinstance(several, Numerical)
    assert several.answers[0].tolerance == several.answers[0].answer / 2
