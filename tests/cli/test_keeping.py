"""A profile that takes long to open is waited for with a word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studykit.cli import keeping
from studykit.language.words import Words
from studykit.progress.events import section_read, setting_changed
from studykit.progress.store import Profile
from studykit.progress.store import profile as store
from tests.progress.learning import at


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


def test_a_slow_disk_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(store, "SLOW", 0.0)
    with keeping.kept(tmp_path / "me.json") as profile:
        for number in range(3):
            profile.record([section_read(at(number), "course", f"s{number}")])
        assert capsys.readouterr().err.count("the disk is slow") == 1
    assert len(list(Profile.open(tmp_path / "me.json", write=False).events())) == 3


def test_a_time_zone_that_is_not_known_here_is_said(tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    with keeping.kept(path) as profile:
        profile.record([setting_changed(at(0), "zone", "Mars/Olympus")])
    with keeping.kept(path, shown=True) as profile:
        (notice,) = profile.notices
    assert "“Mars/Olympus” in your settings is not known" in notice
    assert "這台電腦的時區" in Words("zh-Hant").translate(notice)
