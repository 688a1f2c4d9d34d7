"""Brightspace's CSV comes in block by block, and courses go out in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.brightspace import BrightspaceFormat
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

BRIGHTSPACE = BrightspaceFormat()


def block(kind: str, *rows: str) -> str:
    """A question as in D2L's sample file."""
    head = [f"NewQuestion,{kind},,,", "ID,river,,,", "Title,A river,,,", "Points,2,,,"]
    return "\r\n".join(["//A remark,,,,", "", *head, *rows, ",,,,", ""])


def read(text: str) -> dict[str, Any]:
    """The only question of a file, without what all of them have."""
    [lesson] = read_bank(BRIGHTSPACE, text).lesson_trees()
    [only] = lesson["questions"]
    assert (only.pop("id"), only.pop("points")) == ("river", 2)
    return dict(only)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            block(
                "MC",
                'QuestionText,"Which, <b>then</b>?",HTML',
                "Option,100,Moei,,Yes.",
                "Option,25,Mui,,",
                "Option,0,Ping,,No.",
                "Hint,Think.,,,",
                "Feedback,So it is.,,,",
            ),
            {
                "type": "single_choice",
                "stem": "Which, **then**?",
                "options": [
                    {"text": "Moei", "correct": True, "feedback": "Yes.", "weight": 1},
                    {"text": "Mui", "weight": 0.25},
                    {"text": "Ping", "feedback": "No.", "weight": 0},
                ],
                "hints": ["Think."],
                "explanation": "So it is.",
            },
        ),
        (
            block(
                "MS",
                "QuestionText,Which?",
                "Scoring,RightMinusWrong",
                "Option,1,a",
                "Option,0,b",
            ),
            {
                "type": "multiple_choice",
                "stem": "Which?",
                "options": [{"text": "a", "correct": True}, {"text": "b"}],
                "scoring": "net_correct",
            },
        ),
        (
            block("TF", "QuestionText,It is.", "TRUE,0,No.", "FALSE,100,Yes."),
            {
                "type": "true_false",
                "stem": "It is.",
                "answer": False,
                "feedback": "No.",
                "explanation": "Yes.",
            },
        ),
        (
            block(
                "SA", "QuestionText,Which?", "InputBox,3,40", "Answer,100,Moei", "Answer,50,Mui"
            ),
            {
                "type": "short_answer",
                "stem": "Which?",
                "answers": ["Moei", {"text": "Mui", "weight": 0.5}],
            },
        ),
        (
            block("SA", "QuestionText,Which?", "Answer,100,Mo?ei,regexp", "Answer,100,a.b"),
            {
                "type": "short_answer",
                "stem": "Which?",
                "answers": ["Mo?ei", "a\\.b"],
                "regex": True,
            },
        ),
        (
            block(
                "M",
                "QuestionText,Match.",
                "Scoring,EquallyWeighted",
                "Choice,1,a",
                "Choice,2,b",
                "Match,1,x",
                "Match,2,y",
                "Match,3,z",
            ),
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}],
                "distractors": ["z"],
            },
        ),
        (
            block("O", "QuestionText,Order.", "Scoring,EquallyWeighted", "Item,1st", "Item,2d"),
            {
                "type": "ordering",
                "stem": "Order.",
                "items": ["1st", "2d"],
                "scoring": "position",
            },
        ),
        (
            block("WR", "QuestionText,Why?", "AnswerKey,Because."),
            {
                "type": "open_response",
                "stem": "Why?",
                "model_answer": "Because.",
                "key_points": ["Because."],
            },
        ),
    ],
)
def test_every_type_with_a_counterpart_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read(text) == expected


def test_what_cannot_be_carried_is_named_with_its_line() -> None:
    text = block("WR", "QuestionText,Why?") + block(
        "MC", "QuestionText,Which?", "Image,a.png", "Difficulty,5", "Option,100,a", "Option,0,b"
    )
    report = read_bank(BRIGHTSPACE, text).report_json()
    assert (report["in_part"], report["left_out"]) == (1, 1)
    assert [(loss["line"], loss["reason"]) for loss in report["losses"]] == [
        (3, "An essay without notes for graders has no model answer."),
        (11, "The file a.png is not carried over."),
        (11, "Its “Difficulty” has no place."),
    ]


def test_what_brightspace_holds_comes_back_equal(tmp_path: Path) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    for n, edition in enumerate(
        (course.edition("zh-Hant"), written_course(tmp_path / "course", EXAMPLES))
    ):
        exported = BRIGHTSPACE.write(edition)
        back = opened(tmp_path / f"back{n}", read_bank(BRIGHTSPACE, exported.data).texts())
        out = {loss.item for loss in exported.losses if loss.left_out}
        after = {question.id: question for question in questions_of(back)}
        before = {q.id: q for q in questions_of(edition) if q.id not in out}
        assert after.keys() == before.keys()
        for item, question in before.items():
            assert after[item].type == question.type
            assert repr(after[item].key) == repr(question.key).replace("\\n'", "'")
            assert after[item].points == question.points
