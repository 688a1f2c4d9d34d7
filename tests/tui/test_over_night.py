"""Home left open over night, and a clock that was wrong for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.events import AppFocus

from studykit.learner.clock import Clock
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

EVENING = datetime(2026, 3, 28, 22, tzinfo=UTC)


class Night:
    """A clock that somebody sets."""

    def __init__(self, app: StudyApp) -> None:
        self.at = EVENING
        app.learner.clock = Clock(zone=UTC, tell=lambda: self.at)
        app.refresh_screens()


@pytest.mark.parametrize("wakes", ["focus", "down", "enter", "mouse"])
async def test_home_left_open_over_night_shows_today(open_app: Open, wakes: str) -> None:
    async with open_app() as pilot:
        night = Night(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "r", "space", "4", "escape")
        shown = screen_text(pilot)
        assert "28 Mar" in shown
        night.at = EVENING + timedelta(days=23)
        await pilot.pause()
        assert "28 Mar" in screen_text(pilot)
        if wakes == "focus":
            pilot.app.post_message(AppFocus())
        elif wakes == "mouse":
            await pilot.click("#today-heading")
        else:
            await pilot.press(wakes)
        await pilot.pause()
        shown = screen_text(pilot)
        assert "20 Apr" in shown
        assert "1 due" in shown
        # Enter was meant for what stood there yesterday.
        assert "Today" in shown


async def test_on_the_same_day_a_key_does_what_it_always_does(open_app: Open) -> None:
    async with open_app() as pilot:
        night = Night(pilot.app)  # type: ignore[arg-type]
        await pilot.pause()
        night.at += timedelta(hours=1)
        assert "The Moei" in await press(pilot, "enter")


async def test_a_review_goes_on_over_midnight(open_app: Open) -> None:
    async with open_app() as pilot:
        night = Night(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "r", "space")
        night.at += timedelta(days=1)
        shown = await press(pilot, "3", "space")
        assert "1 learning" in shown
