"""The program started with standard streams closed, as by cron or a service."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from pathlib import Path

LESSON = """\
title: Rivers
cards: [{id: c, front: Which river?, back: The Moei}]
questions: [{id: q, type: true_false, stem: The Moei is a river., answer: true}]
"""
EXAM = (datetime.now(UTC) + timedelta(days=60)).date()
COMMANDS = ["list", "stats", f"plan --exam {EXAM}", "review", "quiz --quiz course:all", ""]


def _run(folder: Path, closed: str, command: str) -> subprocess.CompletedProcess[str]:
    lesson = folder / "rivers.yaml"
    lesson.write_text(LESSON, encoding="utf-8")
    words = [*command.split(), str(lesson)]
    if command != "list":
        words += ["--profile", str(folder / "me.json")]
    line = [f'exec "$@" {closed}', "sh", sys.executable, "-m", "studykit", *words]
    return subprocess.run(
        ["sh", "-c", *line], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="closing a stream is the shell's work")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words.partition(" ")[0])
def test_a_closed_standard_input_is_one_that_has_ended(tmp_path: Path, command: str) -> None:
    ended = _run(tmp_path, "<&-", command)
    assert "went wrong" not in ended.stderr
    assert ended.returncode == (4 if command.startswith("quiz") else 0)  # 4: not finished


@pytest.mark.skipif(sys.platform == "win32", reason="closing a stream is the shell's work")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_what_is_printed_to_a_closed_stream_goes_nowhere(tmp_path: Path, closed: str) -> None:
    ended = _run(tmp_path, closed, "stats")
    assert "went wrong" not in ended.stderr
    assert ended.returncode == 0
