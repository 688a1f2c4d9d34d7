"""The screens as they look on a small course: their layout and their words, each apart.

`looks/*.txt` hold the layout of each screen at each size, with every text as `text`: marks,
bars, indentation and the order of rows, so that a sentence can be reworded, also to another
length, without a picture changing. `looks/words-*.txt` hold what the screens say, a line a
screen. `STUDYKIT_LOOKS=write pytest -n 0 tests/tui/test_looks.py` writes both anew; look at
the difference before keeping it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.text.line_breaks import NEVER_FIRST
from studykit.text.width import cells
from studykit.tui.app import StudyApp
from tests.tui.conftest import screen_text
from tests.tui.test_app import press

pytestmark = pytest.mark.usefixtures("every_frame_is_drawn")

FOLDER = Path(__file__).parent / "looks"
WRITING = os.environ.get("STUDYKIT_LOOKS") == "write"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SIZES = ((80, 24), (50, 20))
SCREENS = {
    "home": [],
    "lesson": ["enter"],
    "check": ["enter", "space", "a", "enter"],
    "contents": ["enter", "t"],
    "front": ["r"],
    "back": ["r", "space"],
    "exam": ["z", "enter", "enter"],
    "judged": ["z", "down", "enter", "enter", "b", "enter", "3"],
    "result": ["z", "enter", "enter", "b", "enter", "ctrl+s", "s"],
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


async def looks(library: Path, folder: Path, tag: str, name: str) -> list[str]:
    """What stands on a screen in a window of each size, the later ones after a change of it."""
    shown = []
    with Profile.open(folder / "me.json") as profile:
        clock = Clock(zone=UTC, tell=lambda: NOON)
        app = StudyApp(open_library([library]), profile, clock, language=tag, guard=0)
        async with app.run_test(size=SIZES[0]) as pilot:
            await pilot.pause()
            await press(pilot, *SCREENS[name])
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await press(pilot)
                shown.append(screen_text(pilot) + "\n")
    return shown


def layout(shown: str) -> str:
    """What stands where, whatever the words are: a paragraph is one line, however long."""
    *rows, keys = shown.rstrip().split("\n")
    lines: list[str] = []
    for row in [*rows, ""]:
        line = _without_words(row)
        if not lines or line != lines[-1] or line.strip() != "text" * bool(line):
            lines.append(line)
    hints = _without_words(keys).split("  ")
    return "\n".join([*lines, f"{hints[0]}  …  {hints[-1]}", ""])


def _without_words(row: str) -> str:
    """The marks of a row, with `text` for what stands between them."""
    indent = len(row) - len(row.lstrip())
    parts = []
    for part in re.split(r" {2,}", row.strip()):
        masked = "".join("\0" if _is_word(character) else character for character in part)
        parts.append(re.sub(r"\0[\0 ]*\0|\0", "text", masked))
    return " " * indent + "  ".join(parts)


def _is_word(character: str) -> bool:
    return character.isascii() or unicodedata.category(character)[0] in "LNPM"


def words_of(shown: str) -> str:
    """Everything that a screen says, in one line."""
    return " ".join(shown.split())


@pytest.mark.parametrize("tag", ["en", "zh-Hant"])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_laid_out_as_it_was_drawn(
    library: Path, tmp_path: Path, name: str, tag: str
) -> None:
    for size, shown in zip(SIZES, await looks(library, tmp_path, tag, name), strict=True):
        picture = FOLDER / f"{name}-{tag}-{size[0]}x{size[1]}.txt"
        if WRITING:
            picture.write_text(layout(shown), encoding="utf-8")
        assert layout(shown) == picture.read_text(encoding="utf-8"), f"{picture.name}\n{shown}"
        assert max(map(cells, shown.splitlines())) <= size[0]
        if name in ("lesson", "front", "back"):
            firsts = {line.strip()[:1] for line in shown.splitlines()} - {""}
            assert not firsts & (NEVER_FIRST - set("…·"))
        if size == SIZES[0]:
            said = said_before(tag)
            if WRITING:
                said[name] = words_of(shown)
                lines = [f"{screen}: {said[screen]}\n" for screen in sorted(said)]
                words_file(tag).write_text("".join(lines), encoding="utf-8")
            assert words_of(shown) == said[name]


def words_file(tag: str) -> Path:
    return FOLDER / f"words-{tag}.txt"


def said_before(tag: str) -> dict[str, str]:
    """What each screen said when it was last written down."""
    lines = words_file(tag).read_text(encoding="utf-8") if words_file(tag).exists() else ""
    return dict(line.split(": ", 1) for line in lines.splitlines())


def test_a_reworded_sentence_leaves_the_layout_alone() -> None:
    rest = "███░░  1/2\n"
    before = f" Top      right\n\n  A short text.\n\n\n  ▸ Read    {rest}\n ⏎ go  ? help"
    after = f" Top!!  right\n\n  A long\n  text.\n\n  ▸ Continue  {rest} ⏎ on  x y  ? help"
    assert layout(before) == layout(after)
    assert layout(before) != layout(before.replace("███░░", "██░░░"))
    assert layout(before) != layout(before.replace("  ▸", "▸"))
    assert layout(before) != layout(before.replace("  ▸ Read    ███░░  1/2\n", ""))
