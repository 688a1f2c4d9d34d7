"""A large library: no more is read than is asked for, and no more is held than is used."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest

from studykit.content import course as course_module
from studykit.content import course_folder, lesson_file
from studykit.content.course import Edition
from studykit.content.library import open_library
from studykit.content.search_text import unpacked

LESSON = """\
id: {name}
title: Lesson {name}
sections: [{{id: s-{name}, title: The {name}, text: Das **Maß** von Ｘ und 聯合巡邏.}}]
cards: [{{id: c-{name}, front: Front {name}, back: Back}}]
questions:
  - {{id: q-{name}, type: true_false, stem: Is {name} true?, answer: true, points: 2}}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("STUDYKIT_CACHE", str(folder))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two courses of three lessons, all older than a moment."""
    for course in ("one", "two"):
        folder = tmp_path / "library" / course
        folder.mkdir(parents=True)
        (folder / "course.yaml").write_text(f"id: {course}\ntitle: Course {course}\n")
        for name in "abc":
            (folder / f"{name}.yaml").write_text(LESSON.format(name=name), encoding="utf-8")
    settle(tmp_path / "library")
    return tmp_path / "library"


def settle(folder: Path) -> None:
    past = time.time() - 60
    for file in folder.rglob("*.yaml"):
        os.utime(file, (past, past))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each lesson file is read as YAML."""
    counted: Counter[str] = Counter()
    read = lesson_file.read_lesson

    def counting(data: bytes, file: Path) -> object:
        counted[f"{file.parent.name}/{file.name}"] += 1
        return read(data, file)

    monkeypatch.setattr(lesson_file, "read_lesson", counting)
    return counted


def first(library: Path) -> Edition:
    return open_library([library]).courses[0].edition()


def test_opening_a_library_reads_no_lesson(library: Path, parsed: Counter[str]) -> None:
    opened = open_library([library])
    assert [course.edition().title for course in opened.courses] == ["Course one", "Course two"]
    assert not parsed
    assert len(opened.courses[0].edition().lessons) == 3
    assert set(parsed) == {"one/a.yaml", "one/b.yaml", "one/c.yaml"}
    assert not opened.courses[1].edition().is_open


def test_editing_one_file_reads_one_file(library: Path, parsed: Counter[str]) -> None:
    open_library([library]).everything_wrong()
    parsed.clear()
    file = library / "one" / "b.yaml"
    file.write_text(LESSON.format(name="B"), encoding="utf-8")
    opened = open_library([library])
    assert not opened.everything_wrong()
    assert [lesson.title for lesson in opened.courses[0].edition().lessons][1] == "Lesson B"
    assert parsed == {"one/b.yaml": 1}


def test_nothing_is_kept_of_a_course_that_is_gone(library: Path, cache: Path) -> None:
    open_library([library]).everything_wrong()
    first(library).lesson("a")
    (library / "one").rename(library / "Straße „drei“")
    open_library([library]).everything_wrong()
    assert len({file.name[:24] for file in cache.iterdir()}) == 2
    shutil.rmtree(library / "two")
    (library / "Straße „drei“" / "b.yaml").unlink()
    open_library([library]).everything_wrong()
    assert len({file.name[:24] for file in cache.iterdir()}) == 1


def test_a_file_that_was_only_touched_is_not_read_as_yaml(
    library: Path, parsed: Counter[str]
) -> None:
    open_library([library]).everything_wrong()
    parsed.clear()
    for file in library.rglob("*.yaml"):
        file.touch()
    assert not open_library([library]).everything_wrong()
    assert not parsed


def test_a_course_that_is_not_read_yet_is_slow_to_open(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_folder, "YAML_SPEED", 1)
    edition = first(library)
    assert edition.slow
    edition.open()
    assert not edition.slow
    assert not first(library).slow
    monkeypatch.setattr(course_folder, "KNOWN_SPEED", 1)
    assert first(library).slow  # so many outlines take a while, too


