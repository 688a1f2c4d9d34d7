"""Readings over characters in the app, and formulas: a key shows them in the other way."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.progress.store import Profile
from studykit.text.ruby import readings_shown
from tests.tui.conftest import Open
from tests.tui.test_app import press

LESSON = """\
id: border
title: "{漢字|かんじ}"
sections:
  - {id: s, title: "{字|じ}", text: "{川|かわ}が{流|なが}れる。", check: [q]}
  - {id: t, title: Rest, text: "Nothing to read aloud. So $x^2$"}
cards: [{id: c, front: "{海|うみ}", back: sea}]
questions:
  - id: q
    type: single_choice
    stem: River?
    shuffle: false
    options: [{text: "{山|やま}"}, {text: "{川|かわ}", correct: true}]
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    course = tmp_path / "library" / "yomi"
    course.mkdir(parents=True)
    (course / "course.yaml").write_text("id: yomi\ntitle: Yomi\nlanguage: en\n")
    (course / "border.yaml").write_text(LESSON, encoding="utf-8")
    return tmp_path / "library"


async def test_a_key_hides_and_shows_them_where_there_are_some(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        assert "漢字（かんじ）" in await press(pilot, "down", "up")
        assert "（かんじ）" not in await press(pilot, "y")
        assert "漢字（かんじ）" in await press(pilot, "y")
        shown = await press(pilot, "enter")
        assert "川（かわ）が流（なが）れる。" in shown
        assert "y readings" in shown.splitlines()[-1]
        shown = await press(pilot, "b", "y")
        assert "川が流れる。" in shown
        assert "b ● 川" in shown  # what was chosen stays
        assert "1 漢字" in shown.splitlines()[0]
        shown = await press(pilot, "n")
        assert "Nothing to read aloud." in shown
        assert "readings" not in shown
        shown = await press(pilot, "escape", "r", "space")
        assert "海（" not in shown
        assert "sea" in shown
        shown = await press(pilot, "y")
        assert "海（うみ）" in shown
        assert "sea" in shown  # the back is still there
        shown = await press(pilot, "escape", "z", "enter", "enter", "b", "y")
        assert "b ● 川" in shown
    with Profile.open(profile_file) as profile:
        assert profile.state["settings"]["readings"] is False
    async with open_app() as pilot:
        assert "漢字（かんじ）" not in await press(pilot, "enter")
        assert "漢字（かんじ）" in await press(pilot, "y")
        assert readings_shown()


async def test_a_key_shows_the_latex_of_formulas_where_there_are_some(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        assert "formulas" not in pilot.app.screen.notations  # type: ignore[attr-defined]
        assert "aloud. So x²" in await press(pilot, "n")
        assert "aloud. So $x^2$" in await press(pilot, "dollar_sign")
        assert "aloud. So x²" in await press(pilot, "dollar_sign")
