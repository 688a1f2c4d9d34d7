"""What an author sees while writing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.preview import PreviewApp
from studykit.tui.screens.lesson import LessonScreen
from tests.tui.conftest import screen_text, until, until_shown
from tests.tui.test_app import press

LESSON = """\
title: Rivers
sections:
  - {id: one, title: First, text: The Moei flows north.}
  - {id: two, title: Second, text: The Salween is longer., check: [q]}
questions:
  - {id: q, type: true_false, stem: It flows., answer: true, explanation: It does.}
"""


@asynccontextmanager
async def preview(file: Path) -> AsyncIterator[Pilot[None]]:
    file.write_text(LESSON, encoding="utf-8")
    with Profile.open(file.parent / "nowhere.json") as profile:
        app = PreviewApp(file, open_library([file]), profile, Clock())
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield pilot


async def saved(pilot: Pilot[None], file: Path, text: str, comes: str) -> str:
    """What stands on the screen once `comes` does, after the lesson was saved."""
    file.write_text(text, encoding="utf-8")
    return await until_shown(pilot, comes)


async def test_what_is_saved_is_shown_and_the_place_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with preview(file) as pilot:
        assert "The Salween is longer." in await press(pilot, "n")
        changed = LESSON.replace("longer.", "wide and long.")
        shown = await saved(pilot, file, changed, "The Salween is wide and long.")
        assert "2/2" in shown


async def test_a_broken_file_is_told_over_what_was_good(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with preview(file) as pilot:
        broken = LESSON.replace("true_false", "true_flase")
        shown = await saved(pilot, file, broken, "rivers.yaml:6:19")
        assert "true_false" in shown
        assert "The Moei flows north." in shown
        file.write_text(LESSON, encoding="utf-8")
        shown = await until(pilot, lambda: "rivers.yaml" not in screen_text(pilot))
        assert "The Moei flows north." in shown


async def test_a_lesson_that_was_renamed_goes_on_being_shown(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with preview(file) as pilot:
        file.write_text("id: streams\n" + LESSON, encoding="utf-8")
        shown = await until(pilot, lambda: not isinstance(pilot.app.screen, LessonScreen))
        assert "Rivers" in shown
        assert "Traceback" not in shown


DRAFTS = """\
title: Rivers
sections:
  - {id: one, title: First, text: The Moei flows north for 327 km. It is wet., check: [q]}
cards:
  - id: length
    cloze: The Moei flows north for {{327 km}}.
    source: one
    draft: true
questions:
  - {id: q, type: true_false, stem: It flows., answer: true, explanation: E, draft: true}
"""


@asynccontextmanager
async def drafts(file: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    file.write_text(DRAFTS, encoding="utf-8")
    with Profile.open(file.parent / "nowhere.json") as profile:
        app = PreviewApp(file, open_library([file]), profile, Clock())
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await pilot.pause()
            yield pilot


async def test_drafts_are_confirmed_one_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with drafts(file) as pilot:
        shown = screen_text(pilot)
        assert "1 / 2" in shown
        assert "The Moei flows north for {{327 km}}." in shown
        assert "The Moei flows north for 327 km." in shown
        assert "accept" in shown.splitlines()[-1]
        shown = await press(pilot, "enter")
        assert "It flows." in shown
        shown = await press(pilot, "x")
        assert "No draft waits" in shown
        text = file.read_text(encoding="utf-8")
        assert "draft" not in text
        assert "id: length" in text
        assert "id: q" not in text
        assert "check" not in text
        shown = await press(pilot, "u", "u")
        assert "1 / 2" in shown
        assert file.read_text(encoding="utf-8") == DRAFTS


async def test_a_draft_is_changed_in_place(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with drafts(file, (50, 20)) as pilot:
        await press(pilot, "e")
        await pilot.press("ctrl+home", *"So: ")
        shown = await press(pilot, "ctrl+s")
        assert "So: The Moei" in shown
        text = file.read_text(encoding="utf-8")
        assert "So: The Moei flows north for {{327 km}}." in text
        assert text.count("draft: true") == 2
        assert "First" in await press(pilot, "escape")
        assert "1 / 2" in await press(pilot, "D")


VARIABLES = """\
title: Rivers
sections:
  - {id: one, title: First, text: Count., check: [q]}
questions:
  - id: q
    type: numerical
    stem: What is twice [= n]?
    variables: {n: {from: 1, to: 1000000}}
    answer: = n * 2
"""


def other_text(pilot: Pilot[None], before: str) -> bool:
    return screen_text(pilot) != before


async def test_a_key_shows_a_question_with_other_numbers(tmp_path: Path) -> None:
    file = tmp_path / "rivers.yaml"
    async with preview(file) as pilot:
        shown = await saved(pilot, file, VARIABLES, "twice")
        stems = set(re.findall(r"twice (\d+)", shown))
        for _ in range(2):
            await pilot.press("f5")
            shown = await until(pilot, partial(other_text, pilot, shown))
            (stem,) = set(re.findall(r"twice (\d+)", shown))
            assert f"n = {stem}" in shown
            stems.add(stem)
        assert len(stems) == 3
