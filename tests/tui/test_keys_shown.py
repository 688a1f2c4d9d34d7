"""The line of keys names the key that comes next; the help has them all."""

from __future__ import annotations

import re

from studykit.tui.screens.help import HelpScreen
from studykit.tui.screens.search import without_marks
from studykit.tui.screens.settings import SettingsScreen
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


def keys(shown: str) -> str:
    return shown.splitlines()[-1]


async def test_the_next_key_of_a_review_is_always_named(open_app: Open) -> None:
    async with open_app((50, 20)) as pilot:
        assert "␣ show the back" in keys(await press(pilot, "r"))
        assert "␣ Good" in keys(await press(pilot, "space"))
        shown = await press(pilot, "space")
        assert "␣ show the back" in keys(shown)
        for _ in range(8):
            if "␣ home" in keys(shown):
                break
            shown = await press(pilot, "space", "4")
        assert "␣ home" in keys(shown)
        assert "Today" in await press(pilot, "space")


async def test_a_question_among_the_cards_has_no_back_to_show(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(
            pilot, "z", "down", "enter", "enter", "b", "enter", "3"
        )  # missed: alone in its quiz
        shown = await press(pilot, "escape", "escape", "r")
        while "You missed this question" not in shown:
            assert "␣ show the back" in keys(shown)
            shown = await press(pilot, "space", "4")
        assert "show the back" not in keys(shown)
        assert "␣ Good" in keys(await press(pilot, "a", "enter"))


async def test_while_a_text_is_typed_only_keys_that_work_are_named(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = keys(await press(pilot, "slash"))
        assert "⏎ open" in shown
        assert "esc close" in shown
        assert "language" not in shown
        assert "/ search" not in shown
        shown = keys(await press(pilot, "escape", "s", "enter"))
        assert "⏎ done" in shown
        assert "back to the default" not in shown
        assert "d back to the default" in keys(await press(pilot, "escape"))


async def test_the_help_begins_with_the_screen_one_came_from_and_scrolls(
    open_app: Open,
) -> None:
    async with open_app((50, 20)) as pilot:
        shown = await press(pilot, "question_mark")
        assert shown.index("Home") < shown.index("Everywhere")
        shown = await press(pilot, "end")
        assert "all courses or this one" in shown
        await press(pilot, "escape", "r")
        shown = await press(pilot, "question_mark")
        assert "Flashcards" in shown.splitlines()[2]


async def test_a_click_on_a_line_of_the_help_does_what_its_key_does(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = (await press(pilot, "question_mark")).splitlines()
        row = next(n for n, line in enumerate(shown) if line.split() == ["s", "settings"])
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.click(offset=(shown[row].index("settings") + 1, row))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SettingsScreen)


async def test_what_a_setting_is_can_be_read_on_a_narrow_screen(open_app: Open) -> None:
    async with open_app((50, 20)) as pilot:
        shown = await press(pilot, "s", "down", "down")
        assert "how likely you want to be to recall a" in shown
        assert "card when it is due" in shown
        assert "it is due" in shown


def test_places_are_shown_without_marks_of_markdown() -> None:
    assert without_marks("**1,030** people") == "1,030 people"
    assert without_marks("Power | Thailand | | fuel") == "Power · Thailand · fuel"


async def test_the_first_word_is_what_enter_does_where_the_cursor_is(open_app: Open) -> None:
    async with open_app() as pilot:
        assert first_word(screen_text(pilot)) == "⏎ read on"
        assert first_word(await press(pilot, "down")) == "⏎ review"
        assert first_word(await press(pilot, "down")) == "⏎ take the quiz"
        assert first_word(await press(pilot, "down")) == "⏎ open the lesson"
        assert first_word(await press(pilot, "r", "space")) == "␣ Good"
        assert first_word(await press(pilot, "escape", "p")) == "⏎ statistics"
        assert first_word(await press(pilot, "enter")) == "⏎ next"


async def test_the_answering_key_comes_before_leaving_a_gap(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter", "enter", "o", *["down"] * 5, "enter", "tab")
        assert "Fill in." in shown
        assert first_word(shown) == "⏎ answer"


def first_word(shown: str) -> str:
    """The first entry of the line of keys."""
    return re.split(r"  +", shown.splitlines()[-1].strip())[0]


async def test_how_a_screen_is_left_is_named_on_the_smallest_terminal(open_app: Open) -> None:
    for size in ((40, 15), (50, 20)):
        async with open_app(size) as pilot:
            for way in ("enter", "r", "p", "a", "s"):
                assert "esc" in keys(await press(pilot, way))
                assert "? help" in keys(screen_text(pilot)) or way == "a"
                await press(pilot, "escape")
