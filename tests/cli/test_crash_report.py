"""What nobody foresaw is a sentence; where it arose is written into a file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from studykit.cli import main, review_command
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.screens.home import HomeScreen
from tests.plain.lines import write_course


class UnforeseenError(Exception):
    """An error that no part of the program raises."""


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state" / "studykit" / "log"
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: folder)
    return folder


def fail(*_: object, **__: object) -> int:
    raise UnforeseenError("of no kind")


def test_a_command_that_fails_inside_names_the_file_with_the_traceback(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(review_command, "run", fail)
    assert main(["review"]) == 3
    said = capsys.readouterr().err
    (report,) = logs.iterdir()
    assert said.count("\n") == 1
    assert "UnforeseenError: of no kind" in said
    assert str(report) in said
    assert "stored" in said
    text = report.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in text
    assert "in fail" in text
    if sys.platform != "win32":
        assert (report.stat().st_mode & 0o777, logs.stat().st_mode & 0o777) == (0o600, 0o700)


def test_with_debug_it_is_shown_and_no_file_is_written(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "run", fail)
    with pytest.raises(UnforeseenError):
        main(["review", "--debug"])
    assert not logs.exists()


def test_where_no_file_can_be_written_the_sentence_names_debug(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.parent.parent.mkdir()
    logs.parent.write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(review_command, "run", fail)
    assert main(["review"]) == 3
    assert "--debug" in capsys.readouterr().err


def test_old_reports_are_removed(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(review_command, "run", fail)
    for _ in range(12):
        main(["review"])
    newest = re.findall(r"\S+error-\S+\.txt", capsys.readouterr().err)[-10:]
    assert sorted(map(str, logs.iterdir())) == sorted(newest)


def test_too_little_memory_is_said_as_such(
    logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def swallow(_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(review_command, "run", swallow)
    assert main(["review"]) == 3
    assert "memory" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_what_escapes_inside_the_app_is_a_sentence_and_the_profile_is_saved(
    logs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
) -> None:
    async def play(pilot: object) -> None:
        app = pilot.app  # type: ignore[attr-defined]
        await app.action_theme()
        app.call_later(fail)

    run = StudyApp.run
    monkeypatch.setattr("studykit.cli.open_command.can_draw", lambda: True)
    monkeypatch.setattr(StudyApp, "run", lambda app: run(app, headless=True, auto_pilot=play))
    course = write_course(tmp_path / "course")
    profile = tmp_path / "me.json"
    assert main([str(course), "--profile", str(profile), "--language", language]) == 3
    said = capsys.readouterr()
    (report,) = logs.iterdir()
    assert str(report) in said.err
    assert re.search("UnforeseenError(: |：)of no kind", said.err)
    assert (said.out + said.err).count("\n") == 1
    assert "in fail" in report.read_text(encoding="utf-8")
    assert profile.exists()
    assert len(list(Profile.open(profile, write=False).events())) == 1


def test_an_error_while_a_screen_is_drawn_is_a_sentence_too(
    logs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = StudyApp.run
    monkeypatch.setattr("studykit.cli.open_command.can_draw", lambda: True)
    monkeypatch.setattr(StudyApp, "run", lambda app: run(app, headless=True))
    monkeypatch.setattr(HomeScreen, "refresh_words", fail)
    course = write_course(tmp_path / "course")
    assert main([str(course), "--profile", str(tmp_path / "me.json")]) == 3
    said = capsys.readouterr().err
    assert "UnforeseenError: of no kind" in said
    assert said.count("\n") == 1
