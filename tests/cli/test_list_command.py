"""`studykit list` tells which courses there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content import library as library_module
from studykit.content.library import shipped_lessons

LESSON = """\
title: One
cards:
  - {id: c, front: Q, back: A, reverse: true}
questions:
  - {id: q, type: true_false, stem: S, answer: true}
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    for language in ("en", "zh-Hant"):
        folder = tmp_path / "library" / language
        folder.mkdir(parents=True)
        head = f"id: c\ntitle: Course {language}\nlanguage: {language}\n"
        (folder / "course.yaml").write_text(head, encoding="utf-8")
        (folder / "one.yaml").write_text(LESSON, encoding="utf-8")
    return tmp_path / "library"


def test_json_has_one_entry_a_course(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", str(library), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": "studykit list 1",
        "places": [{"kind": "argument", "path": str(library), "exists": True}],
        "courses": [
            {
                "course": "c",
                "title": "Course en",
                "languages": ["en", "zh-Hant"],
                "lessons": 1,
                "cards": 2,
                "questions": 1,
                "drafts": 0,
                "quizzes": [
                    {"id": "lesson:one", "title": "Practice: One"},
                    {"id": "course:all", "title": "Final exam"},
                ],
                "path": str(library / "en"),
            }
        ],
    }


def test_text_names_title_languages_and_path(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(library)]) == 0
    out = capsys.readouterr().out
    assert "Course en  (c, en, zh-Hant)" in out
    assert str(library / "en") in out


def test_a_lone_lesson_that_states_no_language(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = library / "lone.yaml"
    file.write_text(LESSON, encoding="utf-8")
    assert main(["list", str(file)]) == 0
    out = capsys.readouterr().out
    assert "One  (lone)" in out
    assert str(file) in out
    assert main(["list", str(file), "--json"]) == 0
    (course,) = json.loads(capsys.readouterr().out)["courses"]
    assert (course["languages"], course["path"]) == ([], str(file))


@pytest.mark.parametrize("exists", [True, False])
def test_without_a_path_it_tells_where_courses_are_looked_for(
    library: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    exists: bool,
) -> None:
    own = library if exists else library / "nowhere"
    monkeypatch.setattr(library_module, "own_lessons", lambda: own)
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert ("Course en  (c, en, zh-Hant)" in out) is exists
    assert f"The program's courses are in {shipped_lessons()}." in out
    place = f"Your own courses are in {own}."
    missing = f"Your own courses go into {own}, which does not exist yet."
    assert (place if exists else missing) in out
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["places"] == [
        {"kind": "shipped", "path": str(shipped_lessons()), "exists": True},
        {"kind": "own", "path": str(own), "exists": exists},
    ]


def test_a_broken_lesson_is_named_and_the_rest_listed(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "en" / "two.yaml").write_text("title: [", encoding="utf-8")
    assert main(["list", str(library), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["courses"][0]["lessons"] == 1
    assert "two.yaml:1:8" in said.err


def test_a_missing_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", str(tmp_path / "nothing")]) == 3
    assert "There is no file or folder" in capsys.readouterr().err
