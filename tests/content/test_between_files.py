"""What is wrong between the files of a course, or between courses: ids that are nearly alike,
lessons that belong to nothing, blueprints of any size."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content.checking import read_courses
from studykit.content.diagnostics import Diagnostic
from studykit.content.library import open_library

LESSON = "id: {name}\ntitle: T\nsections: [{{id: s-{name}, title: S, text: X}}]\n"


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def course(folder: Path, head: str = "", **lessons: str) -> Path:
    write(folder / "course.yaml", f"id: {folder.name}\ntitle: T\nlanguage: en\n{head}")
    for name, text in (lessons or {"a": LESSON.format(name="a")}).items():
        write(folder / f"{name}.yaml", text)
    return folder


def diagnostics(path: Path) -> tuple[Diagnostic, ...]:
    return read_courses([path]).diagnostics


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("Moei", "moei", "in case or width"),
        ("ｍoei", "moei", "in case or width"),
        ("caf\u00e9", "cafe\u0301", "in how its letters are composed"),
        ("\u00c5", "\u212b", "in how its letters are composed"),
    ],
)
def test_ids_that_are_nearly_alike(
    tmp_path: Path, first: str, second: str, difference: str
) -> None:
    one = f"id: one\ntitle: T\ncards: [{{id: {first}, front: a, back: b}}]\n"
    two = f"id: two\ntitle: T\ncards: [{{id: {second}, front: a, back: b}}]\n"
    (found,) = diagnostics(course(tmp_path / "c", one=one, two=two))
    assert (found.file.name, found.line, found.column) == ("two.yaml", 3, 14)
    assert (found.code, found.severity) == ("SK414", "warning")
    assert difference in found.message
    assert "one.yaml, line 3" in found.message


def test_ids_that_are_nearly_alike_in_one_file(tmp_path: Path) -> None:
    cards = "".join(f"  - {{id: {name}, front: a, back: b}}\n" for name in ("A", "a", "b"))
    (found,) = diagnostics(course(tmp_path / "c", one=f"title: T\ncards:\n{cards}"))
    assert (found.line, found.code) == (4, "SK414")
    assert "(line 3)" in found.message


def test_courses_whose_ids_are_nearly_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course(tmp_path / "Rivers")
    course(tmp_path / "sub" / "rivers")
    assert [d.code for d in diagnostics(tmp_path)] == ["SK414"]
    assert [d.code for d in open_library([tmp_path]).diagnostics] == ["SK414"]
    assert main(["list", str(tmp_path)]) == 0
    assert "SK414" in capsys.readouterr().err


def test_a_course_that_is_hidden_by_another_is_said_by_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course(tmp_path / "A" / "rivers")
    course(tmp_path / "B" / "rivers")
    assert [d.code for d in diagnostics(tmp_path)] == ["SK409"]
    assert main(["list", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "SK409" in said
    assert str(tmp_path / "A" / "rivers") in said


def test_editions_that_have_nothing_in_common_are_likely_two_courses(tmp_path: Path) -> None:
    course(tmp_path / "A" / "rivers")
    other = course(tmp_path / "B" / "rivers", b=LESSON.format(name="b"))
    head = other / "course.yaml"
    head.write_text(head.read_text().replace("language: en", "language: de"))
    (found,) = diagnostics(tmp_path)
    assert (found.file, found.line, found.code) == (head, 1, "SK453")
    assert found.severity == "warning"


def test_a_lesson_that_is_not_listed(tmp_path: Path) -> None:
    a, b = LESSON.format(name="a"), LESSON.format(name="b")
    folder = course(tmp_path / "c", "lessons:\n  - a.yaml\n", a=a, b=b)
    write(folder / "mkdocs.yml", "site_name: rivers\n")
    (found,) = diagnostics(folder)
    assert (found.file.name, found.line, found.column) == ("course.yaml", 4, 1)
    assert (found.code, found.severity) == ("SK415", "warning")
    assert "“b.yaml”" in found.message


def test_without_a_list_every_lesson_belongs_to_the_course(tmp_path: Path) -> None:
    a, b = LESSON.format(name="a"), LESSON.format(name="b")
    assert diagnostics(course(tmp_path / "c", a=a, b=b)) == ()


def test_a_name_that_nothing_has_lists_the_few_there_are(tmp_path: Path) -> None:
    text = "title: T\nobjectives: {north: N, south: S}\n"
    text += "cards: [{front: a, back: b, objective: xyz}]\n"
    (found,) = diagnostics(course(tmp_path / "c", a=text))
    assert (found.code, found.hint) == ("SK403", "There are: north, south.")


QUESTIONS = "".join(
    f"  - {{id: q{n}, type: true_false, stem: S{n}, answer: true, tags: [t{n % 7}, all]}}\n"
    for n in range(1500)
)


@pytest.mark.parametrize(
    ("quizzes", "lines", "draw"),
    [
        (1, 4000, "count: 3"),
        (30, 200, "tags: [all], count: 1"),
        (30, 200, "ids: [q{n}, q{m}], count: 1"),
        (30, 200, "ids: [qq{n}, nothing], count: 1"),
    ],
)
def test_blueprints_of_any_size_are_checked_in_a_moment(
    tmp_path: Path, quizzes: int, lines: int, draw: str
) -> None:
    rows = "".join(f"      - {{{draw.format(n=n, m=(n * 7) % 1500)}}}\n" for n in range(lines))
    head = "quizzes:\n" + "".join(
        f"  - id: quiz{k}\n    title: Q\n    draw:\n{rows}" for k in range(quizzes)
    )
    folder = course(tmp_path / "c", head, a=f"id: a\ntitle: T\nquestions:\n{QUESTIONS}")
    start = time.process_time()
    found = diagnostics(folder)
    assert time.process_time() - start < 20  # minutes, when it was bounded by nothing
    assert len(found) <= 101
    if lines > 200:
        assert [d.code for d in found] == ["SK312"]


def test_lines_that_draw_from_one_pool_are_counted_together(tmp_path: Path) -> None:
    rows = "{tags: [t1], count: 200}, {tags: [t2], count: 1}, {tags: [t1, t2], count: 300}"
    head = f"quizzes:\n  - {{id: quiz, title: Q, draw: [{rows}]}}\n"
    folder = course(tmp_path / "c", head, a=f"id: a\ntitle: T\nquestions:\n{QUESTIONS}")
    (found,) = diagnostics(folder)
    assert found.code == "SK405"
    assert "draw 501 questions where there are 429" in found.message
