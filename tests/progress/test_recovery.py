"""A profile whose files were damaged."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studykit.progress import events as make
from studykit.progress.store import Profile, ProfileError
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import merge_into
from tests.progress.learning import at, release_lock


def record(path: Path, *numbers: int) -> None:
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(n), "course", f"s{n:02}") for n in numbers])


def look(path: Path) -> tuple[list[str], list[str]]:
    """Sections known, and notices, of a profile opened and closed."""
    with Profile.open(path) as profile:
        courses = profile.state["courses"]
        read = sorted(courses["course"]["sections"]) if courses else []
        return read, list(profile.notices)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "profile.json"
    record(path, 1, 2, 3)
    record(path, 4, 5)
    return path


ALL = ["s01", "s02", "s03", "s04", "s05"]


def forget_backups(path: Path) -> None:
    shutil.rmtree(Layout(path).backups)


def asides(path: Path) -> list[Path]:
    return list(path.parent.glob("*.damaged-*"))


def test_a_torn_last_line_is_dropped_and_said(path: Path) -> None:
    with Layout(path).journal.open("ab") as file:
        file.write(b'{"id": "0123", "at": "2026')
    read, notices = look(path)
    assert read == ALL
    assert "only half written" in notices[0]
    assert look(path) == (ALL, [])


def test_a_lost_snapshot_is_made_anew_from_the_journal(path: Path) -> None:
    path.unlink()
    forget_backups(path)
    assert look(path) == (ALL, [])


def test_a_damaged_snapshot_is_made_anew_and_kept_aside(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])
    forget_backups(path)
    read, notices = look(path)
    assert read == ALL
    assert any("rebuilt from the history" in notice for notice in notices)
    assert len(asides(path)) == 1


def test_a_snapshot_alone_still_opens_and_goes_on(path: Path) -> None:
    Layout(path).journal.unlink()
    forget_backups(path)
    read, notices = look(path)
    assert read == ALL
    assert any("5 events were recovered" in notice for notice in notices)
    record(path, 6)
    path.unlink()
    assert look(path)[0] == [*ALL, "s06"]


def test_a_snapshot_keeps_what_events_led_to_that_it_does_not_hold_any_more(
    path: Path,
) -> None:
    record(path, *range(6, 136))
    everything, _ = look(path)
    Layout(path).journal.unlink()
    forget_backups(path)
    read, notices = look(path)
    assert read == everything
    assert any("100 events were recovered" in notice for notice in notices)
    assert any("35 events of the history are lost" in notice for notice in notices)
    path.unlink()
    assert look(path) == (everything, [])


def test_a_lost_journal_is_regained_from_the_backups(path: Path) -> None:
    Layout(path).journal.unlink()
    read, notices = look(path)
    assert read == ALL
    assert any("5 events were recovered" in notice for notice in notices)
    with Profile.open(path) as profile:
        assert len(list(profile.events())) == 5


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_damaged_line_in_the_middle_is_skipped_counted_and_kept_aside(
    path: Path, backed_up: bool
) -> None:
    journal = Layout(path).journal
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"course", b"curse!")
    journal.write_bytes(b"".join(lines))
    path.unlink()
    if not backed_up:
        forget_backups(path)
    read, notices = look(path)
    assert read == (ALL if backed_up else [name for name in ALL if name != "s02"])
    assert any("1 damaged line." in notice for notice in notices)
    assert asides(path)[0].read_bytes() == b"".join(lines)
    assert look(path) == (read, [])


def test_a_cut_off_journal_does_not_take_what_the_snapshot_knows(path: Path) -> None:
    journal = Layout(path).journal
    journal.write_bytes(journal.read_bytes()[:300])
    forget_backups(path)
    assert look(path)[0] == ALL
    assert look(path) == (ALL, [])


def test_an_empty_journal_does_not_take_what_the_snapshot_knows(path: Path) -> None:
    Layout(path).journal.write_bytes(b"")
    forget_backups(path)
    assert look(path)[0] == ALL


def test_both_damaged_takes_the_newest_backup_and_says_so(path: Path) -> None:
    path.write_bytes(b"\x00" * 100)
    Layout(path).journal.write_bytes(b"\x00" * 100)
    read, notices = look(path)
    assert read == ALL
    assert any("newest backup" in notice for notice in notices)
    assert len(asides(path)) == 2


def test_nothing_left_to_read_is_said_and_nothing_is_overwritten(path: Path) -> None:
    forget_backups(path)
    path.write_bytes(b"\x00" * 100)
    Layout(path).journal.write_bytes(b"\x00" * 100)
    with pytest.raises(ProfileError, match="is damaged"):
        Profile.open(path)
    assert path.read_bytes() == Layout(path).journal.read_bytes() == b"\x00" * 100


def test_lines_twice_over_and_in_another_order_count_once(path: Path) -> None:
    journal = Layout(path).journal
    head, *lines = journal.read_bytes().splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    journal.write_bytes(head + b"".join(lines + lines))
    read, _ = look(path)
    assert read == ALL
    with Profile.open(path) as profile:
        assert profile.state["courses"]["course"]["days"]["2026-01-01"]["sections"] == 5


def test_a_line_of_the_past_appended_again_counts_once(path: Path) -> None:
    journal = Layout(path).journal
    with journal.open("ab") as file:
        file.write(journal.read_bytes().splitlines(keepends=True)[1])
    assert look(path)[0] == ALL
    with Profile.open(path) as profile:
        assert profile.state["courses"]["course"]["days"]["2026-01-01"]["sections"] == 5


def test_what_a_killed_program_left_half_written_is_swept_away(path: Path) -> None:
    left = path.with_name(".profile.json.4711.new")
    left.write_text("{", encoding="utf-8")
    assert look(path) == (ALL, [])
    assert not left.exists()


def test_a_read_only_look_at_a_damaged_profile_changes_nothing(path: Path) -> None:
    path.write_bytes(b"{")
    with Layout(path).journal.open("ab") as file:
        file.write(b'{"half')
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    profile = Profile.open(path, write=False)
    assert sorted(profile.state["courses"]["course"]["sections"]) == ALL
    assert len(list(profile.events())) == 5
    assert before == {
        file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("written", [1, 20, 60])
def test_a_learner_killed_at_the_very_first_answer_starts_afresh(
    tmp_path: Path, written: int
) -> None:
    path = tmp_path / "profile.json"
    record(path, 1)
    first = Layout(path).journal.read_bytes()[:written]
    path.unlink()
    forget_backups(path)
    Layout(path).journal.write_bytes(first)
    read, notices = look(path)
    assert read == []
    assert f"({written} bytes)" in notices[0]
    record(path, 2)
    assert look(path) == (["s02"], [])


def test_the_copy_among_the_backups_alone_brings_everything_back(path: Path) -> None:
    for backup in Layout(path).backups.glob("*.json"):
        backup.write_bytes(b"{")
    path.unlink()
    Layout(path).journal.unlink()
    read, notices = look(path)
    assert read == ALL
    assert any("with 5 events" in notice for notice in notices)
    assert look(path) == (ALL, [])


def test_lines_that_changed_places_are_put_in_the_order_of_their_instants(path: Path) -> None:
    with Profile.open(path) as profile:
        profile.record([make.card_suspended(at(10), "course", "card")])
        profile.record([make.card_unsuspended(at(11), "course", "card")])
    journal = Layout(path).journal
    head, *lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(head + b"".join(reversed(lines)))
    with Profile.open(path) as profile:
        assert "suspended" not in profile.state["courses"]["course"]["cards"]["card"]
        assert any("out of order" in notice for notice in profile.notices)
    assert look(path) == (ALL, [])


def test_a_journal_without_its_first_line_gets_one_again(path: Path) -> None:
    journal = Layout(path).journal
    journal.write_bytes(journal.read_bytes().partition(b"\n")[2])
    assert look(path)[0] == ALL
    assert b"studykit journal" in journal.read_bytes()
    assert look(path) == (ALL, [])


def test_an_undo_of_long_ago_does_not_lose_what_a_damaged_line_said(path: Path) -> None:
    record(path, *range(6, 136))
    everything, _ = look(path)
    journal = Layout(path).journal
    journal.write_bytes(journal.read_bytes().replace(b'"s03"', b'"s99"'))
    with Profile.open(path) as profile:
        first = next(iter(profile.events()))
        profile.record([make.undo(at(1000), first["id"])])
        sections = set(profile.state["courses"]["course"]["sections"])
        assert sections == set(everything) - {"s01"}
        assert any("1 event was recovered" in notice for notice in profile.notices)


def test_a_changed_position_in_the_snapshot_is_noticed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"events": 5', '"events": 7'), encoding="utf-8")
    read, notices = look(path)
    assert read == ALL
    assert any("rebuilt from the history" in notice for notice in notices)
    assert look(path) == (ALL, [])


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Edit the profile in an editor that writes JSON its own way."""
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["state"])
    path.write_text(json.dumps(document, indent=4), encoding="utf-8")


