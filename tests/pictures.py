"""Draws the pictures of the README: `python -m tests.pictures` writes `.pictures/*.svg`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from studykit.content.library import open_library, shipped_lessons
from studykit.progress.store import Profile
from studykit.study.clock import Clock
from studykit.tui.app import StudyApp

FOLDER = Path(__file__).parents[1] / ".pictures"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PICTURES = {
    "lesson": ("en", ["enter", "space", "b", "enter"]),
    "card": ("zh-Hant", ["r", "space"]),
    "quiz": ("zh-Hant", ["z", *["down"] * 10, "enter"]),
    "plan": ("en", ["a", *"2026-06-01", "enter"]),
    "home": ("zh-Hant", ["enter", "n", "space", "b", "escape"]),
}


async def draw(name: str, language: str, keys: list[str], folder: Path) -> None:
    """Drive the app by `keys` and save what it shows."""
    library = open_library([shipped_lessons()])
    with Profile.open(folder / f"{name}.json") as profile:
        clock = Clock(zone=UTC, tell=lambda: NOON)
        app = StudyApp(library, profile, clock, language=language, guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause(0.1)
            svg = app.export_screenshot(title=f"studykit · {name}")
    # The style sheet of the picture asks for a font from elsewhere; readers need none.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


def seed(length: int) -> bytes:
    """Bytes that make the final exam open with a single-choice question."""
    return bytes([15] * length)


def main() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    # One seed, so that the quiz asks the same question first whenever the picture is made.
    with tempfile.TemporaryDirectory() as folder, patch("studykit.study.quiz.os.urandom", seed):
        for name, (language, keys) in PICTURES.items():
            asyncio.run(draw(name, language, keys, Path(folder)))


if __name__ == "__main__":
    main()
