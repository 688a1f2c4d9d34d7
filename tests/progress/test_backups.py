"""Backups, kept and thinned out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.progress import events as make
from studykit.progress.store import Profile
from studykit.progress.store import backups as keeping
from studykit.progress.store.backups import DAYS, LAST, backups, kept
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import history_at, restore
from tests.progress.learning import at

NOW = datetime(2026, 6, 1, tzinfo=UTC)
AGES = st.lists(st.integers(0, 400 * 24 * 60), unique=True)


@given(AGES)
def test_the_last_ten_then_one_a_day_then_one_a_week(ages: list[int]) -> None:
    made = sorted((NOW - timedelta(minutes=age) for age in ages), reverse=True)
    keep = kept(made)
    assert set(made[:LAST]) <= keep
    if made:
        recent = {at.date() for at in made if (made[0].date() - at.date()).days < DAYS}
        assert recent <= {at.date() for at in keep}
    assert len(keep) <= LAST + DAYS + 30
    assert kept(list(keep)) == keep


def test_every_session_that_did_something_leaves_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    for number in range(15):
        with Profile.open(path) as profile:
            profile.record([make.section_read(at(number), "course", f"s{number}")])
        with Profile.open(path):
            continue  # Nothing done, nothing to keep.
    found = backups(Layout(path))
    assert len(found) == LAST
    assert [backup.snapshot.position.events for backup in found] == list(range(15, 5, -1))


def test_backups_share_one_copy_of_the_history(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    for number in range(3):
        with Profile.open(path) as profile:
            profile.record([make.section_read(at(number), "course", f"s{number}")])
    (copy,) = Layout(path).backups.glob("journal-*.jsonl")
    assert copy.read_bytes() == Layout(path).journal.read_bytes()


def test_after_months_of_sessions_each_backup_kept_can_be_gone_back_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "profile.json"
    clock = [NOW]
    monkeypatch.setattr(keeping, "stamp", lambda: clock[0].strftime("%Y%m%dT%H%M%S%fZ"))
    days = [day for day in range(200) if day % 3 == 0 or day > 180]
    sessions = 0
    for day in days:
        for hour in range(1, 12, 3 if day > 196 else 12):
            clock[0] = NOW + timedelta(days=day, hours=hour)
            with Profile.open(path) as profile:
                profile.record([make.section_read(at(sessions), "course", f"s{sessions}")])
            sessions += 1
    found = backups(Layout(path))
    made = [date.fromisoformat(backup.path.stem[:8]) for backup in found]
    ages = {(made[0] - day).days for day in made}
    assert set(range(DAYS)) <= ages
    weeks = {day.isocalendar()[:2] for day in made}
    assert len(weeks) >= 26
    assert len(found) <= LAST + DAYS + 27
    counts = [backup.snapshot.position.events for backup in found]
    assert counts[:LAST] == list(range(sessions, sessions - LAST, -1))
    for backup, count in zip(found, counts, strict=True):
        assert len(history_at(backup.path)) == count
    assert restore(path, found[-1].path) == counts[-1]
    assert len(list(Layout(path).backups.glob("journal-*.jsonl"))) == 2


def test_a_backup_of_a_clock_that_was_ahead_does_not_stay_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    for number in range(3):
        with Profile.open(path) as profile:
            profile.record([make.section_read(at(number), "course", f"s{number}")])
    _, second, third = sorted(Layout(path).backups.glob("*.json"))
    second.rename(second.with_name("22260101T000000000000Z.json"))
    third.rename(third.with_name("22260102T000000000000Z.json"))
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(9), "course", "s9")])
    held = [backup.snapshot.position.events for backup in backups(Layout(path))]
    assert held == [4, 3, 2, 1]
    assert all(private(file) for file in Layout(path).backups.iterdir())


def private(file: Path) -> bool:
    """Whether nobody else may read it."""
    return not file.stat().st_mode & 0o077
