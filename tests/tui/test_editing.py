"""Editing the course while studying it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.screens import base
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

Edits = Callable[[str, str], None]


@pytest.fixture
def edits(library: Path, monkeypatch: pytest.MonkeyPatch) -> Edits:
    """Says what the author's editor puts in place of what, when it is opened."""
    file = library / "rivers.en" / "border.yaml"

    def to_be(old: str, new: str) -> None:
        def edit(command: list[str]) -> None:
            assert command[-1] == str(file)
            text = file.read_text(encoding="utf-8")
            assert old in text
            file.write_text(text.replace(old, new), encoding="utf-8")

        monkeypatch.setattr(base, "edit", edit)

    monkeypatch.setenv("VISUAL", f'"{sys.executable}"')
    monkeypatch.setattr(StudyApp, "suspend", lambda _: nullcontext())
    return to_be


async def test_an_edited_card_is_shown_at_once_and_keeps_its_history(
    open_app: Open, profile_file: Path, edits: Edits
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space", "4", "u")
        edits("front: Which river?", "front: Which stream?")
        shown = await press(pilot, "space", "e")
        assert "Which stream?" in shown
        assert "The Moei" in shown  # the back stays in sight
        assert "3 new" in shown
        await press(pilot, "4", "u")
        edits("front: Which stream?", "front: Which water?")
        assert "Which water?" in await press(pilot, "e")
        await press(pilot, "space", "4")
    with Profile.open(profile_file) as profile:
        assert profile.state["courses"]["rivers"]["cards"]["which"]["reps"] == 1


async def test_a_broken_edit_is_said_with_its_place_and_the_text_stays(
    open_app: Open, edits: Edits, library: Path
) -> None:
    async with open_app((120, 40)) as pilot:
        await press(pilot, "r")
        edits("front: Which river?", "fornt: Which stream?")
        shown = await press(pilot, "e")
        assert "Which river?" in shown
        told = [str(note.message) for note in pilot.app._notifications]
        file = library / "rivers.en" / "border.yaml"
        assert told[-1].startswith(f"{file}:9:17: error")
        edits("fornt: Which stream?", "front: Which stream?")
        assert "Which stream?" in await press(pilot, "e")


async def test_an_edited_section_is_shown_at_once(open_app: Open, edits: Edits) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        edits("It flows **north**.", "It flows to the **north**.")
        assert "It flows to the north." in await press(pilot, "e")


async def test_a_card_that_was_deleted_is_passed_over(open_app: Open, edits: Edits) -> None:
    async with open_app() as pilot:
        await press(pilot, "r")
        card = "{id: which, front: Which river?, back: The Moei, objective: name, source: moei}"
        edits(f"- {card}", "# gone")
        shown = await press(pilot, "e")
        assert "Which river?" not in shown
        assert "flows" in shown


@pytest.fixture
def suspensions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """When the app gave the terminal away, and when it took it back: like textual's own, it
    does not take it back from an exception."""
    happened: list[str] = []

    @contextmanager
    def suspend(_: StudyApp) -> Iterator[None]:
        happened.append("suspended")
        yield
        happened.append("resumed")

    monkeypatch.setattr(StudyApp, "suspend", suspend)
    return happened


def last_note(pilot: Pilot[None]) -> str:
    return str([*pilot.app._notifications][-1].message)


@pytest.mark.parametrize(
    ("editor", "sentences"),
    [
        (
            "no-such-editor --wait",
            (
                "There is no program “no-such-editor”: set EDITOR to an installed editor.",
                "找不到程式「no-such-editor」：請把 EDITOR 設成已安裝的編輯器。",
            ),
        ),
        (
            "vim 'x",
            (
                "EDITOR cannot be understood: close the quote in vim 'x",
                "EDITOR 的引號沒有成對：vim 'x",
            ),
        ),
    ],
)
async def test_an_editor_that_cannot_be_called_is_stated(
    open_app: Open,
    suspensions: list[str],
    monkeypatch: pytest.MonkeyPatch,
    editor: str,
    sentences: tuple[str, str],
) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", editor)
        for sentence in sentences:
            before = screen_text(pilot)
            await press(pilot, "e")
            assert last_note(pilot) == sentence
            assert not suspensions
            pilot.app.clear_notifications()
            assert await press(pilot) == before
            await press(pilot, "L")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows programs by their names")
async def test_an_editor_that_does_not_start_gives_the_terminal_back(
    open_app: Open, suspensions: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/no/such/interpreter", encoding="utf-8")
    broken.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(broken))
    async with open_app() as pilot:
        await press(pilot, "enter", "e")
        assert suspensions == ["suspended", "resumed"]
        assert last_note(pilot).endswith("cannot be started: No such file or directory.")


async def test_a_terminal_that_cannot_be_given_to_an_editor(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f'"{sys.executable}"')
    async with open_app() as pilot:
        await press(pilot, "enter", "e")
        assert last_note(pilot) == "An editor cannot be opened from within this terminal."
