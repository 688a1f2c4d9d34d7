"""On a terminal that draws ambiguous characters wide, every screen keeps its frame."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from studykit.text.ambiguous import ASCII_SIGNS, draw_wide, for_terminal
from studykit.text.width import cells
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open

pytestmark = pytest.mark.usefixtures("every_frame_is_drawn")


@pytest.fixture(autouse=True)
def wide() -> Iterator[None]:
    draw_wide(True)
    yield
    draw_wide(False)


def width_there(text: str) -> int:
    """The cells that such a terminal takes for `text`."""
    ambiguous = sum(unicodedata.east_asian_width(character) == "A" for character in text)
    draw_wide(False)
    size = cells(text) + ambiguous
    draw_wide(True)
    return size


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
async def test_every_line_is_as_wide_as_the_screen(open_app: Open, language: str) -> None:
    async with open_app(language=language) as pilot:
        for keys in (["enter"], ["n"], ["n"], ["h"], ["b", "enter"], ["escape"], ["x"], ["r"]):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in pilot.app.screen._compositor.render_strips():
                drawn = for_terminal("".join(segment.text for segment in strip))
                assert not set(drawn) & set(ASCII_SIGNS), drawn
                assert width_there(drawn) == 80, drawn


def test_the_driver_draws_in_ascii() -> None:
    driver = StudyApp.get_driver_class(object.__new__(StudyApp))
    assert driver.__name__ == "AsciiSigns"
