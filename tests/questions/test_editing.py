"""What a learner does to a response, one step at a time: choose, tick, write, move, assign."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.grade import grade, is_answered, response_text
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.registry import Question
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

RIVERS = (Option(text="Moei", correct=True), Option(text="Salween"), Option(text="Mekong"))
ONE = SingleChoice(id="q", stem="Which?", options=RIVERS)
SEVERAL = MultipleChoice(id="q", stem="Which?", options=RIVERS)
CLAIM = TrueFalse(id="q", stem="So it is.", answer=False)
WORD = ShortAnswer(id="q", stem="Where?", answers=("Naypyidaw",))
NUMBER = Numerical(id="q", stem="How many?", answer=5.0)
SCALE = Slider(id="q", stem="How much?", low=10.0, high=20.0, step=2.5, answer=15.0, unit="%")
GAPS = Cloze(id="q", text="{{one}}, {{two|~three}}")
STEPS = Ordering(id="q", stem="?", items=("identify", "verify", "repatriate"))
PAIRS = Matching(
    id="q",
    stem="?",
    pairs=(Pair(left="Thailand", right="power"), Pair(left="Myanmar", right="arrests")),
    distractors=("money",),
)
SORTED = Categorize(id="q", stem="?", categories={"fish": ("cod", "eel"), "birds": ("owl",)})
ESSAY = OpenResponse(id="q", stem="?", model_answer="All.", key_points=("cause", "effect"))

BLANKS: list[tuple[Question, Any]] = [
    (ONE, None),
    (SEVERAL, []),
    (CLAIM, None),
    (WORD, ""),
    (NUMBER, ""),
    (SCALE, None),
    (GAPS, ["", ""]),
    (STEPS, [2, 0, 1]),
    (PAIRS, [None, None]),
    (SORTED, [None, None, None]),
    (ESSAY, {"text": "", "ticked": []}),
]


@pytest.mark.parametrize(
    ("question", "blank"), BLANKS, ids=lambda each: getattr(each, "type", "")
)
def test_before_the_learner_does_anything(question: Question, blank: Any) -> None:
    order = (2, 0, 1)
    assert question.blank(order) == blank
    assert is_answered(question, blank) is (question is STEPS)


def test_another_option_is_chosen_in_place_of_the_first() -> None:
    assert ONE.choose(ONE.choose(None, 0), 2) == 2
    assert response_text(ONE, 2) == "Mekong"


def test_a_second_tick_takes_the_first_one_off() -> None:
    ticked = SEVERAL.choose(SEVERAL.choose([], 2), 0)
    assert ticked == [0, 2]
    assert response_text(SEVERAL, ticked) == "Moei · Mekong"
    assert SEVERAL.choose(ticked, 0) == [2]


def test_a_statement_is_judged_by_the_first_or_the_second_choice() -> None:
    assert [CLAIM.choose(None, n) for n in (0, 1)] == [True, False]
    assert [response_text(CLAIM, judged) for judged in (True, False)] == ["✓", "✗"]
    assert [grade(CLAIM, judged).score for judged in (True, False, None, 0)] == [0, 1, 0, 0]


@pytest.mark.parametrize("question", [WORD, NUMBER])
def test_what_is_typed_takes_the_place_of_what_was_typed(question: Question) -> None:
    assert question.write("old", "new", 0) == "new"
    assert [is_answered(question, typed) for typed in ("new", " ", 5)] == [True, False, False]
    assert [question.accepts(value) for value in ("", "x", None, 5)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("index", "number"), [(-1, None), (0, 10.0), (1, 12.5), (4, 20.0), (5, None)]
)
def test_a_step_on_the_scale_is_a_number(index: int, number: float | None) -> None:
    assert SCALE.choose(None, index) == number
    if number is not None:
        assert SCALE.index(number) == index
        assert SCALE.accepts(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12.5", 12.5), ("12.5 %", 12.5), ("20", 20.0), ("10", 10.0), ("11", None), ("9", None),
     ("22.5", None), ("7.5", None), ("ten", None), ("", None)],
)  # fmt: skip
def test_a_number_that_is_typed_must_be_on_the_scale(typed: str, number: float | None) -> None:
    assert SCALE.write(15.0, typed, 0) == number


def test_the_number_of_a_scale_is_shown_with_its_unit() -> None:
    assert response_text(SCALE, 12.5) == "12.5 %"
    assert response_text(SCALE, None) == ""
    assert [SCALE.answered(value) for value in (10, "10", True, float("inf"), 10**400)] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_a_gap_is_filled_and_the_others_stay() -> None:
    filled = GAPS.write(["", "two"], "one", 0)
    assert filled == ["one", "two"]
    assert GAPS.write(filled, "", 1) == ["one", ""]
    assert response_text(GAPS, ["one", ""]) == "one · …"


@pytest.mark.parametrize(
    ("gaps", "accepted", "answered"),
    [
        (["one", "two"], True, True),
        (["", "two"], True, True),
        (["", " "], True, False),
        (["one"], False, True),
        (["one", 2], False, True),
        ("one", False, False),
        (None, False, False),
    ],
)
def test_a_text_for_each_gap_is_a_response(gaps: Any, accepted: bool, answered: bool) -> None:
    assert (GAPS.accepts(gaps), GAPS.answered(gaps)) == (accepted, answered)


def test_gaps_beyond_those_of_the_text_count_for_nothing() -> None:
    assert grade(GAPS, ["one"]).score == 1 / 2
    assert grade(GAPS, ["one", "two", "three"]).score == 1
    assert [part.given for part in grade(GAPS, ["one"]).parts] == ["one", ""]
    assert [part.label for part in grade(GAPS, []).parts] == ["1", "2"]


@pytest.mark.parametrize(
    ("place", "to", "order"),
    [
        (0, 2, [1, 2, 0]),
        (2, 0, [2, 0, 1]),
        (0, 1, [1, 0, 2]),
        (1, 1, [0, 1, 2]),
        (-1, 0, None),
        (0, -1, None),
        (3, 0, None),
        (0, 3, None),
    ],
)
def test_an_item_is_moved_but_not_beyond_the_ends(
    place: int, to: int, order: list[int] | None
) -> None:
    assert STEPS.move((0, 1, 2), place, to) == order


def test_the_places_that_items_were_given_are_shown_beside_those_they_belong_to() -> None:
    parts = grade(STEPS, [1, 0, 2]).parts
    assert [(p.label, p.given, p.expected, p.right) for p in parts] == [
        ("identify", "2", "1", False),
        ("verify", "1", "2", False),
        ("repatriate", "3", "3", True),
    ]
    assert [part.given for part in grade(STEPS, [1, 0]).parts] == ["", "", ""]


@pytest.mark.parametrize(
    ("order", "accepted"),
    [
        ([2, 0, 1], True),
        ([0, 1], False),
        ([0, 1, 1], False),
        ([0, 1, 3], False),
        ([0, 1, 2, 0], False),
        ("012", False),
    ],
)
def test_an_order_has_every_item_once(order: Any, accepted: bool) -> None:
    assert STEPS.accepts(order) is accepted
    assert (response_text(STEPS, order) != "") is accepted


def test_a_part_is_given_its_place_and_loses_it_again() -> None:
    placed = PAIRS.assign([None, None], 1, 2)
    assert placed == [None, 2]
    assert response_text(PAIRS, placed) == "Myanmar → money"
    assert PAIRS.assign(placed, 1, None) == [None, None]
    assert response_text(PAIRS, PAIRS.key) == "Thailand → power\nMyanmar → arrests"
    assert SORTED.assign([None, None, None], 0, 1) == [1, None, None]


@pytest.mark.parametrize(
    ("places", "accepted", "answered", "score"),
    [
        ([0, 1], True, True, 1),
        ([0, None], True, True, 1 / 2),
        ([None, 1], True, True, 1 / 2),
        ([None, None], True, False, 0),
        ([0, 3], False, True, 1 / 2),
        ([0], False, True, 1 / 2),
        ([0, 1, 2], False, True, 1),
        ([True, False], False, True, 0),
        ("01", False, False, 0),
    ],
)
def test_parts_in_their_place_count_and_the_others_do_not(
    places: Any, accepted: bool, answered: bool, score: float
) -> None:
    assert (PAIRS.accepts(places), PAIRS.answered(places)) == (accepted, answered)
    assert grade(PAIRS, places).score == score


def test_a_free_answer_is_written_and_its_key_points_are_ticked() -> None:
    written = ESSAY.write(ESSAY.blank(()), "mine", 0)
    assert written == {"text": "mine", "ticked": []}
    assert ESSAY.awaits_comparison(written)
    ticked = ESSAY.tick(written, 1)
    assert ticked == {"text": "mine", "ticked": [1]}
    assert not ESSAY.awaits_comparison(ticked)
    assert not ESSAY.awaits_comparison(None)
    assert grade(ESSAY, ticked).score == 1 / 2
    assert [(p.given, p.expected) for p in grade(ESSAY, ticked).parts] == [
        ("", "✓"),
        ("✓", "✓"),
    ]
    assert ESSAY.tick(ticked, 1) == written
    assert response_text(ESSAY, ticked) == "mine"


@pytest.mark.parametrize(
    ("response", "accepted", "answered"),
    [
        ({"text": "", "ticked": [0]}, True, True),
        ({"text": "mine", "ticked": []}, True, True),
        ({"text": " ", "ticked": []}, True, False),
        ({"text": "mine", "ticked": [2]}, False, True),
        ({"text": 5, "ticked": []}, False, False),
        ({"text": "mine"}, False, True),
        ("mine", False, False),
    ],
)
def test_a_free_answer_has_a_text_and_key_points(
    response: Any, accepted: bool, answered: bool
) -> None:
    assert (ESSAY.accepts(response), ESSAY.answered(response)) == (accepted, answered)


TWO = MultipleChoice(id="q", stem="Which?", options=RIVERS[:2])
THREE = MultipleChoice(id="q", stem="Choose three.", options=RIVERS[:3])
ONE_TICK = "Only one option is ticked, and several may be right."


@pytest.mark.parametrize(
    ("question", "response", "said"),
    [
        (GAPS, ["", " "], "2 parts are still empty."),
        (GAPS, ["one", ""], "1 part is still empty."),
        (GAPS, ["one", "two"], None),
        (PAIRS, [None, 2], "1 part is still empty."),
        (PAIRS, [0, 2], None),
        (SORTED, [None, 1, None], "2 parts are still empty."),
        (SEVERAL, [1], ONE_TICK),
        (SEVERAL, [0, 1], None),
        (TWO, [1], None),
        (THREE, [0, 1], "3 are asked for, and 2 are ticked."),
        (THREE, [1], "3 are asked for, and 1 is ticked."),
        (THREE, [0, 1, 2], None),
        (STEPS, [2, 0, 1], None),
        (WORD, "x", None),
    ],
)
def test_what_seems_to_be_missing_is_asked_about(
    question: Question, response: Any, said: str | None
) -> None:
    assert question.incomplete(response) == said


@pytest.mark.parametrize(
    ("value", "accepted"),
    [([0, 2], True), ([], True), ([2, 0], True), ([0, 0], False), ([3], False), ([-1], False),
     ([True], False), ((0, 1), False), (None, False)],
)  # fmt: skip
def test_ticks_are_of_options_that_there_are(value: Any, accepted: bool) -> None:
    assert SEVERAL.accepts(value) is accepted


@pytest.mark.parametrize(
    ("value", "accepted"), [(0, True), (2, True), (3, False), (-1, False), (True, False)]
)
def test_one_option_is_chosen_of_those_that_there_are(value: Any, accepted: bool) -> None:
    assert ONE.accepts(value) is accepted
    assert (response_text(ONE, value) != "") is accepted


@pytest.mark.parametrize("question", [each for each, _ in BLANKS], ids=lambda each: each.type)
def test_what_a_type_has_no_way_for_is_not_done(question: Question) -> None:
    ways = {
        "choose": (ONE, SEVERAL, CLAIM, SCALE),
        "write": (WORD, NUMBER, SCALE, GAPS, ESSAY),
        "move": (STEPS,),
        "assign": (PAIRS, SORTED),
        "tick": (ESSAY,),
    }
    arguments: dict[str, tuple[Any, ...]] = {
        "choose": (0,), "write": ("x", 0), "move": (0, 1), "assign": (0, 1), "tick": (0,),
    }  # fmt: skip
    for way, able in ways.items():
        if question not in able:
            assert getattr(question, way)("anything", *arguments[way]) is None


def test_what_can_be_tried_again_and_what_is_compared_with_a_model() -> None:
    questions = [question for question, _ in BLANKS]
    assert [q for q in questions if not q.can_be_retried] == [CLAIM, ESSAY]
    assert [q for q in questions if q.needs_model_comparison] == [ESSAY]
    assert [q for q in questions if not q.needs_stem] == [GAPS]
    assert [q for q in questions if q.is_statement] == [CLAIM]
    assert [q for q in questions if q.awaits_comparison(q.key)] == []
    assert (ONE.takes_one, SEVERAL.takes_one) == (True, False)
