"""Everything can be done by mouse alone: a lesson, a quiz, an exam, a review.

No key is pressed here but those that write a text.
"""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from studykit.text.line_breaks import cells
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

pytestmark = pytest.mark.long


async def click(pilot: Pilot[None], text: str, *, last: bool = False) -> str:
    """Click on a text of the screen, on its first or last place; what stands there then."""
    lines = screen_text(pilot).splitlines()
    rows = [n for n, line in enumerate(lines) if text in line]
    assert rows, f"no {text!r} on\n" + "\n".join(lines)
    row = rows[-1 if last else 0]
    column = cells(lines[row][: lines[row].index(text)])
    await pilot.click(offset=(column + cells(text) - 1, row))
    return await settled(pilot)


async def settled(pilot: Pilot[None]) -> str:
    """What stands on the screen once the click has been stored."""
    app = pilot.app
    assert isinstance(app, StudyApp)
    await press(pilot)
    while app.saving:
        await pilot.pause(0.05)
    return await press(pilot)


async def key_line(pilot: Pilot[None], text: str) -> str:
    """Click on a word of the line of keys."""
    lines = screen_text(pilot).splitlines()
    assert text in lines[-1], f"no {text!r} among the keys of\n" + "\n".join(lines)
    column = cells(lines[-1][: lines[-1].index(text)])
    await pilot.click(offset=(column + cells(text) - 1, len(lines) - 1))
    return await settled(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Write into the field that is clicked."""
    field = next(iter(pilot.app.screen.query("Input, TextArea")))
    assert isinstance(field, Input | TextArea)
    await pilot.click(field)
    await press(pilot, *text)


async def answer(pilot: Pilot[None], number: int) -> str:
    """Answer the question numbered `number` of the course of the tests."""
    match number:
        case 0:
            await click(pilot, "○ The Moei")
        case 1:
            await click(pilot, "□ Moei")
            await click(pilot, "□ Ping")
        case 2:
            await click(pilot, "○ true")
        case 3:
            await write(pilot, "Moei")
        case 4:
            await write(pilot, "327")
        case 5:
            await write(pilot, "Moei")
            await click(pilot, "…", last=True)
        case 6:
            await click(pilot, "1. ")
            await click(pilot, "2. ")
        case 7 | 8:
            await click(pilot, "Moei")
            await click(pilot, "a ", last=True)
            await click(pilot, "b ", last=True)
        case 9:
            await write(pilot, "because")
    return screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_lesson_is_read_and_its_checks_answered_by_mouse(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(size) as pilot:
        await click(pilot, "Start reading")
        await click(pilot, "○ The Ping")
        assert "✗ wrong" in await key_line(pilot, "answer")
        await key_line(pilot, "try again")
        await click(pilot, "○ The Moei")
        assert "✓ right" in await key_line(pilot, "answer")
        assert "How long is it?" in await key_line(pilot, "continue")
        await write(pilot, "327")
        assert "✓ right" in await key_line(pilot, "answer")
        await key_line(pilot, "continue")
        assert "Today" in await click(pilot, "Home")


@pytest.mark.parametrize(("exam", "size"), [(True, (80, 24)), (False, (120, 40))])
async def test_a_quiz_of_every_type_is_taken_by_mouse(
    open_app: Open, exam: bool, size: tuple[int, int]
) -> None:
    async with open_app(size) as pilot:
        if exam:
            await key_line(pilot, "quizzes")
            await click(pilot, "Final exam", last=True)
        else:
            await click(pilot, "Start reading")
            await key_line(pilot, "next")
            await key_line(pilot, "next")
            await click(pilot, "Practise this lesson")
        shown = await click(pilot, "Start")
        order = {
            "Which river flows": 0, "Which are rivers": 1, "The Moei flows north.": 2,
            "Which river?": 3, "How long": 4, "Fill in": 5, "Order them": 6, "Match.": 7,
            "Sort.": 8, "Why?": 9,
        }  # fmt: skip
        for _ in range(10):
            number = next((n for stem, n in order.items() if stem in shown), -1)
            assert number >= 0, shown
            await answer(pilot, number)
            if number == 9:
                await click(pilot, "when done")
            else:
                await key_line(pilot, "answer")
            if number == 9 and not exam:
                await click(pilot, "□ one")
                await key_line(pilot, "answer")
            if not exam:
                if "show the answer" in screen_text(pilot).splitlines()[-1]:
                    await key_line(pilot, "show the answer")
                await key_line(pilot, "continue")
            shown = screen_text(pilot)
        assert "All questions are answered." in shown
        shown = await click(pilot, "submit: this")
        if exam:
            await click(pilot, "□ one")
            shown = await key_line(pilot, "done")
        assert "points" in shown
        shown = await key_line(pilot, "look through all")
        assert "1 / 10" in shown
        assert "2 / 10" in await key_line(pilot, "next")
        await key_line(pilot, "close")
        shown = await key_line(pilot, "home")
        assert ("Today" if exam else "It is longer.") in shown


async def test_cards_are_reviewed_by_mouse(open_app: Open) -> None:
    async with open_app() as pilot:
        await key_line(pilot, "review")
        assert "The Moei" in await key_line(pilot, "show the back")
        await click(pilot, "Easy")
        await key_line(pilot, "show the back")
        await key_line(pilot, "Good")
        await key_line(pilot, "undo")
        assert "Today" in await key_line(pilot, "esc end")


async def test_lists_and_panels_are_closed_by_mouse(open_app: Open) -> None:
    async with open_app() as pilot:
        await key_line(pilot, "quizzes")
        assert "Today" in await click(pilot, "close")
        await key_line(pilot, "review")
        await key_line(pilot, "why")
        assert "show the back" in await click(pilot, "close")
