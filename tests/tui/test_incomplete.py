"""An answer of which parts are missing is asked about once, then taken as it is."""

from __future__ import annotations

from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.study.answering import Asking
from tests.tui.conftest import Open
from tests.tui.test_app import press


def test_empty_rows_and_gaps_are_counted_and_asked_about_once() -> None:
    pairs = (Pair(left="one", right="1"), Pair(left="two", right="2"))
    rows = Asking(Matching(id="m", stem="Match.", pairs=pairs))
    rows.assign(0, 0)
    assert rows.ask_incomplete() == 1
    assert rows.ask_incomplete() == 0
    rows.assign(0, 1)
    assert rows.ask_incomplete() == 1  # another answer, just as incomplete
    rows.assign(1, 0)
    assert rows.ask_incomplete() == 0
    gaps = Asking(Cloze(id="c", stem="Fill.", text="{{a}} {{b}} {{c}}"))
    gaps.write("a", 0)
    assert gaps.ask_incomplete() == 2


async def test_an_exam_asks_once_before_it_takes_a_row_without_a_place(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", *"nnnnnnn")
        shown = await press(pilot, "a", "enter")
        assert "Match." in shown
        assert "1 part is still empty" in " ".join(shown.replace("▌", " ").split())
        assert "Match." not in await press(pilot, "enter")
