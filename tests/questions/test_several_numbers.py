"""Several numbers are accepted, each with its own tolerance, weight and feedback; a wrong unit
costs what the author says."""

from __future__ import annotations

import pytest

from studykit.questions.numerical import NumberAnswer, Numerical

SEVERAL = Numerical(
    id="q",
    stem="?",
    answers=(
        NumberAnswer(answer=5, tolerance=0.1),
        NumberAnswer(answer=5, tolerance=1, weight=0.5, feedback="Nearly."),
        NumberAnswer(answer=50, weight=0, feedback="A factor of ten."),
    ),
    feedback="No.",
)


@pytest.mark.parametrize(
    ("typed", "score", "feedback"),
    [
        ("5", 1, ()),
        ("5.1", 1, ()),
        ("5.11", 0.5, ("Nearly.",)),
        ("6", 0.5, ("Nearly.",)),
        ("50", 0, ("A factor of ten.",)),
        ("7", 0, ("No.",)),
        ("five", 0, ("No.",)),
    ],
)
def test_the_best_number_that_fits_counts(
    typed: str, score: float, feedback: tuple[str, ...]
) -> None:
    graded = SEVERAL.judge(typed)
    assert (graded.score, graded.feedback) == (score, feedback)


def test_of_numbers_that_earn_alike_the_first_one_says_its_feedback() -> None:
    answers = (NumberAnswer(answer=5, feedback="One."), NumberAnswer(answer=5, feedback="Two."))
    assert Numerical(id="q", answers=answers).judge("5").feedback == ("One.",)


@pytest.mark.parametrize(("weight", "score"), [(2.0, 1.0), (-1.0, 0.0)])
def test_a_weight_that_cannot_be_earns_all_or_nothing(weight: float, score: float) -> None:
    question = Numerical(id="q", answers=(NumberAnswer(answer=5, weight=weight),))
    assert question.judge("5").score == score


@pytest.mark.parametrize("response", [True, None, [5], {}])
def test_what_is_no_text_and_no_number_is_no_answer(response: object) -> None:
    question = Numerical(id="q", answer=1.0)
    assert question.judge(response).score == 0
    assert question.judge(1).score == question.judge(1.0).score == 1


def test_the_solution_is_the_number_that_earns_most() -> None:
    assert SEVERAL.solution == "5"
    assert SEVERAL.judge(SEVERAL.key).verdict == "right"


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("5 m", 1),
        ("500 cm", 1),
        ("5", 0.75),
        ("5 cm", 0.75),
        ("5 furlongs", 0.75),
        ("500", 0),
        ("6 m", 0),
        ("m", 0),
    ],
)
def test_a_unit_that_is_missing_or_wrong_costs_its_penalty(typed: str, score: float) -> None:
    question = Numerical(
        id="q", stem="?", answer=5, unit="m", units={"cm": 0.01}, unit_penalty=0.25
    )
    assert question.judge(typed).score == score
    assert question.judge(question.key).score == 1
    assert (question.objection(typed) is None) == (typed != "m")


@pytest.mark.parametrize(("penalty", "score"), [(0.0, 1), (1.0, 0), (2.0, 0), (-1.0, 1)])
def test_a_penalty_costs_nothing_at_least_and_all_at_most(penalty: float, score: float) -> None:
    question = Numerical(id="q", answer=5, unit="m", unit_penalty=penalty)
    assert question.judge("5").score == score


def test_without_a_penalty_the_unit_may_be_left_out_and_no_other_is_taken() -> None:
    question = Numerical(id="q", stem="?", answer=5, unit="m", units={"cm": 0.01})
    assert question.judge("5").score == 1
    assert question.judge("5 cm").score == 0
    assert question.objection("5 furlongs") is not None
