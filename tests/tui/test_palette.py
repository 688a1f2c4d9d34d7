"""The palette: every command, lesson, quiz, course and theme, in the interface's language."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from studykit.progress.store import Profile
from tests.tui.conftest import Open
from tests.tui.test_app import press


async def find(pilot: Pilot[None], text: str) -> str:
    await press(pilot, "ctrl+p", *text)
    await pilot.app.workers.wait_for_complete()  # they look for the commands
    return await press(pilot)


async def test_it_speaks_the_language_of_the_interface(open_app: Open) -> None:
    async with open_app((80, 40), language="zh-Hant") as pilot:
        shown = await find(pilot, "")
        assert "搜尋指令" in shown
        assert "複習" in shown
        assert "Screenshot" not in shown
        assert "Quit" not in shown


async def test_a_lesson_is_found_by_some_of_its_letters(open_app: Open) -> None:
    async with open_app() as pilot:
        assert "The border" in await find(pilot, "bordr")
        await press(pilot, "enter")
        assert "It flows north." in await press(pilot)


async def test_what_home_can_do_is_found_everywhere(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        await find(pilot, "settings")
        await press(pilot, "enter")
        assert "Settings" in (await press(pilot)).splitlines()[0]


async def test_a_theme_is_chosen_and_stays(open_app: Open, profile_file: Path) -> None:
    async with open_app() as pilot:
        await find(pilot, "high contrast")
        await press(pilot, "enter")
        await press(pilot)
        assert pilot.app.theme == "studykit-high-contrast"
    with Profile.open(profile_file) as profile:
        assert profile.state["settings"]["theme"] == "studykit-high-contrast"


async def test_an_exam_offers_nothing_of_the_course(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        shown = await find(pilot, "bordr")
        assert "Lesson" not in shown
        await press(pilot, "escape")
        assert "Flag" in await find(pilot, "flag")


async def test_where_nothing_matches_it_is_said_in_the_language_of_the_interface(
    open_app: Open,
) -> None:
    async with open_app(language="zh-Hant") as pilot:
        shown = await find(pilot, "qqqq")
        assert "沒有符合的項目。" in shown
        assert "No matches" not in shown
