"""The screens as they look, character by character, on a small course.

`STUDYKIT_LOOKS=write pytest tests/tui/test_looks.py` draws the pictures anew; look at the
difference before keeping it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.text.line_breaks import NEVER_FIRST, cells
from studykit.tui.app import StudyApp
from tests.tui.conftest import screen_text
from tests.tui.test_app import press

FOLDER = Path(__file__).parent / "looks"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SIZES = ((80, 24), (50, 20))
SCREENS = {
    "home": [],
    "lesson": ["enter"],
    "check": ["enter", "space", "a", "enter"],
    "contents": ["enter", "t"],
    "front": ["r"],
    "back": ["r", "space"],
    "exam": ["z", "enter"],
    "judged": ["z", "down", "enter", "b", "enter", "3"],
    "result": ["z", "enter", "b", "enter", "ctrl+s", "s"],
    "progress": ["p"],
    "search": ["slash", "r", "i"],
    "help": ["question_mark"],
    "settings": ["s"],
    "plan": ["a", *"2026-05-30", "enter"],
    "why": ["r", "space", "1", "space", "4", "space", "4", "w"],
    "weak": ["enter", "space", "b", "enter", "escape", "w"],
    "days": ["r", "space", "4", "escape", "p", "s"],
    "due": ["r", "space", "4", "escape", "p", "s", "n", "n"],
}


async def look(library: Path, folder: Path, size: tuple[int, int], tag: str, name: str) -> str:
    with Profile.open(folder / f"{size[0]}.json") as profile:
        clock = Clock(zone=UTC, tell=lambda: NOON)
        app = StudyApp(open_library([library]), profile, clock, language=tag, guard=0)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await press(pilot, *SCREENS[name])
            return screen_text(pilot) + "\n"


@pytest.mark.parametrize("tag", ["en", "zh-Hant"])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_was_drawn(
    library: Path, tmp_path: Path, name: str, tag: str
) -> None:
    for size in SIZES:
        shown = await look(library, tmp_path, size, tag, name)
        picture = FOLDER / f"{name}-{tag}-{size[0]}x{size[1]}.txt"
        if os.environ.get("STUDYKIT_LOOKS") == "write":
            FOLDER.mkdir(exist_ok=True)
            picture.write_text(shown, encoding="utf-8")
        assert shown == picture.read_text(encoding="utf-8"), picture.name
        assert max(map(cells, shown.splitlines())) <= size[0]
        if name in ("lesson", "front", "back"):
            firsts = {line.strip()[:1] for line in shown.splitlines()} - {""}
            assert not firsts & (NEVER_FIRST - set("…·"))
