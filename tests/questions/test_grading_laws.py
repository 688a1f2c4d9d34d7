"""Laws that every score obeys, whatever the question and the response."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.questions.grade import (
    grade,
    is_answered,
    key_response,
    response_text,
    solution_text,
)
from studykit.questions.marks import certainty_mark, verdict, with_penalty
from studykit.questions.multiple_choice import MultipleChoice, each_option, net_correct
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.registry import Question
from tests.strategies import junk, multiple_choices, orderings, questions, responses


@given(questions)
def test_the_key_earns_full_marks(question: Question) -> None:
    graded = grade(question, key_response(question))
    assert graded.verdict == "right"
    assert all(part.right for part in graded.parts)


@given(st.data(), questions)
def test_a_score_lies_between_nothing_and_all(data: st.DataObject, question: Question) -> None:
    assert 0 <= grade(question, data.draw(responses(question))).score <= 1


@given(questions, junk)
def test_a_malformed_response_is_graded_and_never_raises(
    question: Question, response: Any
) -> None:
    assert 0 <= grade(question, response).score <= 1
    assert isinstance(is_answered(question, response), bool)
    assert isinstance(response_text(question, response), str)


@given(questions)
def test_no_response_earns_nothing(question: Question) -> None:
    assert grade(question, None).score == 0
    assert not is_answered(question, None)


@given(st.data(), questions)
def test_full_marks_are_for_right_parts_only(data: st.DataObject, question: Question) -> None:
    graded = grade(question, data.draw(responses(question)))
    by_weights = isinstance(question, MultipleChoice) and question.scoring == "weights"
    if graded.parts and not by_weights:
        assert (graded.verdict == "right") == all(part.right for part in graded.parts)


@given(questions)
def test_the_solution_is_told_in_words(question: Question) -> None:
    assert solution_text(question).strip()


@given(st.data(), multiple_choices())
def test_one_more_right_tick_never_lowers_and_one_more_wrong_never_raises(
    data: st.DataObject, question: MultipleChoice
) -> None:
    ticked = set(data.draw(responses(question)))
    left = [n for n in range(len(question.options)) if n not in ticked]
    assume(left)
    more = data.draw(st.sampled_from(left))
    for policy in (net_correct, each_option):
        before = policy(question.options, ticked)
        after = policy(question.options, ticked | {more})
        assert after >= before if question.options[more].correct else after <= before


@given(st.data(), orderings)
def test_an_order_earns_the_same_however_it_was_shown(
    data: st.DataObject, question: Ordering
) -> None:
    order = data.draw(responses(question))
    assert grade(question, list(order)).score == grade(question, tuple(order)).score


@given(st.floats(0, 1), st.integers(0, 20), st.floats(0, 1))
def test_a_retry_never_gains_and_never_falls_below_nothing(
    score: float, tries: int, penalty: float
) -> None:
    assert 0 <= with_penalty(score, tries + 1, penalty) <= with_penalty(score, tries, penalty)
    assert with_penalty(score, 0, penalty) == score


@pytest.mark.parametrize(
    ("score", "tries", "penalty", "left"),
    [
        (1, 1, 1 / 3, 2 / 3),
        (1, 3, 1 / 3, 0),
        (1, 4, 1 / 3, 0),
        (1, 2, 0.1, 0.8),
        (0.5, 1, 0.1, 0.4),
        (-0.5, 1, 0.1, -0.5),
        (0, 1, 0.1, 0),
    ],
)
def test_each_wrong_try_costs_its_penalty(
    score: float, tries: int, penalty: float, left: float
) -> None:
    assert with_penalty(score, tries, penalty) == pytest.approx(left, abs=1e-12)
    assert with_penalty(1, 1) == pytest.approx(2 / 3)


@given(st.sampled_from([1, 2, 3]))
def test_certainty_pays_when_right_and_costs_when_wrong(certainty: int) -> None:
    table = {1: (1, 0), 2: (2, -2), 3: (3, -6)}
    right, wrong = table[certainty]
    assert certainty_mark(right=True, certainty=certainty) == right
    assert certainty_mark(right=False, certainty=certainty) == wrong


def test_the_bounds_of_the_verdict() -> None:
    assert verdict(0.999999) == "right"
    assert verdict(0.9999989) == "partial"
    assert verdict(0.000001) == "partial"
    assert verdict(0.00000099) == "wrong"


@given(st.data())
def test_key_points_are_worth_the_same(data: st.DataObject) -> None:
    points = data.draw(st.integers(1, 6))
    question = OpenResponse(
        id="q", stem="?", model_answer="m", key_points=tuple(map(str, range(points)))
    )
    made = data.draw(st.integers(0, points))
    response = {"text": "mine", "ticked": list(range(made))}
    assert grade(question, response).score == made / points
