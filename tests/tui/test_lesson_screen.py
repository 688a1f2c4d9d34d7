"""Reading in the app: what a key too many does, the bookmark, another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.progress.store import Profile
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


def kinds(profile_file: Path) -> list[str]:
    with Profile.open(profile_file) as profile:
        return [event["kind"] for event in profile.events()]


async def test_one_space_too_many_answers_nothing(open_app: Open, profile_file: Path) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "enter", "space", "space", "space", "enter")
        assert "Which river flows north?" in shown
        assert "wrong" not in shown
        assert "right" not in shown.replace("✓", "")
    assert "question_answered" not in kinds(profile_file)


async def test_another_language_keeps_what_was_chosen_in_a_check(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "enter", "b", "L")
        assert "湄伊河" in shown
        assert "b ● The Ping" in shown


async def test_a_lesson_that_the_other_language_lacks_stays_and_says_so(
    open_app: Open, library: Path
) -> None:
    lesson = library / "rivers.zh-Hant" / "border.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("id: border", "id: elsewhere"), encoding="utf-8")
    async with open_app() as pilot:
        shown = await press(pilot, "enter", "b", "L")
        assert "It flows north." in shown
        assert "b ● The Ping" in shown
        assert any("en" in str(note.message) for note in pilot.app._notifications)
        assert "Salween" in await press(pilot, "n")


async def test_looking_up_what_a_card_comes_from_leaves_the_bookmark(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter", "n", "escape")  # the bookmark is in the second section
        await press(pilot, "r", "g")
        assert "It flows north." in screen_text(pilot)
        await press(pilot, "escape", "escape")
    with Profile.open(profile_file) as profile:
        place = profile.state["courses"]["rivers"]["place"]
    assert place is not None
    assert place["section"] == "salween"


async def test_a_picture_is_opened_by_a_key_that_shows_only_where_there_is_one(
    open_app: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library / "rivers.en"
    (folder / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    lesson = folder / "border.yaml"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(
        text.replace("**north**.", "**north**. ![The border](map.png)"),
        encoding="utf-8",
    )
    opened: list[str] = []
    async with open_app() as pilot:
        monkeypatch.setattr(pilot.app, "open_url", opened.append)
        shown = await press(pilot, "enter")
        assert "[The border]" in shown
        assert "o open the picture" in shown
        await press(pilot, "o")
        assert opened == [(folder / "map.png").resolve().as_uri()]
        assert "open the picture" not in await press(pilot, "n")
