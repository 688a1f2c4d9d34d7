"""What `studykit preview` says where it cannot show anything."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_a_preview_into_a_pipe_says_that_it_needs_a_terminal(tmp_path: Path) -> None:
    lesson = tmp_path / "rivers.yaml"
    lesson.write_text("title: Rivers\ncards: [{front: a, back: b}]\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "studykit", "preview", str(lesson)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert ended.returncode == 3
    assert ended.stderr == "studykit: A preview needs a terminal that can show the app.\n"
    assert not ended.stdout
