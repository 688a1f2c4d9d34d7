"""An answer names what was answered: an author who reorders a question changes nobody's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.questions.categorize import Categorize
from studykit.questions.choices import ChoiceQuestion, Option
from studykit.questions.cloze import Cloze
from studykit.questions.digest import question_digest, text_digest
from studykit.questions.grade import grade, key_response, response_text
from studykit.questions.matching import Matching, Pair
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.registry import QUESTION_TYPES, Question
from studykit.questions.responses import is_response, located_response, named_response
from studykit.questions.single_choice import SingleChoice
from tests.strategies import (
    GENERATORS,
    categorizes,
    junk,
    matchings,
    open_responses,
    orderings,
    questions,
    responses,
    words,
)

choices = GENERATORS["single_choice"] | GENERATORS["multiple_choice"]


def located(before: Question, after: Question, response: Any) -> Any:
    parts = json.loads(json.dumps(named_response(before, response)))
    return located_response(after, response, parts)


@given(st.data(), choices)
def test_a_chosen_option_is_the_same_wherever_it_stands(
    data: st.DataObject, question: ChoiceQuestion
) -> None:
    moved = replace(question, options=tuple(data.draw(st.permutations(question.options))))
    response = data.draw(responses(question))  # type: ignore[arg-type]
    again = located(question, moved, response)  # type: ignore[arg-type]
    assert sorted(response_text(moved, again).split(" · ")) == sorted(
        response_text(question, response).split(" · ")
    )
    assert grade(moved, again).score == pytest.approx(grade(question, response).score)


@given(st.data(), orderings)
def test_an_order_of_items_is_the_same_whatever_is_right(
    data: st.DataObject, question: Ordering
) -> None:
    moved = replace(question, items=tuple(data.draw(st.permutations(question.items))))
    response = list(data.draw(responses(question)))
    assert response_text(moved, located(question, moved, response)) == response_text(
        question, response
    )


@given(st.data(), matchings())
def test_pairs_keep_what_they_were_matched_with(
    data: st.DataObject, question: Matching
) -> None:
    pairs = tuple(data.draw(st.permutations(question.pairs)))
    extra = tuple(data.draw(st.permutations(question.distractors)))
    moved = replace(question, pairs=pairs, distractors=extra)
    response = data.draw(responses(question))
    again = located(question, moved, response)
    assert set(response_text(moved, again).split("\n")) == set(
        response_text(question, response).split("\n")
    )


@given(st.data(), categorizes())
def test_items_stay_in_the_category_they_were_put_in(
    data: st.DataObject, question: Categorize
) -> None:
    groups = data.draw(st.permutations(list(question.categories.items())))
    moved = replace(question, categories={name: items[::-1] for name, items in groups})
    response = data.draw(responses(question))
    again = located(question, moved, response)
    assert set(response_text(moved, again).split("\n")) == set(
        response_text(question, response).split("\n")
    )


@given(st.data(), st.lists(words, min_size=1, max_size=5, unique=True))
def test_what_was_written_in_a_gap_stays_there(data: st.DataObject, gaps: list[str]) -> None:
    moved = data.draw(st.permutations(gaps))
    before, after = (
        Cloze(id="q", text=" ".join(f"{{{{{gap}}}}}" for gap in order))
        for order in (gaps, moved)
    )
    typed = {gap: data.draw(words | st.just("")) for gap in gaps}
    again = located(before, after, [typed[gap] for gap in gaps])
    assert again == [typed[gap] for gap in moved]


def test_gaps_that_are_alike_keep_their_order_and_a_new_one_is_open() -> None:
    before = Cloze(id="q", text="{{a}} and {{a}} and {{b}}")
    after = Cloze(id="q", text="{{b}} and {{new}} and {{a}} and {{a}}")
    assert located(before, after, ["first", "second", "third"]) == [
        "third",
        "",
        "first",
        "second",
    ]
    reworded = Cloze(id="q", text="{{a}} and {{a}} and {{other}}")
    assert located(before, reworded, ["first", "second", "third"]) == [
        "first",
        "second",
        "third",
    ]


def test_a_gap_that_was_taken_away_takes_its_text_with_it() -> None:
    before = Cloze(id="q", text="{{a}} {{b}} {{c}}")
    after = Cloze(id="q", text="{{a}} {{other}}")
    assert located(before, after, ["one", "two", "three"]) == ["one", "two"]


def test_a_left_side_that_was_reworded_is_looked_for_where_it_stood() -> None:
    def matching(*lefts: str) -> Matching:
        rights = ("x", "y", "z")
        pairs = (Pair(left=a, right=b) for a, b in zip(lefts, rights, strict=False))
        return Matching(id="q", pairs=tuple(pairs), distractors=rights[len(lefts) :])

    before = matching("a", "b", "c")
    assert located(before, matching("a", "B!", "c"), [2, 1, 0]) == [2, 1, 0]
    assert located(before, matching("c", "a"), [2, 1, 0]) == [0, 2]
    assert located(before, matching("b", "a", "new"), [2, 1, None]) == [1, 2, None]
    assert located(before, matching("a", "b", "new"), [2, None, 0]) == [2, None, 0]
    assert located(before, matching("a", "c"), [2, 1, 0]) == [2, 0]


def test_gaps_of_a_profile_from_before_they_were_named_stay_where_they_are() -> None:
    question = Cloze(id="q", text="{{a}} and {{b}}")
    assert located_response(question, ["x", "y"], None) == ["x", "y"]
    assert located_response(question, ["x", "y"], ["x", "y"]) == ["x", "y"]


@given(st.data(), open_responses)
def test_key_points_stay_ticked(data: st.DataObject, question: OpenResponse) -> None:
    moved = replace(question, key_points=question.key_points[::-1])
    response = data.draw(responses(question))
    again = located(question, moved, response)
    assert again["text"] == response["text"]
    assert {moved.key_points[n] for n in again["ticked"]} == {
        question.key_points[n] for n in response["ticked"]
    }


@given(questions)
def test_a_question_that_stayed_has_the_same_answer(question: Question) -> None:
    key = key_response(question)
    assert located(question, question, key) == key
    assert named_response(question, junk_of(question)) == junk_of(question)


def junk_of(question: Question) -> Any:
    return {"no": "response"}


@given(questions, junk, junk)
def test_whatever_stands_in_a_profile_is_a_response_or_none(
    question: Question, response: Any, parts: Any
) -> None:
    again = located_response(question, response, parts)
    assert again is None or is_response(question, again)


def test_an_option_that_was_reworded_is_looked_for_where_it_stood() -> None:
    before = SingleChoice(stem="?", options=(Option(text="a", correct=True), Option(text="b")))
    after = SingleChoice(stem="?", options=(Option(text="A!", correct=True), Option(text="b")))
    fewer = SingleChoice(stem="?", options=(Option(text="A!", correct=True),))
    assert located(before, after, 0) == 0
    assert located(before, after, 1) == 1
    assert located(before, fewer, 1) is None
    assert located_response(before, 1, None) == 1


@given(st.data(), questions)
def test_the_digest_is_of_what_is_asked(data: st.DataObject, question: Question) -> None:
    digest = question_digest(question)
    assert len(digest) == 16
    beside = replace(
        question,
        id="other",
        tags=("t",),
        hints=("h",),
        objective="o",
        source="s",
        draft=True,
        explanation="e",
    )
    assert question_digest(beside) == digest
    assert question_digest(replace(question, stem="Another?")) != digest


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@given(st.data())
def test_two_questions_of_one_digest_have_one_key(kind: str, data: st.DataObject) -> None:
    one, other = data.draw(GENERATORS[kind]), data.draw(GENERATORS[kind])
    assume(key_response(one) != key_response(other))
    assert question_digest(one) != question_digest(other)


def test_digests_are_the_same_in_every_version() -> None:
    question = SingleChoice(
        id="q", stem="Which?", options=(Option(text="a", correct=True), Option(text="b"))
    )
    assert text_digest("two  words ") == text_digest("two words") == "a03f1d611645eb53"
    assert question_digest(question) == "0dda41b9070e0a3c"
