"""Libraries open from YAML or from the cache, all the same; what is broken is left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studykit.content import library as library_module
from studykit.content.course import Edition
from studykit.content.implicit_quizzes import ALL_QUESTIONS
from studykit.content.library import LibraryError, default_paths, open_library, shipped_lessons

LESSON = """\
id: {name}
title: Lesson {name}
objectives: {{know-{name}: Know it}}
sections:
  - {{id: section-{name}, title: First, text: Some text., check: [why-{name}]}}
cards:
  - {{id: term-{name}, front: Q, back: A, reverse: true}}
  - {{id: gaps-{name}, cloze: "In {{{{2025}}}} at {{{{noon}}}}"}}
questions:
  - id: why-{name}
    type: single_choice
    stem: Why?
    points: 2
    objective: know-{name}
    options: [{{text: Because, correct: true}}, {{text: Despite}}]
  - {{type: numerical, stem: How many?, answer: 3, tolerance: {{relative: 1}}}}
"""


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("STUDYKIT_CACHE", str(folder))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for language in ("en", "zh-Hant"):
        folder = tmp_path / "library" / f"course-{language}"
        head = f"id: course\ntitle: In {language}\nlanguage: {language}\n"
        write(folder / "course.yaml", head)
        for name in ("a", "b"):
            write(folder / f"{name}.yaml", LESSON.format(name=name))
    return tmp_path / "library"


def settle(folder: Path) -> None:
    """Make the files old enough for the cache to trust their times."""
    past = time.time() - 60
    for file in folder.rglob("*.yaml"):
        os.utime(file, (past, past))


def everything(edition: Edition) -> list[object]:
    return [edition.head, *edition.lessons, *(edition.lesson(o.id) for o in edition.lessons)]


def test_editions_of_one_course_are_one_course(library: Path) -> None:
    courses = open_library([library]).courses
    assert [course.id for course in courses] == ["course"]
    assert list(courses[0].editions) == ["en", "zh-Hant"]


def test_the_edition_of_a_language(library: Path) -> None:
    course = open_library([library]).course("course")
    assert course.edition("zh-Hant").title == "In zh-Hant"
    assert course.edition("ZH-TW").title == "In zh-Hant"
    assert course.edition("fr").title == "In en"
    assert course.edition().title == "In en"


def test_items_are_found_by_their_ids(library: Path) -> None:
    edition = open_library([library]).course("course").edition("en")
    assert edition.section("section-b").title == "First"
    assert edition.question("why-a").stem == "Why?"
    assert edition.card("gaps-a/2").answers == ("noon",)
    assert edition.card("term-a/reverse").front == "A"
    lesson = edition.lesson_of_card("gaps-b/1")
    assert lesson is not None
    assert lesson.id == "b"
    assert edition.lesson_of_question("gone") is None
    assert edition.objectives == {"know-a": "Know it", "know-b": "Know it"}
    with pytest.raises(KeyError):
        edition.card("gone")


def test_where_an_author_edits_an_item(library: Path) -> None:
    edition = open_library([library]).course("course").edition("en")
    file = library / "course-en" / "b.yaml"
    assert edition.line_of("question", "why-b") == (file, 10)
    assert edition.line_of("card", "gaps-b/2") == (file, 8)
    assert edition.line_of("section", "section-b") == (file, 5)
    assert edition.line_of("lesson", "b") == (file, 1)


def test_every_lesson_has_a_practice_quiz_and_the_course_a_final_one(library: Path) -> None:
    edition = open_library([library]).course("course").edition("en")
    assert [quiz.id for quiz in edition.quizzes] == ["lesson:a", "lesson:b", ALL_QUESTIONS]
    assert [quiz.mode for quiz in edition.quizzes] == ["practice", "practice", "exam"]


def test_the_quizzes_without_an_author_have_names_in_the_language_of_the_course(
    library: Path,
) -> None:
    course = open_library([library]).course("course")
    titles = {tag: [q.title for q in course.edition(tag).quizzes] for tag in course.editions}
    assert titles == {
        "en": ["Practice: Lesson a", "Practice: Lesson b", "Final exam"],
        "zh-Hant": ["練習：Lesson a", "練習：Lesson b", "期末測驗"],
    }


def test_quizzes_of_the_author_are_offered_instead_of_those_without_one(library: Path) -> None:
    edition = open_library([library]).course("course").edition("en")
    assert edition.offered_quizzes == edition.quizzes
    head = library / "course-en" / "course.yaml"
    quiz = "quizzes: [{id: mine, title: Mine}]\n"
    head.write_text(head.read_text("utf-8") + quiz, encoding="utf-8")
    edition = open_library([library]).course("course").edition("en")
    assert [quiz.id for quiz in edition.offered_quizzes] == ["mine"]
    assert edition.quiz("lesson:a").title == "Practice: Lesson a"


def test_a_question_without_an_id_keeps_its_derived_one(library: Path) -> None:
    first = [q.id for q in open_library([library]).courses[0].edition().lessons[0].questions]
    again = [q.id for q in open_library([library]).courses[0].edition().lessons[0].questions]
    assert first == again == ["why-a", "a-how-many"]


@pytest.mark.parametrize("settled", [True, False])
def test_from_the_cache_everything_is_as_from_the_files(library: Path, settled: bool) -> None:
    if settled:
        settle(library)
    fresh = everything(open_library([library]).course("course").edition("en"))
    assert everything(open_library([library]).course("course").edition("en")) == fresh


def test_a_changed_file_is_read_again(library: Path) -> None:
    settle(library)
    open_library([library])
    file = library / "course-en" / "a.yaml"
    file.write_text(file.read_text("utf-8").replace("Lesson a", "Lesson A"), encoding="utf-8")
    edition = open_library([library]).course("course").edition("en")
    assert edition.lessons[0].title == "Lesson A"
    assert edition.lesson("a").title == "Lesson A"


WARM = """
import sys
from pathlib import Path
from studykit.content.library import open_library
library = open_library([Path(sys.argv[1])])
edition = library.courses[0].edition()
edition.lesson(edition.lessons[0].id)
print(sorted({"yaml", "pydantic", "textual"} & sys.modules.keys()))
"""


def test_a_warm_start_imports_neither_yaml_nor_pydantic(library: Path) -> None:
    settle(library)
    write(library / "course-en" / "broken.yaml", "title: [")
    open_library([library]).everything_wrong()
    argv = [sys.executable, "-c", WARM, str(library)]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\x00", b'{"schema": "x"}'])
def test_a_wrong_cache_is_as_good_as_none(library: Path, cache: Path, content: bytes) -> None:
    settle(library)
    fresh = everything(open_library([library]).course("course").edition("en"))
    for file in cache.iterdir():
        file.write_bytes(content)
    assert everything(open_library([library]).course("course").edition("en")) == fresh


def test_a_cache_with_wrong_entries_is_as_good_as_none(library: Path, cache: Path) -> None:
    settle(library)
    fresh = everything(open_library([library]).course("course").edition("en"))
    for file in cache.glob("*.json"):
        data = json.loads(file.read_bytes())
        for entry in data.get("files", {}).values():
            entry["outline"] = entry["head"] = {"id": 1}
            entry["diagnostics"] = [{}]
        if "lesson" in data:
            data["lesson"] = {"questions": [{"type": "what"}]}
        file.write_text(json.dumps(data), encoding="utf-8")
    assert everything(open_library([library]).course("course").edition("en")) == fresh


def test_an_unwritable_cache_does_no_harm(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_CACHE", str(write(tmp_path / "a-file", "") / "cache"))
    for _ in range(2):
        assert len(everything(open_library([library]).course("course").edition("en"))) == 5


def test_a_broken_lesson_is_left_out_and_named_warm_or_cold(library: Path) -> None:
    file = write(library / "course-en" / "aa.yaml", "title: x\ntitle foo\nsummary: y\n")
    settle(library)
    for _ in range(2):
        edition = open_library([library]).course("course").edition("en")
        assert [o.id for o in edition.lessons] == ["a", "b"]
        assert [(d.file, d.line, d.code) for d in edition.diagnostics] == [(file, 2, "SK105")]


def test_a_lesson_broken_while_the_library_is_open(library: Path, cache: Path) -> None:
    edition = open_library([library]).course("course").edition("en")
    edition.open()
    write(library / "course-en" / "a.yaml", "title: [")
    for file in cache.iterdir():
        file.unlink()
    with pytest.raises(LibraryError, match=r"a\.yaml:1:8"):
        edition.lesson("a")


def test_a_course_folder_brings_its_other_editions(library: Path) -> None:
    write(library / "other" / "course.yaml", "id: other\ntitle: Other\n")
    write(library / "other" / "a.yaml", LESSON.format(name="a"))
    opened = open_library([library / "course-zh-Hant"])
    assert [course.id for course in opened.courses] == ["course"]
    assert list(opened.courses[0].editions) == ["zh-Hant", "en"]
    assert opened.courses[0].edition().language == "zh-Hant"


def test_a_lesson_file_is_a_course_of_one_lesson(library: Path) -> None:
    opened = open_library([library / "course-en" / "b.yaml"])
    edition = opened.courses[0].edition()
    assert (edition.id, edition.language) == ("course", "en")
    assert [lesson.id for lesson in edition.lessons] == ["b"]


def test_a_lone_lesson_file(tmp_path: Path) -> None:
    file = write(tmp_path / "lone.yaml", LESSON.format(name="x"))
    edition = open_library([file]).courses[0].edition()
    assert (edition.id, edition.title) == ("x", "Lesson x")
    assert edition.lesson("x").title == "Lesson x"


@pytest.mark.parametrize(
    ("title", "heading", "language", "stated"),
    [
        ("Rivers", "Rivers", "und", []),
        ("Rivers", "邊境", "und", []),
        ("邊境的河流", "X", "zh-Hant", ["zh-Hant"]),
        ("边境的河流", "X", "zh-Hans", ["zh-Hans"]),
        ("Moei 河", "X", "zh", ["zh"]),
        ("Moei 河", "邊境", "zh-Hant", ["zh-Hant"]),
        ("Moei 河", "边境", "zh-Hans", ["zh-Hans"]),
        ("国境の川", "X", "und", []),
    ],
)
def test_the_script_of_its_title_tells_the_language_of_a_lone_lesson(
    tmp_path: Path, title: str, heading: str, language: str, stated: list[str]
) -> None:
    text = LESSON.format(name="x").replace("title: Lesson x", f"title: {title}")
    text = text.replace("title: First", f"title: {heading}")
    (course,) = open_library([write(tmp_path / "lone.yaml", text)]).courses
    assert course.edition().language == language
    assert course.languages == stated


def test_a_folder_of_lessons_without_a_course_file(tmp_path: Path) -> None:
    write(tmp_path / "my notes" / "x.yaml", LESSON.format(name="x"))
    assert [c.id for c in open_library([tmp_path / "my notes"]).courses] == ["my-notes"]


def test_the_same_course_twice_is_said(library: Path) -> None:
    write(library / "copy" / "course.yaml", "id: course\ntitle: Copy\nlanguage: en\n")
    write(library / "copy" / "a.yaml", LESSON.format(name="a"))
    opened = open_library([library])
    assert opened.course("course").edition("en").title == "Copy"
    assert [d.code for d in opened.diagnostics] == ["SK409"]


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no file or folder"):
        open_library([tmp_path / "nothing"])


def test_a_folder_that_may_not_be_read(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = library / "closed"
    closed.mkdir()
    listed = Path.iterdir

    def refused(folder: Path) -> object:
        if folder == closed:
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert [course.id for course in open_library([library]).courses] == ["course"]
    with pytest.raises(LibraryError, match="cannot be read: Permission denied"):
        open_library([closed])


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_out_of_the_course_are_not_followed(library: Path, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.yaml", LESSON.format(name="secret"))
    (library / "course-en" / "link.yaml").symlink_to(secret)
    edition = open_library([library / "course-en"]).course("course").edition("en")
    assert [o.id for o in edition.lessons] == ["a", "b"]
    assert [d.code for d in edition.diagnostics] == ["SK407"]


@pytest.mark.parametrize("name", ["../secret.yaml", "/etc/passwd", "x/../../secret.yaml"])
def test_names_out_of_the_course_are_not_followed(
    library: Path, tmp_path: Path, name: str
) -> None:
    write(library / "secret.yaml", LESSON.format(name="secret"))
    head = library / "course-en" / "course.yaml"
    head.write_text(head.read_text("utf-8") + f"lessons: [a.yaml, {name}]\n", encoding="utf-8")
    edition = open_library([library / "course-en"]).course("course").edition("en")
    assert [o.id for o in edition.lessons] == ["a"]
    assert [d.code for d in edition.diagnostics] == ["SK407"]


@pytest.mark.parametrize("name", ["+!touch x;.yaml", "-x.yaml", "sub/+x.yaml"])
def test_lessons_named_like_an_option_are_not_opened(library: Path, name: str) -> None:
    folder = library / "course-en"
    write(folder / name, LESSON.format(name="x"))
    head = folder / "course.yaml"
    head.write_text(head.read_text("utf-8") + f"lessons: [a.yaml, '{name}']\n", "utf-8")
    edition = open_library([folder]).course("course").edition("en")
    assert [o.id for o in edition.lessons] == ["a"]
    assert [d.code for d in edition.diagnostics] == ["SK413"]


def test_a_lesson_named_like_an_option_is_not_opened_unlisted_or_alone(library: Path) -> None:
    file = write(library / "course-en" / "+x.yaml", LESSON.format(name="x"))
    edition = open_library([file.parent]).course("course").edition("en")
    assert [o.id for o in edition.lessons] == ["a", "b"]
    assert [d.code for d in edition.diagnostics] == ["SK413"]
    alone = open_library([file])
    assert not alone.courses
    assert [d.code for d in alone.everything_wrong()] == ["SK413"]


def test_a_lesson_that_is_gone_cannot_be_searched(library: Path, cache: Path) -> None:
    folder = library / "course-en"
    head = folder / "course.yaml"
    head.write_text(head.read_text("utf-8") + "lessons: [a.yaml, b.yaml]\n", "utf-8")
    for lessons in (["a", "b"], ["a"]):
        edition = open_library([folder]).course("course").edition("en")
        assert [o.id for o in edition.lessons] == lessons
        assert {block.lesson for block in edition.search_text().blocks} == set(lessons)
        (folder / "b.yaml").unlink(missing_ok=True)


def test_lessons_come_in_the_listed_order(library: Path) -> None:
    head = library / "course-en" / "course.yaml"
    head.write_text(head.read_text("utf-8") + "lessons: [b.yaml, a.yaml]\n", encoding="utf-8")
    edition = open_library([library]).course("course").edition("en")
    assert [lesson.id for lesson in edition.lessons] == ["b", "a"]


def test_the_shipped_lessons_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "own_lessons", lambda: tmp_path)
    assert default_paths() == [shipped_lessons(), tmp_path]
