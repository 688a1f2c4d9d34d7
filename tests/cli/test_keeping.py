"""A profile that takes long to open is waited for with a word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studykit.cli import keeping
from studykit.progress.store import Profile


def test_a_history_that_takes_long_to_go_through_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with keeping.kept(tmp_path / "me.json"):
        assert not capsys.readouterr().err
    really = Profile.open
    monkeypatch.setattr(keeping, "_LONG", 0.0)
    monkeypatch.setattr(Profile, "open", lambda *a, **k: time.sleep(0.2) or really(*a, **k))
    with keeping.kept(tmp_path / "me.json"):
        assert "your whole history" in capsys.readouterr().err
