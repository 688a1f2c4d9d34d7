"""An answer in which something seems to be missing is asked about once, then taken as it is."""

from __future__ import annotations

from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.study.answering import Asking
from tests.tui.conftest import Open
from tests.tui.test_app import press


def test_empty_rows_and_gaps_are_counted_and_asked_about_once() -> None:
    pairs = (Pair(left="one", right="1"), Pair(left="two", right="2"))
    rows = Asking(Matching(id="m", stem="Match.", pairs=pairs))
    rows.assign(0, 0)
    assert rows.ask_incomplete() == "1 part is still empty."
    assert rows.ask_incomplete() is None
    rows.assign(0, 1)
    assert rows.ask_incomplete() is not None  # another answer, just as incomplete
    rows.assign(1, 0)
    assert rows.ask_incomplete() is None
    gaps = Asking(Cloze(id="c", stem="Fill.", text="{{a}} {{b}} {{c}}"))
    gaps.write("a", 0)
    assert gaps.ask_incomplete() == "2 parts are still empty."


def test_one_tick_is_asked_about_whatever_the_number_of_correct_options() -> None:
    texts = ("one", "two", "three")
    for correct in (("one",), ("one", "two")):
        options = tuple(Option(text=text, correct=text in correct) for text in texts)
        asking = Asking(MultipleChoice(id="m", stem="Tick.", options=options))
        assert asking.ask_incomplete() is None  # nothing is answered yet
        asking.choose(2)
        assert asking.ask_incomplete() is not None
        assert asking.ask_incomplete() is None
        asking.choose(1)
        assert asking.ask_incomplete() is None


async def test_an_exam_asks_once_before_it_takes_a_row_without_a_place(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", *"nnnnnnn")
        shown = await press(pilot, "a", "enter")
        assert "Match." in shown
        assert "1 part is still empty." in " ".join(shown.replace("▌", " ").split())
        assert "Match." not in await press(pilot, "enter")


async def test_one_tick_of_several_counts_at_the_second_enter(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "n")
        shown = await press(pilot, "a", "enter")
        assert "Which are rivers?" in shown
        assert "Only one option is ticked" in " ".join(shown.replace("▌", " ").split())
        assert "Which are rivers?" not in await press(pilot, "enter")
