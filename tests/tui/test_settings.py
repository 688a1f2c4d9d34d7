"""The settings screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.progress.store import Profile
from studykit.tui.theme import LIGHT
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


async def test_settings_are_changed_refused_and_taken_back(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "s")
        assert "new cards a day" in shown
        assert "new_per_day · 0 to 1000 · default 20" in shown
        shown = await press(pilot, "enter", *"9999", "enter")
        assert "new_per_day must be from 0 to 1000, not 9999." in shown
        await press(pilot, "escape", "c", "enter", "2", "enter")
        shown = await press(pilot, "escape", "r")
        assert "2 new" in shown
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


async def test_the_interface_has_a_language_of_its_own(
    open_app: Open, profile_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    async with open_app(language=None) as pilot:
        shown = await press(pilot, "L")
        assert "河流" in shown
        assert "review" in shown.splitlines()[-1]
        shown = await press(pilot, "s", *"j" * 15, "enter")
        assert "language · en, zh-Hans, zh-Hant · " in shown
        shown = await press(pilot, "enter")
        assert "设置" in shown
    with Profile.open(profile_file) as profile:
        assert profile.state["settings"]["language"] == "zh-Hans"
        assert profile.state["settings"]["language@rivers"] == "zh-Hant"
    async with open_app(language=None) as pilot:
        shown = await press(pilot, "L")
        assert "Rivers" in shown
        assert "复习" in shown.splitlines()[-1]


async def test_where_nothing_asks_for_a_language_the_interface_follows_the_edition(
    open_app: Open,
) -> None:
    async with open_app(language=None) as pilot:
        assert "review" in (await press(pilot, "L", "L")).splitlines()[-1]
        assert "複習" in (await press(pilot, "L")).splitlines()[-1]


async def test_a_theme_is_chosen_by_its_name_and_worn_at_once(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, "s", *"j" * 30)
        assert "theme · dark, light, high contrast, for any colour vision" in screen_text(pilot)
        shown = await press(pilot, "enter")
        assert re.search(r"▸ colours +light", shown)
        assert pilot.app.theme == LIGHT
    with Profile.open(profile_file) as profile:
        assert profile.state["settings"]["theme"] == LIGHT


async def test_names_stand_at_the_left_whole_and_values_at_the_right(open_app: Open) -> None:
    for size in ((50, 20), (80, 24), (160, 50)):
        async with open_app(size) as pilot:
            shown = await press(pilot, "s")
            assert re.search(r"new cards a day +20\n", shown)
            assert re.search(r"how likely you want to be to recall .* +90%\n", shown)
            assert "…" not in shown
