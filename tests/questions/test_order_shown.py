"""The order in which options, items, places and choices of a gap are shown."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.ordering import Ordering
from studykit.questions.registry import Question
from studykit.questions.single_choice import SingleChoice

OPTIONS = (
    *(Option(text=text, correct=text == "a") for text in "abcd"),
    Option(text="none of these", fixed=True),
)
SHUFFLED: list[tuple[Question, int]] = [
    (SingleChoice(id="q", stem="?", options=OPTIONS[:4]), 4),
    (MultipleChoice(id="q", stem="?", options=OPTIONS[:4]), 4),
    (Ordering(id="q", stem="?", items=("a", "b", "c", "d", "e")), 5),
    (
        Matching(
            id="q",
            stem="?",
            pairs=tuple(Pair(left=text, right=text.upper()) for text in "abc"),
            distractors=("X", "Y"),
        ),
        5,
    ),
    (Categorize(id="q", stem="?", categories={"A": ("a", "b"), "B": ("c", "d")}), 4),
]


def orders(question: Question) -> set[tuple[int, ...]]:
    return {question.shown_order(random.Random(seed)) for seed in range(200)}


@pytest.mark.parametrize(("question", "count"), SHUFFLED, ids=lambda e: getattr(e, "type", ""))
def test_every_place_is_everybody_s_where_chance_decides(
    question: Question, count: int
) -> None:
    found = orders(question)
    assert all(sorted(order) == list(range(count)) for order in found)
    for place in range(count):
        assert len({order[place] for order in found}) == count


@pytest.mark.parametrize(("question", "count"), SHUFFLED[:2] + SHUFFLED[3:])
def test_without_chance_the_author_s_order_is_shown(question: Question, count: int) -> None:
    assert question.shown_order(None) == tuple(range(count))


def test_items_to_put_in_order_are_never_shown_in_the_right_one() -> None:
    for count in (2, 3):
        question = Ordering(id="q", stem="?", items=tuple("abc"[:count]))
        found = orders(question)
        assert tuple(range(count)) not in found
        assert all(sorted(order) == list(range(count)) for order in found)
    assert question.shown_order(None) == (0, 1, 2)


def test_none_of_these_stays_last_while_the_others_change_places() -> None:
    found = orders(SingleChoice(id="q", stem="?", options=OPTIONS))
    assert {order[4] for order in found} == {4}
    assert {order[0] for order in found} == {0, 1, 2, 3}


def test_an_option_that_is_fixed_in_the_middle_stays_there() -> None:
    options = (OPTIONS[0], OPTIONS[4], *OPTIONS[1:4])
    assert {order[1] for order in orders(MultipleChoice(id="q", options=options))} == {1}


def test_options_that_may_not_be_shuffled_keep_the_author_s_order() -> None:
    question = SingleChoice(id="q", stem="?", options=OPTIONS, shuffle=False)
    assert orders(question) == {(0, 1, 2, 3, 4)}
    assert len(orders(replace(question, shuffle=True))) > 1


def test_right_sides_are_shuffled_beside_left_ones_and_items_beside_categories() -> None:
    matching, sorting = (question for question, _ in SHUFFLED[3:])
    assert isinstance(matching, Matching)
    assert isinstance(sorting, Categorize)
    order = (4, 2, 0, 1, 3)
    assert (matching.rows_shown(order), matching.places_shown(order)) == ((0, 1, 2), order)
    order = (3, 1, 0, 2)
    assert (sorting.rows_shown(order), sorting.places_shown(order)) == (order, (0, 1))


def test_a_gap_offers_its_choices_in_any_order_and_nothing_where_it_is_typed() -> None:
    question = Cloze(id="q", text="{{typed}} {{right|~wrong|~worse}}")
    offers = {question.gap_choices(random.Random(seed)) for seed in range(100)}
    assert {offer[0] for offer in offers} == {()}
    assert len({offer[1] for offer in offers}) == 6
    assert {frozenset(offer[1]) for offer in offers} == {frozenset({"right", "wrong", "worse"})}


def test_a_question_without_an_order_shows_none() -> None:
    question = Numerical(id="q", stem="?", answer=1.0)
    assert question.shown_order(random.Random(1)) == ()
    assert question.gap_choices(random.Random(1)) == ()
