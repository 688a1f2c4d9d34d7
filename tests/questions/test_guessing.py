"""What blind guessing earns on average, by which a quiz is warned of a pass mark too low."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.grade import grade
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

FOUR = tuple(Option(text=text, correct=text == "a") for text in "abcd")
PAIRS = tuple(Pair(left=text, right=text.upper()) for text in "abc")


def average(question: Question, guesses: Any) -> float:
    scores = [grade(question, guess).score for guess in guesses]
    return sum(scores) / len(scores)


def ticks(count: int, least: int) -> list[list[int]]:
    sizes = range(least, count + 1)
    return [list(each) for n in sizes for each in itertools.combinations(range(count), n)]


GUESSED: list[tuple[Question, Any]] = [
    (SingleChoice(id="q", options=FOUR), range(4)),
    (TrueFalse(id="q", answer=True), (True, False)),
    (MultipleChoice(id="q", options=FOUR), ticks(4, 1)),
    (
        Matching(id="q", pairs=PAIRS, distractors=("D",)),
        itertools.product(range(4), repeat=3),
    ),
    (
        Categorize(id="q", categories={"fish": ("cod", "eel"), "birds": ("owl",)}),
        itertools.product(range(2), repeat=3),
    ),
    (Cloze(id="q", text="{{a|~b}}"), (["a"], ["b"])),
    (
        Cloze(id="q", text="{{a|~b}} {{c|~d|~e|~f}}"),
        [list(each) for each in itertools.product("ab", "cdef")],
    ),
    (
        Ordering(id="q", items=("a", "b", "c"), scoring="position"),
        itertools.permutations(range(3)),
    ),
    (
        Slider(id="q", low=0.0, high=9.0, answer=5.0, tolerance=1.0),
        [float(n) for n in range(10)],
    ),
]


@pytest.mark.parametrize(("question", "guesses"), GUESSED, ids=lambda e: getattr(e, "type", ""))
def test_a_guess_earns_what_all_ways_to_answer_earn_on_average(
    question: Question, guesses: Any
) -> None:
    assert question.guess_score == pytest.approx(average(question, guesses))


@pytest.mark.parametrize(
    ("question", "score"),
    [
        (MultipleChoice(id="q", options=FOUR, scoring="each_option"), 0.5),
        (MultipleChoice(id="q", options=FOUR, scoring="net_correct"), 1 / 15),
        (Ordering(id="q", items=("a", "b", "c", "d"), scoring="adjacent"), 0.05),
        (Cloze(id="q", text="{{typed}}"), 0),
        (Cloze(id="q", text="{{typed}} {{a|~b}}"), 1 / 2),
        (ShortAnswer(id="q", answers=("a",)), 0),
        (Numerical(id="q", answer=5.0), 0),
        (OpenResponse(id="q", model_answer="a", key_points=("b",)), None),
    ],
)
def test_what_is_written_cannot_be_guessed_and_what_is_ordered_hardly(
    question: Question, score: float | None
) -> None:
    assert question.guess_score == (score if score is None else pytest.approx(score))
