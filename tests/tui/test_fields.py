"""What a keyboard can type can be typed, and nothing pasted is lost unsaid."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from studykit.tui.widgets.fields import TextField
from tests.tui.conftest import Open, until_shown

TYPED = [
    "می\u200cروم",
    "👨\u200d👩\u200d👧",
    "क्\u200dष",
    "甲\u3000乙",
    "5\u00a0400",
    "＃ｅ\u0301",
]


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Each character as a terminal sends it; the pilot knows not all of them by name."""
    for character in text:
        pilot.app.post_message(Key(f"key_{ord(character):x}", character))
        await pilot.pause()


@pytest.mark.parametrize("text", TYPED)
async def test_every_character_can_be_typed_into_a_field(open_app: Open, text: str) -> None:
    async with open_app() as pilot:
        await pilot.press("slash")
        await type_in(pilot, text)
        assert pilot.app.screen.query_one(Input).value == text


class _Writing(App[None]):
    def compose(self) -> ComposeResult:
        yield TextField()


@pytest.mark.parametrize("text", TYPED)
async def test_every_character_can_be_typed_into_a_text(text: str) -> None:
    async with _Writing().run_test() as pilot:
        pilot.app.query_one(TextField).focus()
        await type_in(pilot, text)
        assert pilot.app.query_one(TextField).text == text


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\x07"])
async def test_what_could_steer_the_screen_cannot_be_typed(
    open_app: Open, character: str
) -> None:
    async with open_app() as pilot:
        await pilot.press("slash")
        await type_in(pilot, f"a{character}b")
        assert pilot.app.screen.query_one(Input).value == "ab"


async def test_lines_pasted_into_a_field_of_one_line_are_joined_and_said(
    open_app: Open,
) -> None:
    async with open_app() as pilot:
        await pilot.press("slash")
        field = pilot.app.screen.query_one(Input)
        field.post_message(Paste("The Moei\r\n\n  flows north\n"))
        await pilot.pause()
        assert field.value == "The Moei flows north"
        await until_shown(pilot, "line breaks")


async def test_one_line_is_pasted_as_it_is(open_app: Open) -> None:
    async with open_app() as pilot:
        await pilot.press("slash")
        field = pilot.app.screen.query_one(Input)
        field.post_message(Paste(" Moei \n"))
        await pilot.pause()
        assert field.value == " Moei "
        assert not pilot.app._notifications
