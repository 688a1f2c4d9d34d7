"""One learner, one script, two faces: the same events and the same scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studykit.study import attempt_start
from tests.faces.app_driver import AppDriver
from tests.faces.course import EXAMPLES, TYPES
from tests.faces.line_driver import LineDriver
from tests.faces.played import Desk
from tests.faces.scripts import SCRIPTS, Script

if TYPE_CHECKING:
    from pathlib import Path


def test_every_type_is_played() -> None:
    assert list(EXAMPLES) == TYPES


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
async def test_the_faces_store_the_same_events_and_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: Script
) -> None:
    monkeypatch.setattr(attempt_start, "_seed", lambda: 7)
    by_lines, by_keys = Desk(tmp_path / "lines", script), Desk(tmp_path / "keys", script)
    LineDriver(by_lines).play()
    await AppDriver(by_keys).play()
    lines, keys = by_lines.played(), by_keys.played()
    assert keys.events == lines.events
    assert keys.attempts == lines.attempts
    assert keys.seconds == lines.seconds
