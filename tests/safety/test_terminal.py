"""The program in a real terminal, on a strange course and with strange notices: nothing but its
own control sequences arrives."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.safety.corpus import CHARACTERS, CONTROLS, DIRECTION, MARKUP
from tests.safety.hostile import write_course

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="a pty is POSIX's"),
]

COLUMNS, ROWS = 80, 24
STRANGE = " ".join(
    text[:40]
    for group in (CONTROLS, DIRECTION, MARKUP, CHARACTERS)
    for name, text in group.items()
    if name != "half a surrogate pair"  # YAML does not let it in
)
_POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""The shape of the mouse, which textual sets."""
_SEQUENCE = re.compile(
    rb"\x1b\[(?P<csi>[0-9;?<>=:]*[ $]?[@-~])|\x1b|[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)"
)
_OWN = re.compile(rb"[0-9;]*[mHJK]|\?[0-9;]+[hl]|\?[0-9;$]+p|[<>=]\d*u")
_UNSEEN = re.compile(
    "[\x80-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]"
)


def test_nothing_but_the_programs_own_sequences_arrives(tmp_path: Path) -> None:
    import pyte

    from tests.bench.terminal import Terminal, python

    class Recorded(Terminal):
        data = b""

        def take(self, data: bytes) -> None:
            self.data += data
            super().take(data)

    folder = write_course(tmp_path / "course", STRANGE)
    words = ["-m", "studykit", "--profile", str(tmp_path / "me.json"), str(folder)]
    terminal = Recorded(python(*words), dict(os.environ), columns=COLUMNS, rows=ROWS)
    screen = pyte.Screen(COLUMNS, ROWS)
    titles: list[str] = []
    screen.set_title = screen.set_icon_name = titles.append
    try:
        terminal.wait_for("clearing|2J|press me")
        for keys in (
            "?",
            "\x1b",
            "r",
            " ",
            "w",
            "\x1b",
            "\x1b",
            "z",
            "\r",
            "\x1b",
            "/",
            "x",
            "\x1b",
        ):
            time.sleep(0.05)
            terminal.press(keys)
            terminal.settle(0.1, most=0.4)
        shown = _POINTER.sub(b"", terminal.data)  # which pyte takes for a title
        pyte.ByteStream(screen).feed(shown)
    finally:
        terminal.kill()
    assert len(terminal.data) > 5000
    foreign = {
        found[0]
        for found in _SEQUENCE.finditer(shown)
        if not _OWN.fullmatch(found["csi"] or b"")
    }
    assert not foreign, foreign
    assert not titles
    assert not _UNSEEN.search(terminal.data.decode())
    assert "press me" in "\n".join(screen.display) or "[2J" in "\n".join(screen.display)
