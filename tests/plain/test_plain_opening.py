"""Opening a course for line mode: what is wrong, and that it takes a while, is said aside."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content import course_folder

LESSON = "title: Alps\nsections: [{title: High, text: A tall Alp.}]\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(course_folder, "YAML_SPEED", 1)
    monkeypatch.setenv("STUDYKIT_PROFILE", str(tmp_path / "me.json"))
    folder = tmp_path / "hills"
    folder.mkdir()
    (folder / "course.yaml").write_text("id: hills\ntitle: Hills\n", encoding="utf-8")
    (folder / "alps.yaml").write_text(LESSON, encoding="utf-8")
    past = time.time() - 60  # a file that was just written is looked at again
    os.utime(folder / "alps.yaml", (past, past))
    monkeypatch.setattr("sys.stdin", io.StringIO())  # the learner leaves at once
    return folder


def test_reading_that_takes_long_is_said_once(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(course)]) == 0
    told = capsys.readouterr()
    assert told.err == "Reading the course …\n"
    assert "To read: High" in told.out
    assert main([str(course)]) == 0
    assert not capsys.readouterr().err  # now it is in the cache


def test_a_broken_lesson_is_named_and_the_rest_is_studied(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "broken.yaml").write_text("title: [", encoding="utf-8")
    assert main([str(course)]) == 0
    told = capsys.readouterr()
    assert "broken.yaml:1:8" in told.err
    assert "To read: High" in told.out


@pytest.mark.parametrize("command", [[], ["review"], ["quiz"]])
def test_a_course_of_which_no_lesson_opens_ends_with_1(
    course: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (course / "alps.yaml").write_text("title: [", encoding="utf-8")
    assert main([*command, str(course)]) == 1
    told = capsys.readouterr()
    assert "alps.yaml:1:8" in told.err
    assert "no lesson that can be opened" in told.out + told.err
