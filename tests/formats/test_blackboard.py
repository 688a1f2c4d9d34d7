"""Blackboard's text upload comes in by line, and courses go out in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.blackboard import BlackboardFormat
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

BLACKBOARD = BlackboardFormat()


def read(*cells: str) -> dict[str, Any]:
    """The only question of a line, without its id."""
    [lesson] = read_bank(BLACKBOARD, "\t".join(cells) + "\r\n").lesson_trees()
    [only] = lesson["questions"]
    del only["id"]
    return dict(only)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ("MC", "Which <b>one</b>?", "Moei", "Correct", "Ping", "incorrect", "", ""),
            {
                "type": "single_choice",
                "stem": "Which **one**?",
                "options": [{"text": "Moei", "correct": True}, {"text": "Ping"}],
            },
        ),
        (
            ("MA", "Which?", "a", "correct", "b", "incorrect", "c", "correct"),
            {
                "type": "multiple_choice",
                "stem": "Which?",
                "options": [
                    {"text": "a", "correct": True},
                    {"text": "b"},
                    {"text": "c", "correct": True},
                ],
            },
        ),
        (
            ("TF", "It flows north.", "True"),
            {"type": "true_false", "stem": "It flows north.", "answer": True},
        ),
        (
            ("FIB", "Which?", "Moei", "Mo*i"),
            {"type": "short_answer", "stem": "Which?", "answers": ["Moei", "Mo\\*i"]},
        ),
        (
            ("NUM", "How long?", "5.1", "0.1"),
            {"type": "numerical", "stem": "How long?", "answer": 5.1, "tolerance": 0.1},
        ),
        (
            ("ORD", "Order.", "first", "second"),
            {"type": "ordering", "stem": "Order.", "items": ["first", "second"]},
        ),
        (
            ("MAT", "Match.", "a", "x", "b", "y"),
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}],
            },
        ),
        (
            ("FIB_PLUS", "[x] flows [way_1].", "x", "Moei", "Mui", "", "way_1", "north"),
            {"type": "cloze", "text": "{{Moei|Mui}} flows {{north}}."},
        ),
        (
            ("JUMBLED_SENTENCE", "[x] flows [y].", "Moei", "x", "north", "y", "south", ""),
            {
                "type": "cloze",
                "text": "{{Moei|~north|~south}} flows {{north|~Moei|~south}}.",
            },
        ),
        (
            ("ESS", "Why?", "<p>Because.</p><ul><li>a point</li></ul>"),
            {
                "type": "open_response",
                "stem": "Why?",
                "model_answer": "Because.",
                "key_points": ["a point"],
            },
        ),
    ],
)
def test_every_type_with_a_counterpart_is_read(
    cells: tuple[str, ...], expected: dict[str, Any]
) -> None:
    assert read(*cells) == expected


def test_what_cannot_be_carried_is_named_with_its_line() -> None:
    lines = [
        "TF\tIt is.\ttrue",
        "OP\tDo you?",
        "MC\tWhich?\ta\tcorrect\tb",
        "ESS\tWhy?",
    ]
    report = read_bank(BLACKBOARD, "\n".join(lines)).report_json()
    assert (report["whole"], report["left_out"]) == (1, 3)
    assert [(loss["line"], loss["reason"]) for loss in report["losses"]] == [
        (2, "There is no counterpart of the type “OP”."),
        (3, "The last of its parts has no counterpart."),
        (4, "An essay without notes for graders has no model answer."),
    ]


def test_the_key_of_all_that_is_written_comes_back(tmp_path: Path) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    shipped = course.edition("en")
    for n, edition in enumerate((shipped, written_course(tmp_path / "course", EXAMPLES))):
        exported = BLACKBOARD.write(edition)
        assert all(line.count("\t") for line in exported.data.decode().splitlines())
        back = questions_of(
            opened(tmp_path / f"back{n}", read_bank(BLACKBOARD, exported.data).texts())
        )
        out = {loss.item for loss in exported.losses if loss.left_out}
        before = [question for question in questions_of(edition) if question.id not in out]
        assert {question.type for question in questions_of(edition) if question.id in out} == {
            "categorize"
        }
        types = [{"slider": "numerical"}.get(each.type, each.type) for each in before]
        assert [question.type for question in back] == types
        for question, other in zip(before, back, strict=True):
            if question.type not in {"open_response", "slider"}:
                assert other.key == question.key
