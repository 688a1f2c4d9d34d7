"""A profile that an earlier version wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from studykit.progress.state import fold
from studykit.progress.store import Profile
from studykit.progress.store.layout import Layout
from studykit.progress.store.version import VERSION
from tests.progress.test_recovery import look

DATA = Path(__file__).parent / "data"
"""Profiles that earlier versions wrote."""
CASE = "telecom-fraud-clearance"


def old_profile(folder: Path, version: int = 1) -> Path:
    """A profile as an earlier studykit left it (0.1 had version 1)."""
    path = folder / "profile.json"
    shutil.copyfile(DATA / f"version-{version}.json", path)
    shutil.copyfile(DATA / f"version-{version}.journal.jsonl", Layout(path).journal)
    return path


def test_a_profile_of_version_0_is_migrated_with_a_backup_first(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    old = DATA / "version-0.json"
    shutil.copyfile(old, path)
    read, notices = look(path)
    assert read == ["history", "setting"]
    assert any("brought up to this version" in notice for notice in notices)
    (kept,) = Layout(path).backups.glob("before-migration-*/profile.json")
    assert kept.read_bytes() == old.read_bytes()
    assert look(path) == (read, [])
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == VERSION


def test_a_profile_of_version_1_is_migrated_with_a_backup_first(tmp_path: Path) -> None:
    path = old_profile(tmp_path)
    with Profile.open(path) as profile:
        assert any("brought up to this version" in notice for notice in profile.notices)
        assert profile.state["courses"] == fold(list(profile.events()))["courses"]
        (attempt,) = profile.state["courses"][CASE]["attempts"].values()
        assert len(attempt["responses"]) == 3
    (kept,) = Layout(path).backups.glob("before-migration-*/profile.json")
    assert kept.read_bytes() == (DATA / "version-1.json").read_bytes()
    with Profile.open(path) as again:
        assert again.notices == []
        assert len(again.state["courses"][CASE]["cards"]) == 9
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == VERSION


def test_a_snapshot_of_version_1_without_its_history_keeps_what_it_knows(
    tmp_path: Path,
) -> None:
    path = old_profile(tmp_path)
    Layout(path).journal.unlink()
    with Profile.open(path) as profile:
        assert len(profile.state["courses"][CASE]["cards"]) == 9


def test_a_profile_of_version_2_is_migrated_with_a_backup_first(tmp_path: Path) -> None:
    path = old_profile(tmp_path, version=2)
    with Profile.open(path) as profile:
        assert any("brought up to this version" in notice for notice in profile.notices)
        course = profile.state["courses"][CASE]
        assert profile.state["courses"] == fold(list(profile.events()))["courses"]
        exam, practice = course["attempts"]["e1"], course["attempts"]["p1"]
        assert (exam["items"], exam["rules"], exam["abandoned"]) == (None, None, None)
        # Each letter had said how long the question had been shown; one answer came too late.
        assert {name: r["seconds"] for name, r in exam["responses"].items()} == {
            "who": 12.0,
            "when": 30.0,
        }
        assert practice["score"] == 0.83
        assert "buried_day" not in course["cards"]["term"]
        assert "best_score" not in course["questions"]["where"]
        day = course["days"]["2026-05-04"]
        assert day["seconds"] == day["card_seconds"] + day["question_seconds"] == 112.5
        assert profile.state["settings"] == {"new_per_day": 12}
    (kept,) = Layout(path).backups.glob("before-migration-*/profile.json")
    assert kept.read_bytes() == (DATA / "version-2.json").read_bytes()
    with Profile.open(path) as again:
        assert again.notices == []
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == VERSION


def test_a_snapshot_of_version_2_without_its_history_keeps_what_it_knows(
    tmp_path: Path,
) -> None:
    path = old_profile(tmp_path, version=2)
    wanted = json.loads(path.read_text(encoding="utf-8"))["state"]["courses"][CASE]
    Layout(path).journal.unlink()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"undoable": [', '"undoable": [],\n"was": ['), "utf-8")
    with Profile.open(path) as profile:
        course = profile.state["courses"][CASE]
        assert {*course["cards"]} == {*wanted["cards"]}
        assert course["attempts"]["e1"]["items"] is None
        assert (
            course["attempts"]["e1"]["responses"]["who"]
            == (wanted["attempts"]["e1"]["responses"]["who"])
        )


def test_a_migration_that_was_killed_half_way_is_done_again(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    old = DATA / "version-0.json"
    shutil.copyfile(old, path)
    look(path)
    shutil.copyfile(old, path)  # The journal was written, the snapshot not yet.
    assert look(path)[0] == ["history", "setting"]
    with Profile.open(path) as profile:
        assert len(list(profile.events())) == 4