def test_reading_a_course_tells_how_far_it_is(library: Path) -> None:
    told: list[tuple[int, int]] = []
    first(library).open(lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_was_read_before_reading_was_stopped_is_kept(
    library: Path, parsed: Counter[str]
) -> None:
    def stop(done: int, of: int) -> None:
        if done == 2:
            raise InterruptedError

    edition = first(library)
    with pytest.raises(InterruptedError):
        edition.open(stop)
    assert not edition.is_open
    parsed.clear()
    assert len(searched(edition)) == 3  # not only what was read until then
    assert len(first(library).lessons) == 3
    assert parsed == {"one/c.yaml": 1}


def test_few_lessons_are_held(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course_module, "KEPT_LESSONS", 2)
    read: list[str] = []
    load = course_folder.CourseFolder.lesson
    monkeypatch.setattr(
        course_folder.CourseFolder,
        "lesson",
        lambda source, outline: read.append(outline.id) or load(source, outline),
    )
    edition = first(library)
    for wanted in ("q-a", "q-b", "q-a", "q-c", "q-a", "q-b"):
        assert edition.question(wanted).stem == f"Is {wanted[-1]} true?"
    assert read == ["a", "b", "c", "b"]  # the one used last goes last
    assert edition.card("c-c").back == "Back"


def test_a_course_that_was_closed_opens_again(library: Path) -> None:
    edition = first(library)
    before = edition.lessons
    edition.close()
    assert not edition.is_open
    assert edition.lessons == before


def test_a_lesson_is_read_again_alone(library: Path, parsed: Counter[str]) -> None:
    edition = first(library)
    edition.lesson("b")
    parsed.clear()
    text = LESSON.format(name="b").replace("true?", "not false?").replace("Lesson b", "New")
    (library / "one" / "b.yaml").write_text(text + "title2: x\n", encoding="utf-8")
    assert [d.line for d in edition.reread("b")] == [7]
    assert edition.question("q-b").stem == "Is b true?"  # what is broken changes nothing
    assert edition.lessons[1].title == "Lesson b"
    (library / "one" / "b.yaml").write_text(text, encoding="utf-8")
    assert edition.reread("b") == ()
    assert edition.question("q-b").stem == "Is b not false?"
    assert [lesson.title for lesson in edition.lessons] == ["Lesson a", "New", "Lesson c"]
    assert parsed == {"one/b.yaml": 2}
    assert first(library).lesson("b").title == "New"
    assert parsed == {"one/b.yaml": 2}


def test_a_lesson_found_broken_when_read_again_can_still_be_studied_later(
    library: Path,
) -> None:
    edition = first(library)
    edition.open()
    (library / "one" / "b.yaml").write_text("title: [", encoding="utf-8")
    assert edition.reread("b")
    assert edition.question("q-b").stem == "Is b true?"
    assert [lesson.id for lesson in first(library).lessons] == ["a", "c"]


def searched(edition: Edition) -> list[tuple[str, str, str]]:
    """The lesson, the folded and the shown text of each lesson."""
    data, blocks = edition.search_text()
    parts = [(b.lesson, data[b.start : b.middle], data[b.middle : b.end]) for b in blocks]
    return [(lesson, fold.decode(), "\n".join(unpacked(told))) for lesson, fold, told in parts]


def test_the_text_for_search_is_folded_and_as_written(library: Path) -> None:
    lesson, folded, shown = searched(first(library))[0]
    assert lesson == "a"
    assert folded.splitlines() == [
        "the a\tdas **mass** von x und 聯合巡邏.",
        "front a\tback",
        "is a true?\t",
    ]
    assert shown.splitlines()[0] == "section\ts-a\tThe a\tDas **Maß** von Ｘ und 聯合巡邏."
    assert [line.split("\t")[1] for line in shown.splitlines()] == ["s-a", "c-a", "q-a"]


@pytest.mark.parametrize("lost", ["nothing", "*.search", "*.json", "*"])
def test_the_text_for_search_comes_from_the_cache_or_from_the_files(
    library: Path, cache: Path, parsed: Counter[str], lost: str
) -> None:
    (library / "one" / "broken.yaml").write_text("title: [", encoding="utf-8")
    settle(library)
    fresh = searched(first(library))
    assert [lesson for lesson, _, _ in fresh] == ["a", "b", "c"]
    parsed.clear()
    for file in cache.glob(lost):
        file.unlink()
    assert searched(first(library)) == fresh
    assert bool(parsed) == (lost == "*")


def test_the_text_for_search_follows_an_edit(library: Path, parsed: Counter[str]) -> None:
    searched(first(library))
    parsed.clear()
    (library / "one" / "b.yaml").write_text(LESSON.format(name="B"), encoding="utf-8")
    assert "front B" not in searched(first(library))[1][1]
    assert "front b" in searched(first(library))[1][1]
    assert "Front B" in searched(first(library))[1][2]
    assert parsed == {"one/b.yaml": 1}


def test_what_is_searched_is_what_is_studied(library: Path, parsed: Counter[str]) -> None:
    edition = first(library)
    edition.open()
    (library / "one" / "b.yaml").write_text(LESSON.format(name="B"), encoding="utf-8")
    assert "front b\tback" in searched(edition)[1][1]
    assert edition.question("q-b").stem == "Is b true?"
    edition.reread("b")
    assert searched(edition)[1][2].splitlines()[1] == "card\tc-B\tFront B\tBack"


def test_without_a_cache_everything_is_searched_all_the_same(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parsed: Counter[str]
) -> None:
    fresh = searched(first(library))
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "a-file" / "cache"))
    edition = first(library)
    edition.open()
    parsed.clear()
    assert searched(edition) == fresh
    assert searched(edition) == fresh
    assert not parsed


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{}\n", b'{"schema": "x", "lessons": []}\n', b"\xff\xfe\n"]
)
def test_wrong_text_for_search_is_as_good_as_none(
    library: Path, cache: Path, content: bytes
) -> None:
    fresh = searched(first(library))
    for file in cache.glob("*.search"):
        file.write_bytes(content)
    assert searched(first(library)) == fresh


def test_damaged_text_for_search_is_as_good_as_none(library: Path, cache: Path) -> None:
    fresh = searched(first(library))
    (file,) = cache.glob("*.search")
    whole = file.read_bytes()
    for damaged in (whole[:-1], whole.replace(b"\tback", b" back"), whole + b"x"):
        assert damaged != whole
        file.write_bytes(damaged)
        assert searched(first(library)) == fresh


def test_a_lesson_file_alone_leaves_the_text_of_its_course_alone(
    library: Path, parsed: Counter[str]
) -> None:
    fresh = searched(first(library))
    alone = first(library / "one" / "b.yaml")
    assert [lesson for lesson, _, _ in searched(alone)] == ["b"]
    parsed.clear()
    assert searched(first(library)) == fresh
    assert not parsed
