"""Things to put in order of which some may change places."""

from __future__ import annotations

import random

import pytest

from studykit.questions.grade import grade
from studykit.questions.ordering import Ordering

STEPS = ("identify", "check the name", "check the face", "repatriate")
FREE = ((2, 3),)


@pytest.mark.parametrize(
    ("order", "score"),
    [([0, 1, 2, 3], 1), ([0, 2, 1, 3], 1), ([2, 0, 1, 3], 0), ([0, 1, 3, 2], 0)],
)
def test_the_items_of_a_group_are_right_in_any_order(order: list[int], score: float) -> None:
    question = Ordering(id="q", stem="?", items=STEPS, any_order=FREE)
    assert grade(question, order).score == score


def test_an_item_of_a_group_is_right_in_each_of_its_places() -> None:
    question = Ordering(id="q", stem="?", items=STEPS, any_order=FREE, scoring="position")
    graded = grade(question, [2, 1, 0, 3])
    assert graded.score == 2 / 4
    assert [(part.right, part.given, part.expected) for part in graded.parts] == [
        (False, "3", "1"),
        (True, "2", "2–3"),
        (False, "1", "2–3"),
        (True, "4", "4"),
    ]


def test_neighbours_of_a_group_are_in_sequence_either_way() -> None:
    question = Ordering(id="q", stem="?", items=STEPS, any_order=FREE, scoring="adjacent")
    assert grade(question, [0, 2, 1, 3]).score == 1


def test_no_accepted_order_is_shown_to_begin_with() -> None:
    question = Ordering(id="q", stem="?", items=("a", "b", "c"), any_order=((1, 2),))
    for seed in range(50):
        assert grade(question, list(question.shown_order(random.Random(seed)))).score == 0


@pytest.mark.parametrize(
    ("groups", "code", "says"),
    [
        (((2,),), "SK206", "at least two"),
        (((2, 5),), "SK206", "from 1 to 4"),
        (((0, 1),), "SK206", "from 1 to 4"),
        (((1, 3),), "SK206", "follow one another"),
        (((1, 2, 3, 4),), "SK206", "nothing to order"),
        (((1, 2), (2, 3)), "SK303", "two groups"),
    ],
)
def test_groups_that_cannot_be_are_problems(
    groups: tuple[tuple[int, ...], ...], code: str, says: str
) -> None:
    question = Ordering(id="q", stem="?", items=STEPS, any_order=groups)
    [problem] = question.problems()
    assert problem.code == code
    assert says in str(problem.message)


def test_groups_side_by_side_are_no_problem() -> None:
    question = Ordering(id="q", stem="?", items=STEPS, any_order=((1, 2), (3, 4)))
    assert not list(question.problems())
