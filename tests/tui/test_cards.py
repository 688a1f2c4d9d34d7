"""Cards on the screen: long ones, typed ones, why they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.learner.course_state import course_state
from studykit.progress.store import Profile
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


@pytest.fixture
def long_cards(library: Path) -> None:
    """A card whose front and back are longer than any screen, and one as short as ever."""
    front = " ".join(f"front{n}" for n in range(400))
    back = " ".join(f"back{n}" for n in range(400))
    for edition in ("rivers.en", "rivers.zh-Hant"):
        file = library / edition / "border.yaml"
        text = file.read_text(encoding="utf-8")
        text = text.replace("front: Which river?", f"front: {front}")
        text = text.replace("back: The Moei,", f"back: {back},")
        file.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("long_cards")
@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
async def test_a_card_longer_than_the_screen_is_read_to_its_end(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(size) as pilot:
        shown = await press(pilot, "r")
        assert "front0 " in shown
        assert "front399" not in shown
        assert "front1 " not in await press(pilot, "pagedown")
        assert "front0 " in await press(pilot, "pageup")
        below = await press(pilot, "down")
        assert below != shown
        for _ in range(20):  # Space scrolls to the end of the front, then shows the back
            shown = await press(pilot, "space")
            if "back0 " in shown:
                break
        assert "1 Again" in shown
        for _ in range(20):
            shown = await press(pilot, "space")
            if "back399" in shown:
                break
        assert "back399" in shown
        assert "1 Again" in shown  # not graded yet
        shown = await press(pilot, "space")
        assert "back399" not in shown  # graded: the next card, from its top
        assert "[…]" in shown


async def test_the_picture_and_the_sound_of_a_card_are_opened_by_a_key(
    open_app: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library / "rivers.en"
    (folder / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "call.mp3").write_bytes(b"ID3")
    file = folder / "border.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("front: Which river?", 'front: "Which? ![The border](map.png)"')
    file.write_text(
        text.replace("back: The Moei,", 'back: "The Moei [Listen](call.mp3)",'),
        encoding="utf-8",
    )
    opened: list[str] = []
    async with open_app() as pilot:
        monkeypatch.setattr(pilot.app, "open_url", opened.append)
        shown = await press(pilot, "r")
        assert "[The border]" in shown
        assert "o open the picture" in shown
        await press(pilot, "o")
        assert "[Listen]" in await press(pilot, "space")
        assert "Which picture?" in await press(pilot, "o")
        await press(pilot, "down", "enter")
        assert opened == [
            (folder / name).resolve().as_uri() for name in ("map.png", "call.mp3")
        ]
        assert "open the picture" not in await press(pilot, "4")


async def test_a_typed_answer_is_compared_letter_by_letter(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "t", *"The", "space", *"Mowi", "enter")
        shown = screen_text(pilot)
        assert "✗ wrong  The Mowi" in shown
        assert "The Moei" in shown


async def test_why_a_card_comes_is_told_with_its_history(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "r", "w")
        assert "New card: no history yet." in shown
        await press(pilot, "escape", "space", "1", *["space", "4"] * 2)
        shown = await press(pilot, "w")
        assert "Chance you remember it now" in shown
        assert "Again  → 1 min" in shown
        assert "Which river?" in await press(pilot, "w")


async def test_undo_goes_back_step_by_step_from_the_end_and_after_a_restart(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        assert "3 cards reviewed" in await press(pilot, "r", *["space", "4"] * 3)
        shown = await press(pilot, "u", "u")
        assert "Which river?" not in shown
        assert "2 new" in shown
    async with open_app() as pilot:
        assert "3 new" in await press(pilot, "r", "u")
        await press(pilot, "u")
        told = [str(note.message) for note in pilot.app._notifications]
        assert told == ["Taken back: Easy on “Which river?”", "Nothing to undo."]
    with Profile.open(profile_file) as profile:
        assert not course_state(profile.state, "rivers")["cards"]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
async def test_a_narrow_screen_shows_the_numbers_of_a_review_in_every_language(
    open_app: Open, language: str
) -> None:
    async with open_app(size=(60, 20), language=language) as pilot:
        top = (await press(pilot, "r")).partition("\n")[0]
        assert "● 0  ○ 0  ○ 3" in top
