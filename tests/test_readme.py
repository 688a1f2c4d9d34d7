"""What the README shows is so."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content.library import open_library
from studykit.language.words import Words
from studykit.learner.clock import Clock
from studykit.plain import home
from studykit.plain.talk import Left, Talk
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from tests.pictures import PICTURES
from tests.tui.conftest import screen_text

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TITLE = "Rivers of the border"


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """The lesson of the README in a file of its own."""
    file = tmp_path / "rivers.yaml"
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    return file


def test_every_picture_is_shown_and_home_first() -> None:
    shown = re.findall(r"\.pictures/(\w+)\.svg", README)
    assert shown[0] == "home"
    assert sorted(shown) == sorted(PICTURES)


def test_the_lesson_passes_and_is_listed(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(lesson)]) == 0
    capsys.readouterr()
    assert main(["list", str(lesson)]) == 0
    assert capsys.readouterr().out == (
        f"{TITLE}  (rivers)\n  1 lesson, 2 cards, 1 question  {lesson}\n"
    )


async def test_the_app_shows_no_line_of_the_lesson_twice(lesson: Path) -> None:
    with Profile.open(lesson.with_name("me.json")) as profile:
        app = StudyApp(open_library([lesson]), profile, Clock(), guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            shown = screen_text(pilot)
            assert [line.strip() for line in shown.splitlines()].count(TITLE) == 0
            assert f"1 {TITLE}" in shown
            await pilot.press("z")
            await pilot.pause()
            quizzes = screen_text(pilot)
    assert f"Practice: {TITLE}" in quizzes
    assert "Final exam  exam" in quizzes


def test_line_mode_names_its_two_quizzes(lesson: Path) -> None:
    typed, said = io.StringIO("t\nq\n"), io.StringIO()
    with Profile.open(lesson.with_name("me.json")) as profile, suppress(Left):
        talk = Talk(typed, said, Words("en"))
        home.run(open_library([lesson]), profile, Clock(), None, talk=talk)
    assert f"1. Practice: {TITLE}\n  2. Final exam (" in said.getvalue()
