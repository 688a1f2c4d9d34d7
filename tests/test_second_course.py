"""The short course that ships beside the case study: it uses what texts can hold, and opens."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.questions.registry import Question
from studykit.tui.app import StudyApp
from tests.tui.conftest import screen_text

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.content.course import Edition


@pytest.fixture(scope="module", params=["en", "zh-Hant"])
def edition(request: pytest.FixtureRequest) -> Edition:
    course = open_library([shipped_lessons()]).course("triangles")
    edition: Edition = course.editions[request.param]
    return edition


def test_it_shows_what_texts_and_questions_can_hold(edition: Edition) -> None:
    lessons = [edition.lesson(outline.id) for outline in edition.lessons]
    text = "\n".join(section.text for lesson in lessons for section in lesson.sections)
    for mark in ("$$", "\\frac", "```python", "![", "|---:|", "{弦|", "> "):
        assert mark in text, mark
    questions: list[Question] = [q for lesson in lessons for q in lesson.questions]
    assert any(question.stimulus for question in questions)
    assert edition.template("pond-depth").variables
    assert edition.lesson("program").reuse == ("pond-depth",)
    assert (edition.folder / "media" / "pond.svg").is_file()


def test_both_editions_have_the_same_items() -> None:
    course = open_library([shipped_lessons()]).course("triangles")
    ids = [
        [[item.id for _, items in outline.items() for item in items] for outline in e.lessons]
        for e in course.editions.values()
    ]
    assert ids[0] == ids[1]


async def test_home_names_the_other_course_and_goes_there(tmp_path: Path) -> None:
    library = open_library([shipped_lessons()])
    with Profile.open(tmp_path / "me.json") as profile:
        app = StudyApp(library, profile, Clock(), language="en", guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Another course: The reed in the pond" in screen_text(pilot)
            await pilot.press(*["down"] * 10, "enter")
            await pilot.pause()
            assert "Courses" in screen_text(pilot)
            await pilot.press("down", "enter")
            await pilot.pause()
            assert "Another course: Clearing the fraud compounds" in screen_text(pilot)
        again = StudyApp(library, profile, Clock(), language="en", guard=0)
        assert again.edition.id == "triangles", "it is opened the next time"


def test_line_mode_goes_to_another_course_and_its_commands_stay_there(tmp_path: Path) -> None:
    mine = [str(shipped_lessons()), "--profile", str(tmp_path / "me.json"), "--language", "en"]

    def lines(typed: str, *words: str) -> str:
        command = [sys.executable, "-m", "studykit", *words, *mine]
        done = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)
        return done.stdout

    assert "To read: A problem without a measuring rod" in lines("other\n2\nq\n", "--plain")
    assert "A problem without a measuring rod" in lines("q\n", "read")
