"""A screen whose text changes while it is still being shown, and a key that comes meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.lesson import LessonScreen
from studykit.tui.screens.quiz import QuizScreen
from studykit.tui.screens.review import ReviewScreen
from studykit.tui.widgets.card import CardView
from tests.tui.conftest import Open

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from studykit.tui.screens.base import StudyScreen

STEPS = range(0, 40, 3)
"""How many turns of the loop lie between the two: at each, the screen is shown so far."""


async def _meanwhile(
    pilot: Pilot[None], screen: StudyScreen, then: Callable[[], Awaitable[object] | None]
) -> None:
    for steps in STEPS:
        screen.text_changed()
        for _ in range(steps):
            await asyncio.sleep(0)
        screen.call_later(then)
        for _ in range(3):
            await pilot.pause()


@pytest.mark.parametrize("key", ["n", "L"])
async def test_a_quiz_shows_one_question_whatever_comes_while_it_is_shown(
    open_app: Open, key: str
) -> None:
    async with open_app() as pilot:
        await pilot.press("z", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, QuizScreen)

        def then() -> Awaitable[object] | None:
            if key == "n":
                return screen.action_jump((screen.attempt.index + 1) % 3)
            screen.text_changed()
            return None

        await _meanwhile(pilot, screen, then)

        assert len(screen.query(QuestionView)) == 1


async def test_a_lesson_shows_one_check_whatever_comes_while_it_is_shown(
    open_app: Open,
) -> None:
    async with open_app() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)

        await _meanwhile(pilot, screen, screen.text_changed)

        assert len(screen.query(QuestionView)) == 1


async def test_a_review_shows_one_card_whatever_comes_while_it_is_shown(
    open_app: Open,
) -> None:
    async with open_app() as pilot:
        await pilot.press("r")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)

        await _meanwhile(pilot, screen, screen.text_changed)

        assert len(screen.query(CardView)) == 1
