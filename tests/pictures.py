"""Draws the pictures of the READMEs: `python -m tests.pictures` writes `.pictures/*.svg`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

from rich.cells import cell_len

from studykit.content.library import open_library, shipped_lessons
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp

FOLDER = Path(__file__).parents[1] / ".pictures"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CELL = 12.2
"""Width of a terminal cell in a picture, in its units."""
_SEED_LENGTH = 4
_random = os.urandom
_TEXT = re.compile(
    r'<text (?P<style>class="\S+") x="(?P<x>\S+)" (?P<line>y="\S+") textLength="\S+"'
    r" (?P<clip>clip-path=\S+)>(?P<text>[^<]*)</text>"
)
_READ_A_LESSON = ["enter", "space", "b", "enter", "space", "c", "enter", *"nnnn", "escape"]
_REVIEW_THREE_CARDS = ["escape", "r", "space", "3", "space", "3", "space", "1", "escape"]
_KEYS = {
    "home": [*_READ_A_LESSON, *_REVIEW_THREE_CARDS, "escape"],
    "lesson": ["enter", "space", "space", "b", "enter", "enter"],
    "card": ["r", "space"],
    "quiz": ["z", *["down"] * 10, "enter", "enter"],
    "plan": ["a", *"2026-06-01", "enter"],
}
PICTURES = {
    f"{name}{ending}": (language, keys)
    for language, ending in (("en", ""), ("zh-Hant", ".zh-Hant"))
    for name, keys in _KEYS.items()
}
"""What each picture shows: the language, and the keys that lead there."""


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
            svg = app.export_screenshot(title="studykit")
    # The style sheet of the picture asks for a font from elsewhere; readers need none.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = with_cell_widths(svg)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


def with_cell_widths(svg: str) -> str:
    """Give every text of a picture the width of its cells.

    Rich sets `textLength` from the number of characters, so a browser presses Han characters,
    which take two cells each, on top of each other. A text is also split where the width of
    its characters changes, because a browser spreads a difference evenly over all of them.
    """
    return _TEXT.sub(_split_text, svg)


def _split_text(found: re.Match[str]) -> str:
    x, pieces = float(found["x"]), []
    for _, characters in groupby(unescape(found["text"]), key=_kind):
        text = "".join(characters)
        width = CELL * cell_len(text)
        if text.strip():
            shown = escape(text, quote=False).replace("\N{NO-BREAK SPACE}", "&#160;")
            pieces.append(
                f'<text {found["style"]} x="{x:.1f}" {found["line"]} textLength="{width:.1f}"'
                f" {found['clip']}>{shown}</text>"
            )
        x += width
    return "".join(pieces)


def _kind(character: str) -> int:
    """Characters of one kind take the same width; spaces are left out of the picture."""
    return -1 if character.isspace() else cell_len(character)


def seed(length: int) -> bytes:
    """Random bytes, but always the same four: those are the seed of a quiz, and with these the
    final exam opens with a single-choice question. Ids of events have to differ."""
    return bytes([15] * length) if length == _SEED_LENGTH else _random(length)


def main() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    # One seed, so that the quiz asks the same question first whenever the picture is made.
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("studykit.study.attempt_start.os.urandom", seed),
    ):
        for name, (language, keys) in PICTURES.items():
            asyncio.run(draw(name, language, keys, Path(folder)))


if __name__ == "__main__":
    main()
