"""References between the files of a course, blueprints, editions, and warnings silenced."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.checking import read_courses
from studykit.content.ids import derived_id
from studykit.content.silencing import silenced_lines

LESSON = """\
title: {name}
id: {name}
objectives: {{know-{name}: Know it}}
sections:
  - {{id: section-{name}, title: S, text: T}}
questions:
  - {{id: {name}1, type: true_false, stem: S, answer: true, tags: [easy]}}
  - {{id: {name}2, type: true_false, stem: S, answer: false, objective: know-{name}}}
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "library" / "en"
    write_course(folder, "en")
    return folder


def write_course(folder: Path, language: str) -> None:
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.yaml").write_text(LESSON.format(name=name), encoding="utf-8")
    head(folder, f"language: {language}")


def head(folder: Path, more: str) -> None:
    (folder / "course.yaml").write_text(f"id: c\ntitle: C\n{more}\n", encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def found(path: Path) -> list[tuple[str, int, int, str]]:
    return [(d.file.name, d.line, d.column, d.code) for d in read_courses([path]).diagnostics]


def quiz(draw: str, more: str = "") -> str:
    return f"quizzes:\n  - id: q\n    title: Q\n    draw:\n      - {draw}\n{more}"


def test_a_course_may_refer_from_lesson_to_lesson(course: Path) -> None:
    edit(course / "a.yaml", "objective: know-a", "objective: know-b, source: section-b")
    assert found(course) == []


@pytest.mark.parametrize(
    ("draw", "column", "code"),
    [
        ("{lessons: [a], count: 3}", 31, "SK405"),
        ("{tags: [easy], count: 3}", 31, "SK405"),
        ("{objectives: [know-a], tags: [easy], count: 1}", 53, "SK405"),
        ("{lessons: [c]}", 20, "SK406"),
        ("{tags: [esay]}", 17, "SK406"),
        ("{ids: [a1, a9]}", 20, "SK406"),
        ("{objectives: [know]}", 23, "SK406"),
        ("{count: 0}", 17, "SK206"),
    ],
)
def test_a_blueprint_that_cannot_be_drawn(
    course: Path, draw: str, column: int, code: str
) -> None:
    head(course, quiz(draw))
    assert found(course) == [("course.yaml", 7, column, code)]


def test_lines_that_together_draw_too_much(course: Path) -> None:
    head(course, quiz("{lessons: [a], count: 2}", "      - {lessons: [a], count: 1}"))
    assert found(course) == [("course.yaml", 8, 31, "SK405")]


def test_linked_questions_exist(course: Path) -> None:
    head(course, quiz("{count: 1}", "    linked: [[a1, a7]]"))
    assert found(course) == [("course.yaml", 8, 19, "SK406")]


def test_what_may_lead_into_a_broken_lesson_is_not_called_wrong(course: Path) -> None:
    edit(course / "a.yaml", "objective: know-a", "objective: know-b")
    (course / "b.yaml").write_text("title: [", encoding="utf-8")
    head(course, quiz("{lessons: [a, b], count: 4}"))
    assert [code for *_, code in found(course)] == ["SK114"]


def test_a_lesson_alone_is_not_blamed_for_naming_others(course: Path) -> None:
    edit(course / "a.yaml", "objective: know-a", "objective: know-b")
    assert found(course / "a.yaml") == []


def test_editions_in_step_have_no_warning(course: Path) -> None:
    write_course(course.parent / "zh", "zh-Hant")
    assert found(course.parent) == []


def test_editions_out_of_step(course: Path) -> None:
    other = course.parent / "zh"
    write_course(other, "zh-Hant")
    edit(other / "b.yaml", "answer: true", "answer: false")
    edit(other / "b.yaml", "id: b2", "id: b3")
    reading = read_courses([course.parent])
    assert [(d.file.parent.name, d.line, d.code) for d in reading.diagnostics] == [
        ("en", 8, "SK451"),
        ("zh", 7, "SK452"),
        ("zh", 8, "SK451"),
    ]
    assert {d.severity for d in reading.diagnostics} == {"warning"}


def test_a_comment_silences_a_warning_on_its_line_or_the_next(course: Path) -> None:
    other = course.parent / "zh"
    write_course(other, "zh-Hant")
    edit(other / "b.yaml", "id: b2", "id: b3")
    edit(other / "b.yaml", "  - {id: b3", "  # studykit: ignore SK451\n  - {id: b3")
    edit(
        course / "b.yaml", "objective: know-b}", "objective: know-b}  # studykit: ignore SK451"
    )
    assert found(course.parent) == []


def test_a_course_silences_a_warning_everywhere(course: Path) -> None:
    other = course.parent / "zh"
    write_course(other, "zh-Hant")
    edit(other / "b.yaml", "answer: true", "answer: false")
    head(other, "language: zh-Hant\nignore: [SK452]")
    assert found(course.parent) == []


def test_an_error_cannot_be_silenced(course: Path) -> None:
    edit(course / "a.yaml", "title: a", "titel: a # studykit: ignore SK201")
    assert found(course) == [("a.yaml", 1, 1, "SK201")]


def test_where_a_silencing_comment_speaks() -> None:
    text = "a: 1 # studykit: ignore SK101, SK102\n  # studykit: ignore SK103\nb: 2\n# nothing\n"
    assert silenced_lines(text) == {1: {"SK101", "SK102"}, 3: {"SK103"}}


def test_derived_ids_are_readable_where_they_can_be_and_unique() -> None:
    assert derived_id("What is FSRS, and why?", prefix="one") == "one-what-is-fsrs-and-why"
    assert derived_id("妙瓦底", prefix="one") == derived_id("妙瓦底", prefix="one")
    assert derived_id("妙瓦底") != derived_id("內比都")
    assert derived_id("Same", taken={"same", "same-2"}) == "same-3"