def test_a_setting_edited_by_hand_is_taken_and_said(path: Path) -> None:
    with Profile.open(path) as profile:
        profile.record([make.setting_changed(at(9), key, 1) for key in ("a", "b", "c")])
    edit(path, lambda state: state.update(settings={"a": 5, "b": 1, "new": "x"}))
    looked = Profile.open(path, write=False)
    with Profile.open(path) as profile:
        assert profile.state["settings"] == {"a": 5, "b": 1, "new": "x"}
        assert looked.state["settings"] == profile.state["settings"]
        (notice,) = profile.notices
        assert "settings that you changed" in notice
        assert sorted(profile.state["courses"]["course"]["sections"]) == ALL
        recorded = {e["key"]: e["value"] for e in list(profile.events())[-3:]}
        assert recorded == {"a": 5, "c": None, "new": "x"}
    path.unlink()
    with Profile.open(path) as again:
        assert again.state["settings"] == {"a": 5, "b": 1, "new": "x"}
        assert again.notices == []
    assert len(asides(path)) == 1


def test_an_edit_does_not_undo_what_the_learner_set_since(path: Path) -> None:
    with Profile.open(path) as profile:
        profile.record([make.setting_changed(at(9), key, 1) for key in ("a", "b")])
    killed = Profile.open(path)
    killed.record([make.setting_changed(at(10), "a", 2)])
    release_lock(killed)
    edit(path, lambda state: state["settings"].update(a=7, b=8))
    for _ in range(2):
        with Profile.open(path) as profile:
            assert profile.state["settings"] == {"a": 2, "b": 8}


def test_an_edit_counts_in_a_merge(path: Path, tmp_path: Path) -> None:
    edit(path, lambda state: state["settings"].update(theme="dark"))
    merge_into(tmp_path / "all.json", [path])
    with Profile.open(tmp_path / "all.json") as profile:
        assert profile.state["settings"] == {"theme": "dark"}


@pytest.mark.parametrize(
    "change",
    [
        lambda state: state.update(settings=[]),
        lambda state: state["settings"].update(a=float("1e300")),
        lambda state: state["courses"].update(course="x"),
        lambda state: state["courses"]["course"]["sections"]["s01"].update(day="x"),
    ],
)
def test_an_edit_that_leaves_a_malformed_profile_is_not_taken(
    path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    edit(path, lambda state: state["settings"].update(theme="dark"))
    edit(path, change)
    with Profile.open(path) as profile:
        assert profile.state["settings"] == {}
        assert any("rebuilt from the history" in notice for notice in profile.notices)
