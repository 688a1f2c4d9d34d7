"""Going through the screens of the app, which are looked at after every key."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from studykit.tui.widgets.bars import KeyLine, TopLine

if TYPE_CHECKING:
    from textual.pilot import Pilot

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WAYS = (
    ["enter", "n", "t"],
    ["enter", "end", "enter", "a", "enter", "h"],
    ["enter", "n", "n", "n"],
    ["r", "space", "3", "w"],
    ["slash", "x"],
    ["p", "a"],
    ["p", "s", "n"],
    ["s", "down", "c", "enter"],
    ["ctrl+p"],
    ["z"],
    ["question_mark"],
    ["x"],
    ["l"],
)
"""Keys from Home; after each the screen is looked at."""


def assert_drawn_in_its_box(pilot: Pilot[None]) -> None:
    width, height = pilot.app.size
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    assert len(strips) == height
    for strip in strips:
        line = "".join(segment.text for segment in strip)
        steering = {c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
        assert not steering & set(line), line
        assert cell_len(line) <= width
        for segment in strip:
            style = segment.style
            action = str(style.meta.get("@click")) if style else ""
            assert "leave" not in action
            assert "open_url" not in action
            assert not (style and style.link)
    for kind, row in ((TopLine, 0), (KeyLine, height - 1)):
        for widget in screen.query(kind):
            assert (widget.region.y, widget.region.height) == (row, 1)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        pilot.app.simulate_key(key)
        await pilot.pause()
        assert_drawn_in_its_box(pilot)


async def home(pilot: Pilot[None]) -> None:
    while len(pilot.app.screen_stack) > 1:
        before = len(pilot.app.screen_stack)
        for _ in range(3):  # a field is left first
            pilot.app.simulate_key("escape")
            await pilot.pause()
            if len(pilot.app.screen_stack) < before:
                break
        assert len(pilot.app.screen_stack) < before, pilot.app.screen
