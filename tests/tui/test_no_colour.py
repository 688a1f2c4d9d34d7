"""With NO_COLOR the terminal's own colours are left alone, and all can be read."""

from __future__ import annotations

import pytest
from rich.color import Color

from studykit.tui.theme import DARK
from tests.tui.conftest import Open
from tests.tui.test_app import press

pytestmark = pytest.mark.usefixtures("every_frame_is_drawn")

DEFAULT = Color.parse("default")


@pytest.mark.parametrize("keys", [[], ["r"], ["z"], ["p"], ["p", "s"], ["question_mark"]])
async def test_without_colour_nothing_is_black_on_black(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app() as pilot:
        await press(pilot, *keys)
        screen = pilot.app.screen
        filters = pilot.app.get_line_filters()
        styles = set()
        for strip in screen._compositor.render_strips():
            segments = list(strip)
            for line_filter in filters:
                segments = line_filter.apply(segments, screen.background_colors[1])
            styles |= {segment.style for segment in segments if segment.style}
        assert styles
        for style in styles:
            assert style.color in (None, DEFAULT)
            assert style.bgcolor in (None, DEFAULT)


async def test_without_colour_the_cursor_of_a_list_is_reversed(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_app() as pilot:
        await press(pilot)
        strips = pilot.app.screen._compositor.render_strips()
        reversed_rows = [
            strip
            for strip in strips
            if any(segment.style and segment.style.reverse for segment in strip)
        ]
        assert len(reversed_rows) == 1


async def test_the_theme_without_colour_is_needed_only_without_colour(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("studykit.tui.app.WITHOUT_COLOUR", "a theme that this Textual lacks")
    async with open_app() as pilot:
        assert pilot.app.theme == DARK
