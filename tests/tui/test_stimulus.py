"""What several questions are about, on the screen: above the question, or beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open, screen_text

TEXT = "\n\n".join(f"      Line {n} of the letter." for n in range(30))
LESSON = f"""\
id: border
title: Letters
stimuli:
  letter:
    title: A letter from 1921
    text: |
{TEXT}
  note: {{text: A short note.}}
sections:
  - {{id: s, title: Reading, text: Read well., check: [who]}}
questions:
  - id: who
    type: single_choice
    stem: Who wrote it?
    stimulus: letter
    options: [{{text: A ferryman, correct: true}}, {{text: A miller}}, {{text: Nobody}}]
    shuffle: false
  - {{id: what, type: true_false, stem: Is it a note?, answer: true, stimulus: note}}
  - {{id: alone, type: true_false, stem: Is it late?, answer: true}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    course = tmp_path / "library" / "letters"
    course.mkdir(parents=True)
    quiz = "quizzes:\n  - {id: all, title: All, shuffle: false}\n"
    (course / "course.yaml").write_text(f"id: letters\ntitle: L\nlanguage: en\n{quiz}")
    (course / "border.yaml").write_text(LESSON, encoding="utf-8")
    return tmp_path / "library"


async def begin(pilot: Pilot[None]) -> None:
    await pilot.press("z", "enter", "enter")
    await pilot.pause()


async def test_a_long_one_leaves_room_for_the_question_and_is_read_whole_by_a_key(
    open_app: Open,
) -> None:
    async with open_app() as pilot:
        await begin(pilot)
        shown = screen_text(pilot)
        for text in (
            "A letter from 1921",
            "Line 0 of",
            "more lines",
            "Who wrote it?",
            "Nobody",
        ):
            assert text in shown
        assert "Line 29 of" not in shown
        assert "x whole text" in shown
        await pilot.press("x", "pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert "Line 29 of" in screen_text(pilot)
        await pilot.press("escape", "a", "enter")
        await pilot.pause()
        assert "right" in screen_text(pilot)


async def test_the_line_that_says_more_can_be_clicked(open_app: Open) -> None:
    async with open_app() as pilot:
        await begin(pilot)
        rows = screen_text(pilot).split("\n")
        [row] = [n for n, line in enumerate(rows) if "more lines" in line]
        await pilot.click(offset=(rows[row].index("more"), row))
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "PanelScreen"


async def test_with_the_room_for_it_it_stands_beside_the_question(open_app: Open) -> None:
    async with open_app(size=(120, 35)) as pilot:
        await begin(pilot)
        [row] = [line for line in screen_text(pilot).split("\n") if "Who wrote it?" in line]
        assert "A letter from 1921" in row
        await pilot.press("n")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "A short note." in shown and "whole text" not in shown
        await pilot.press("n")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "A short note." not in shown
        assert "0 of 3 answered" in shown  # the navigator has its place again


@pytest.mark.parametrize("size", [(80, 24), (120, 35), (40, 16)])
async def test_it_is_shown_with_a_check_and_with_a_missed_question(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query(".stimulus")
        await pilot.press("escape")
        await pilot.pause()
        await begin(pilot)
        await pilot.press("b", "enter")
        await pilot.pause()
        await pilot.press("escape", "r")
        await pilot.pause()
        assert pilot.app.screen.query(".stimulus")
