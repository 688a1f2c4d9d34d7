"""What a program drafted is shown to nobody who studies, until its author confirms it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content.library import open_library

LESSON = """\
title: Rivers
sections:
  - {id: one, title: First, text: The Moei flows north., check: [sure, maybe]}
cards:
  - {id: known, front: Which river flows north?, back: The Moei}
  - {id: guessed, front: Which flows south?, back: The Ping, draft: true}
questions:
  - {id: maybe, type: true_false, stem: It flows., answer: true, explanation: E, draft: true}
  - {id: sure, type: true_false, stem: It is wet., answer: true, explanation: E}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "rivers"
    folder.mkdir()
    (folder / "course.yaml").write_text("id: r\ntitle: R\nlanguage: en\n", encoding="utf-8")
    (folder / "lesson.yaml").write_text(LESSON, encoding="utf-8")
    return folder


@pytest.mark.parametrize("from_the_cache", [False, True])
def test_an_edition_has_no_drafts_but_counts_them(course: Path, from_the_cache: bool) -> None:
    if from_the_cache:
        open_library([course]).course("r").edition().search_text()
    edition = open_library([course]).course("r").edition()
    [outline] = edition.lessons
    assert [card.id for card in outline.cards] == ["known"]
    assert [(q.id, q.line) for q in outline.questions] == [("sure", 9)]
    assert outline.sections[0].check == ("sure",)
    assert edition.drafts == 2
    lesson = edition.lesson("lesson")
    assert [card.id for card in lesson.cards] == ["known"]
    assert [question.id for question in lesson.questions] == ["sure"]
    assert lesson.sections[0].check == ("sure",)
    assert b"ping" not in edition.search_text().data


def test_a_confirmed_draft_is_studied(course: Path) -> None:
    text = LESSON.replace(", draft: true", "")
    open_library([course]).course("r").edition().open()
    (course / "lesson.yaml").write_text(text, encoding="utf-8")
    edition = open_library([course]).course("r").edition()
    assert len(edition.lesson("lesson").questions) == 2
    assert edition.drafts == 0


def test_list_and_check_say_how_many_wait_and_what_to_do(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(course)]) == 0
    listed = capsys.readouterr().out
    assert "1 card, 1 question" in listed
    assert f"2 drafts wait: studykit preview {course}" in listed
    assert main(["check", str(course)]) == 0
    assert f"2 drafts wait: studykit preview {course}" in capsys.readouterr().out
    main(["check", "--json", str(course)])
    assert json.loads(capsys.readouterr().out)["drafts"] == 2
