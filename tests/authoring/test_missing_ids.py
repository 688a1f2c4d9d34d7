"""`ids` writes the ids that are missing, and not a byte besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.authoring.missing_ids import with_ids
from studykit.cli import main
from studykit.content.lesson_file import read_lesson

LESSON = """\
# A lesson that was written in a hurry
title: Rivers    # no id yet

sections:
  - title: The Moei   # a comment to keep
    text: |
      It flows north.
  -   id: kept
      title: The Salween
      text: It flows south.
cards:
- {front: Moei, back: a river}
- { id: has-one, front: Salween, back: a longer one }
questions:
  - type: true_false
    stem: The Moei flows north.
    answer: true
"""


def ids_of(data: bytes) -> list[str]:
    lesson = read_lesson(data, Path("rivers.yaml")).model
    assert lesson is not None
    return [
        lesson.id,
        *(item.id for item in (*lesson.sections, *lesson.cards, *lesson.questions)),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_ids_are_added_and_they_are_those_in_use_already(newline: str, mark: str) -> None:
    data = (mark + LESSON.replace("\n", newline)).encode()
    filled = with_ids(data, Path("rivers.yaml"))
    assert len(filled.added) == 4
    assert ids_of(filled.data) == ids_of(data)
    text = filled.data.decode()
    for new in filled.added:
        for written in (f"id: {new}, ", f"id: {new}{newline}    ", f"id: {new}{newline}"):
            if written in text:
                text = text.replace(written, "", 1)
                break
    assert text.encode() == data


def test_a_second_run_changes_nothing() -> None:
    once = with_ids(LESSON.encode(), Path("rivers.yaml")).data
    again = with_ids(once, Path("rivers.yaml"))
    assert again.data == once
    assert again.added == ()


def test_the_command_writes_the_file_and_says_what_it_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rivers.yaml"
    file.write_text(LESSON, encoding="utf-8")
    assert main(["ids", str(file)]) == 0
    assert "4 added" in capsys.readouterr().out
    assert main(["ids", str(tmp_path)]) == 0
    assert "Every lesson" in capsys.readouterr().out


def test_a_broken_file_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rivers.yaml"
    file.write_text("title: 'open\n", encoding="utf-8")
    assert main(["ids", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == "title: 'open\n"
    assert "rivers.yaml:1" in capsys.readouterr().out


def test_a_missing_path_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", "nowhere.yaml"]) == 3
    assert "nowhere.yaml does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"?", b"? title\n: T\n", b"sections:\n- ? title\n  : T\n"])
def test_a_key_with_a_question_mark_before_it_is_as_any_other(data: bytes) -> None:
    once = with_ids(data, Path("a.yaml"))
    again = with_ids(once.data, Path("a.yaml"))
    assert once.added
    assert (again.added, again.diagnostics) == ((), ())
