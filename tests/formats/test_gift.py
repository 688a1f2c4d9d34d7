"""Banks in GIFT come in as they are and go out with what GIFT can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studykit.formats.base import FormatError, Options, Source
from studykit.formats.gift import GiftFormat
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

GIFT = GiftFormat()


def questions(text: str) -> list[dict[str, Any]]:
    """The questions of a bank, as they stand in the lesson file."""
    draft = GIFT.read([Source("bank.gift", text.encode())], Options("b"))
    lessons = draft.lesson_trees()
    return [question for lesson in lessons for question in lesson.get("questions", [])]


def question(text: str) -> dict[str, Any]:
    """The only question of a bank, without its id."""
    [only] = questions(text)
    del only["id"]
    return only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Who's buried in Grant's tomb?{~Grant =no one#right! ~Napoleon#He lies in France.}",
            {
                "type": "single_choice",
                "stem": "Who's buried in Grant's tomb?",
                "options": [
                    {"text": "Grant"},
                    {"text": "no one", "correct": True, "feedback": "right!"},
                    {"text": "Napoleon", "feedback": "He lies in France."},
                ],
            },
            id="one key with feedback",
        ),
        pytest.param(
            "Which are rivers? {~%50%Moei ~%50%Ping ~%-100%Phuket ####Two are.}",
            {
                "type": "multiple_choice",
                "stem": "Which are rivers?",
                "options": [
                    {"text": "Moei", "correct": True, "weight": 0.5},
                    {"text": "Ping", "correct": True, "weight": 0.5},
                    {"text": "Phuket", "weight": -1},
                ],
                "scoring": "weights",
                "explanation": "Two are.",
            },
            id="several keys by weight",
        ),
        pytest.param(
            "The sun rises in the west.{FALSE#It does not.#Well seen.}",
            {
                "type": "true_false",
                "stem": "The sun rises in the west.",
                "answer": False,
                "feedback": "It does not.",
                "explanation": "Well seen.",
            },
            id="a statement",
        ),
        pytest.param(
            "Two plus two equals {=four =4 =%50%five#Nearly.}",
            {
                "type": "short_answer",
                "stem": "Two plus two equals",
                "answers": [
                    "four",
                    "4",
                    {"text": "five", "weight": 0.5, "feedback": "Nearly."},
                ],
            },
            id="a short answer",
        ),
        pytest.param(
            "Match. {=France -> Paris =Italy -> Rome = -> London}",
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [
                    {"left": "France", "right": "Paris"},
                    {"left": "Italy", "right": "Rome"},
                ],
                "distractors": ["London"],
            },
            id="pairs and a distractor",
        ),
        pytest.param(
            "What is pi? {#3.1415:0.0005}",
            {"type": "numerical", "stem": "What is pi?", "answer": 3.1415, "tolerance": 0.0005},
            id="a number with its tolerance",
        ),
        pytest.param(
            "A number from 1 to 5? {#1..5}",
            {"type": "numerical", "stem": "A number from 1 to 5?", "answer": 3, "tolerance": 2},
            id="a range",
        ),
        pytest.param(
            "Moodle costs {~a lot =nothing} to download.",
            {
                "type": "single_choice",
                "stem": "Moodle costs _____ to download.",
                "options": [{"text": "a lot"}, {"text": "nothing", "correct": True}],
            },
            id="a missing word",
        ),
        pytest.param(
            r"Which is 2\=2\~3 \{x\}\: a\#b? {=yes\nno ~\\alpha}",
            {
                "type": "single_choice",
                "stem": "Which is 2=2~3 {x}: a#b?",
                "options": [{"text": "yes no", "correct": True}, {"text": "\\alpha"}],
            },
            id="escaped signs",
        ),
        pytest.param(
            "Say why.{####Because it\\nrains.}",
            {
                "type": "open_response",
                "stem": "Say why.",
                "model_answer": "Because it\nrains.",
                "key_points": ["Because it rains."],
            },
            id="an essay with what its author says of it",
        ),
        pytest.param(
            "[html]<p>H<sub>2</sub>O is <b>water</b> &amp; ice.</p>{T}",
            {"type": "true_false", "stem": "H₂O is **water** & ice.", "answer": True},
            id="HTML",
        ),
    ],
)
def test_every_kind_of_question_is_read(text: str, expected: dict[str, Any]) -> None:
    assert question(text) == expected


def test_categories_become_lessons_and_names_and_notes_become_ids_and_tags() -> None:
    text = (
        "$CATEGORY: $course$/top/Rivers\n\n// [id:moei-1] [tag:border] [tag:long river]\n"
        "::Moei::Is it long?{T}\n\n// a comment\n::The Ping::Is it short?{F}\n\n"
        "$CATEGORY: Lakes\n\nIs it deep?{T}\n"
    )
    draft = read_bank(GIFT, text)
    lessons = draft.lesson_trees()
    assert [lesson["title"] for lesson in lessons] == ["Rivers", "Lakes"]
    first, second = lessons[0]["questions"]
    assert (first["id"], first["tags"]) == ("moei-1", ["border", "long-river"])
    assert second["id"] == "rivers-the-ping"


def test_what_cannot_be_read_is_named_with_its_line_and_the_rest_is_carried() -> None:
    text = (
        "Is it?{T}\n\nBroken {=a ~b\n\n::How long::How long?{#abc}\n\nEssay{}\n\nOnly one{~a}\n"
    )
    draft = read_bank(GIFT, text, "bank.gift")
    report = draft.report_json()
    assert (report["items"], report["whole"], report["left_out"]) == (5, 1, 4)
    assert [(loss["line"], loss["item"]) for loss in report["losses"]] == [
        (3, "Broken {=a ~b"),
        (5, "How long"),
        (7, "Essay{}"),
        (9, "Only one"),
    ]
    assert draft.left_out == 4


def test_a_file_with_nothing_that_can_be_studied_is_refused() -> None:
    with pytest.raises(FormatError, match=r"no item that could be studied"):
        GIFT.read([Source("x.gift", b"Essay{}")], Options("x"))


def test_accents_of_windows_1252_are_read() -> None:
    [only] = questions_from_bytes("Où coule la rivière ? {=à côté ~là}".encode("windows-1252"))
    assert only["stem"] == "Où coule la rivière ?"


def questions_from_bytes(data: bytes) -> list[dict[str, Any]]:
    """The questions of a bank in an encoding that is not said."""
    draft = GIFT.read([Source("bank.gift", data)], Options("b"))
    [lesson] = draft.lesson_trees()
    return lesson["questions"]


def test_what_gift_holds_comes_back_as_it_was(tmp_path: Path) -> None:
    edition = written_course(tmp_path / "course", EXAMPLES)
    exported = GIFT.write(edition)
    back = opened(tmp_path / "back", read_bank(GIFT, exported.data).texts())
    before = {question.id: question for question in questions_of(edition)}
    after = {question.id: question for question in questions_of(back)}
    lossless = set(before) - {loss.item for loss in exported.losses}
    assert lossless
    assert {id_: after[id_].key for id_ in lossless} == {
        id_: before[id_].key for id_ in lossless
    }
    assert {id_: after[id_].wording for id_ in lossless} == {
        id_: before[id_].wording for id_ in lossless
    }
    left_out = {loss.item for loss in exported.losses if loss.left_out}
    assert set(after) == set(before) - left_out


def test_what_is_lost_is_said_by_item_and_field(tmp_path: Path) -> None:
    question = EXAMPLES[0] | {"hints": ["Look north."], "points": 2}
    order = {"id": "steps", "type": "ordering", "stem": "Order.", "items": ["a", "b"]}
    exported = GIFT.write(written_course(tmp_path / "course", [question, order]))
    assert [
        (loss.item, str(loss.reason), loss.left_out, loss.line) for loss in exported.losses
    ] == [
        (question["id"], "GIFT has no place for “hints”, “points”.", False, 4),
        ("steps", "GIFT has no such item (ordering).", True, 19),
    ]
