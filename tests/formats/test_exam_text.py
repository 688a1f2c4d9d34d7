"""Exams as teachers have them become questions, in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from studykit.formats.base import Options, Source
from studykit.formats.exam_text import ExamTextFormat
from studykit.formats.registry import format_of
from tests.formats.course_samples import EXAMPLES, opened, questions_of, written_course

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.formats.base import CourseDraft

EXAM = ExamTextFormat()


def read(text: str) -> CourseDraft:
    """What a text becomes."""
    return EXAM.read([Source("exam.txt", text.encode())], Options("exam"))


def questions(text: str) -> list[tuple[str, str, Any]]:
    """Type, stem and what is right of each question."""
    [lesson] = [
        yaml.safe_load(t)
        for n, t in read(text).texts().items()
        if n.endswith(".yaml") and n != "course.yaml"
    ]
    return [(q["type"], q["stem"], _right(q)) for q in lesson["questions"]]


def _right(question: dict[str, Any]) -> Any:
    if "options" in question:
        return [o["text"] for o in question["options"] if o.get("correct")]
    return question.get("answers", question.get("answer", question.get("model_answer")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Which?\nA. one\nB. two\nAnswer: B\n\n2) And?\n(a) x\n(b) y\n(c) z\nAns: a, c\n",
            [("single_choice", "Which?", ["two"]), ("multiple_choice", "And?", ["x", "z"])],
            id="answers below",
        ),
        pytest.param(
            "1. Which?\n*a) one\nb) two\n\n2. And?\n[*] x\n[ ] y\n[*] z\n",
            [("single_choice", "Which?", ["one"]), ("multiple_choice", "And?", ["x", "z"])],
            id="marked options",
        ),
        pytest.param(
            "What is 2+2?\nA. 3\nB. 4\nANSWER: B\n\n"
            "Which colour?\nA) red\nB) blue\nANSWER: A\n",
            [
                ("single_choice", "What is 2+2?", ["4"]),
                ("single_choice", "Which colour?", ["red"]),
            ],
            id="Aiken",
        ),
        pytest.param(
            "一、單選題\n（ B ）1. 往哪裡流？ (A)往南 (B)往北 (C)往東\n解析：一路向北。\n"
            "2、下列何者正確？\n（A）甲\n（B）乙\n（C）丙\n答案：A、C\n"
            "3. 會議在（ C ）。\nA．仰光　B．曼谷　C．內比都\n"
            "（○）4. 湄伊河往北流。\n（×）5. 湄伊河往南流。\n",
            [
                ("single_choice", "往哪裡流？", ["往北"]),
                ("multiple_choice", "下列何者正確？", ["甲", "丙"]),
                ("single_choice", "會議在（　）。", ["內比都"]),
                ("true_false", "湄伊河往北流。", True),
                ("true_false", "湄伊河往南流。", False),
            ],
            id="Chinese, answers before and within",
        ),
        pytest.param(
            "1. 甲？\nA. 一\nB. 二\n2. 乙？\nA. 一\nB. 二\n3. 丙對嗎？\n4. 首都？\n\n參考答案\n"
            "1-2 AB\n3. ○\n4. 內比都；奈比多\n",
            [
                ("single_choice", "甲？", ["一"]),
                ("single_choice", "乙？", ["二"]),
                ("true_false", "丙對嗎？", True),
                ("short_answer", "首都？", ["內比都", "奈比多"]),
            ],
            id="a key at the end",
        ),
        pytest.param(
            "1. Read this:\n\n   a text of\n   two lines\n\n"
            "A. one\n   and more\nB. two\nAnswer: A\n\n"
            "2. Why?\nAnswer: There is more to it than one would type letter by letter, no?\n",
            [
                (
                    "single_choice",
                    "Read this:\n\na text of\ntwo lines",
                    ["one and more"],
                ),
                (
                    "open_response",
                    "Why?",
                    "There is more to it than one would type letter by letter, no?",
                ),
            ],
            id="stems and options of several lines, a long answer",
        ),
    ],
)
def test_exams_in_the_usual_forms_are_read(
    text: str, expected: list[tuple[str, str, Any]]
) -> None:
    assert questions(text) == expected
    assert format_of([Source("exam", text.encode())]).name == "exam-text"


def test_a_question_without_an_answer_is_named_with_its_line() -> None:
    report = read("1. Which?\nA. a\nB. b\nAnswer: B\n\n2. And?\nA. a\nB. b\n").report_json()
    assert [(loss["line"], loss["item"], loss["reason"]) for loss in report["losses"]] == [
        (6, "And?", "The answer is missing.")
    ]


def test_an_article_with_lists_is_no_exam() -> None:
    text = "# Rivers\n\n1. The Moei\n2. The Ping\n\nA. is no option.\n\n## More\n\nText.\n"
    assert format_of([Source("rivers.md", text.encode())]).name == "article"


def test_choices_and_statements_go_out_and_come_back(tmp_path: Path) -> None:
    edition = written_course(tmp_path / "course", EXAMPLES)
    exported = EXAM.write(edition)
    text = exported.data.decode()
    assert "Answer key" in text
    kinds = {"single_choice", "multiple_choice", "true_false", "short_answer"}
    before = {q.stem: q.solution for q in questions_of(edition) if q.type in kinds}
    back = opened(tmp_path / "back", read(text).texts())
    after = {q.stem: q.solution for q in questions_of(back)}
    assert before.items() <= after.items()


def test_a_lesson_is_never_written_over_the_course() -> None:
    texts = EXAM.read(
        [Source("exam.txt", b"1. Which?\nA. one\nB. two\nAnswer: B\n")], Options("course")
    ).texts()
    [name] = yaml.safe_load(texts["course.yaml"])["lessons"]
    assert yaml.safe_load(texts[name])["questions"][0]["stem"] == "Which?"
