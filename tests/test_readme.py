"""What the READMEs show is so."""

from __future__ import annotations

import io
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from studykit.cli import main
from studykit.cli.commands import COMMANDS
from studykit.content.library import open_library, shipped_lessons
from studykit.language.words import Words
from studykit.learner.clock import Clock
from studykit.plain import home
from studykit.plain.talk import Left, Talk
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from tests.pictures import PICTURES
from tests.tui.conftest import screen_text

ROOT = Path(__file__).parents[1]
READMES = {
    "en": (ROOT / "README.md").read_text(encoding="utf-8"),
    "zh-Hant": (ROOT / "README.zh-Hant.md").read_text(encoding="utf-8"),
}


class Shown(NamedTuple):
    """What is seen of the lesson in the README of one language."""

    title: str
    listed: str
    practice: str
    exam: str


SHOWN = {
    "en": Shown(
        "Rivers of the border",
        "Rivers of the border  (rivers)",
        "Practice: Rivers of the border",
        "Final exam",
    ),
    "zh-Hant": Shown(
        "邊界上的河流",
        "邊界上的河流  (rivers, zh-Hant)",
        "練習：邊界上的河流",
        "期末測驗",
    ),
}


@pytest.fixture(params=READMES)
def language(request: pytest.FixtureRequest) -> str:
    """The language of a README, one after the other."""
    return str(request.param)


@pytest.fixture
def lesson(language: str, tmp_path: Path) -> Path:
    """The lesson of the README in a file of its own."""
    file = tmp_path / "rivers.yaml"
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", READMES[language], re.DOTALL | re.MULTILINE)
    assert len(text.splitlines()) <= 10
    file.write_text(text, encoding="utf-8")
    return file


def test_home_is_shown_first_and_every_picture_in_one_of_the_languages() -> None:
    shown = {
        language: re.findall(r"\.pictures/([\w.-]+)\.svg", text)
        for language, text in READMES.items()
    }
    assert shown["en"][0] == "home"
    assert shown["zh-Hant"] == [f"{name}.zh-Hant" for name in shown["en"]]
    assert sorted([*shown["en"], *shown["zh-Hant"]]) == sorted(PICTURES)


def test_the_lesson_passes_and_is_listed(
    lesson: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(lesson)]) == 0
    capsys.readouterr()
    assert main(["list", str(lesson)]) == 0
    assert capsys.readouterr().out == (
        f"{SHOWN[language].listed}\n  1 lesson, 2 cards, 1 question  {lesson}\n"
    )


async def test_the_app_shows_no_line_of_the_lesson_twice(lesson: Path, language: str) -> None:
    title, _, practice, exam = SHOWN[language]
    with Profile.open(lesson.with_name("me.json")) as profile:
        app = StudyApp(open_library([lesson]), profile, Clock(), language=language, guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            shown = screen_text(pilot)
            assert [line.strip() for line in shown.splitlines()].count(title) == 0
            assert f"1 {title}" in shown
            await pilot.press("z")
            await pilot.pause()
            quizzes = screen_text(pilot)
    assert practice in quizzes
    assert f"{exam}  {Words(language)('exam')}" in quizzes


def test_line_mode_names_its_two_quizzes(lesson: Path, language: str) -> None:
    _, _, practice, exam = SHOWN[language]
    typed, said = io.StringIO("t\nq\n"), io.StringIO()
    with Profile.open(lesson.with_name("me.json")) as profile, suppress(Left):
        talk = Talk(typed, said, Words(language))
        home.run(open_library([lesson]), profile, Clock(), None, talk=talk)
    assert re.search(rf"1\. {practice}\n  2\. {exam} ?[(（]", said.getvalue())


def test_every_command_is_listed(language: str) -> None:
    listed = set(re.findall(r"`studykit ([a-z-]+)", READMES[language]))
    assert set(COMMANDS) <= listed


def test_the_shipped_course_is_as_large_as_it_says(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(shipped_lessons()), "--json"]) == 0
    course = json.loads(capsys.readouterr().out)["courses"][0]
    quizzes = open_library([shipped_lessons()]).courses[0].edition(language).offered_quizzes
    counted = [course["lessons"], course["cards"], course["questions"], len(quizzes)]
    assert [int(n) for n in re.findall(SIZE[language], READMES[language])[0]] == counted


SIZE = {
    "en": r"(\d+) lessons, (\d+) cards, (\d+)\s+questions,\s+(\d+)\s+quizzes",
    "zh-Hant": r"(\d+) 課、(\d+) 張卡片、(\d+) 題、(\d+) 份測驗",
}
