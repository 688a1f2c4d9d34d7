"""Lists, panels and rows of a question: nothing in them is cut, squeezed or ragged."""

from __future__ import annotations

import re

from studykit.tui.screens.chooser import Choice, ChooserScreen
from tests.tui.conftest import Open
from tests.tui.test_app import press

LONG = "what the long objective asks for in a course of this kind"


async def test_a_detail_that_has_no_room_behind_its_title_stands_below_it(
    open_app: Open,
) -> None:
    choices = [Choice(1, "Read the section again", LONG), Choice(2, "Cram", "3 cards")]
    for size in ((50, 20), (80, 24)):
        async with open_app(size) as pilot:
            pilot.app.push_screen(ChooserScreen("Weak areas", choices))
            shown = await press(pilot)
            row = next(line for line in shown.splitlines() if "Read the section" in line)
            assert "what the long" not in row
            assert "Cram  3 cards" in shown


async def test_every_question_of_a_list_takes_one_line(open_app: Open) -> None:
    async with open_app((50, 20)) as pilot:
        shown = await press(pilot, "z", "enter", "enter", "a", "enter", "o")
        rows = [line for line in shown.splitlines() if re.match(r"[ ▸]+\d+ ", line)]
        assert len(rows) == 10
        assert "answered" in rows[0]


async def test_why_a_card_comes_is_set_below_its_names_where_it_is_narrow(
    open_app: Open,
) -> None:
    async with open_app((50, 20)) as pilot:
        shown = await press(pilot, "r", "space", "1", "space", "4", "space", "4", "w")
        lines = [line.strip() for line in shown.splitlines()]
        assert "Difficulty" in lines
    async with open_app((80, 24)) as pilot:
        shown = await press(pilot, "r", "w")
        assert re.search(r"Difficulty +\d", shown)


async def test_the_arrows_of_a_matching_stand_below_each_other(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter", "enter", "o", *["down"] * 8, "enter")
        assert "Sort." in shown
        columns = {line.index("→") for line in shown.splitlines() if "→" in line}
        assert len(columns) == 1
