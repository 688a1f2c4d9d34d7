"""The settings screen."""

from __future__ import annotations

from pathlib import Path

from studykit.progress.store import Profile
from tests.tui.conftest import Open
from tests.tui.test_app import press


async def test_settings_are_changed_refused_and_taken_back(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "s")
        assert "new cards a day" in shown
        assert "new_per_day · 0 to 1000 · at first 20" in shown
        shown = await press(pilot, "enter", *"9999", "enter")
        assert "new_per_day must be from 0 to 1000, not 9999." in shown
        await press(pilot, "escape", "c", "enter", "2", "enter")
        shown = await press(pilot, "escape", "r")
        assert "2 cards left" in shown
        await press(pilot, "escape", "s", "j", "j", "j", "j", "enter", "escape", "r", "space")
    with Profile.open(profile_file) as profile:
        kept = profile.state["settings"]
    assert kept["new_per_day@rivers"] == 2
    assert kept["two_buttons"] is True
    async with open_app((50, 20), "zh-Hant") as pilot:
        shown = await press(pilot, "s", "c", "d")
        assert "每天的新卡張數" in shown
    with Profile.open(profile_file) as profile:
        assert "new_per_day@rivers" not in profile.state["settings"]
