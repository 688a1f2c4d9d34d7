"""Ctrl+C ends the app as `q` does, wherever the learner is; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open
from tests.tui.test_app import press


@pytest.mark.parametrize("way", [[], ["slash", "x"], ["r", "space"], ["z", "enter", "enter"]])
async def test_ctrl_c_ends_the_app(open_app: Open, profile_file: Path, way: list[str]) -> None:
    async with open_app() as pilot:
        await press(pilot, *way)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert pilot.app._exit
    with Profile.open(profile_file) as profile:
        assert not profile.notices


async def test_a_screen_that_is_being_taken_away_is_not_shown_anew(open_app: Open) -> None:
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app, StudyApp)
        await app.screen.query("*").remove()
        app.refresh_screens()
