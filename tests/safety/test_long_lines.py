"""Lines of a history that are longer than any the program writes are never held in memory."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from studykit.progress import events as make
from studykit.progress.store import Profile, ProfileError
from studykit.progress.store.journal import LONGEST_LINE, JournalFile, whole_journal
from studykit.progress.store.snapshot import decode, encode
from tests.progress.learning import at, reviewed

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 100_000_000
FIRST, LAST = reviewed(at(1)), make.undo(at(2), "x")


def history(file: Path, *, ended: bool) -> JournalFile:
    """Two events, and between or behind them 100 MB (of zeros: a hole on the disk)."""
    first, last = (whole_journal("g", events) for events in ([FIRST], [FIRST, LAST]))
    with file.open("wb") as journal:
        journal.write(first)
        journal.truncate(len(first) + LENGTH)
        journal.seek(0, 2)
        if ended:
            journal.write(b"\n" + last.removeprefix(first))
    return JournalFile(file)


@pytest.mark.parametrize("ended", [True, False])
def test_a_line_of_100_mb_is_passed_over(tmp_path: Path, ended: bool) -> None:
    journal = history(tmp_path / "me.journal.jsonl", ended=ended)
    tracemalloc.start()
    try:
        assert [event["id"] for event in journal] == (
            [FIRST["id"], LAST["id"]] if ended else [FIRST["id"]]
        )
        undos = [event["id"] for event in journal.of_kind("undo")]
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert undos == ([LAST["id"]] if ended else [])
    assert (journal.damaged, journal.torn) == ((1, 0) if ended else (0, LENGTH))
    assert held < 4 * LONGEST_LINE


def test_a_profile_with_such_a_line_is_opened_and_told_about(tmp_path: Path) -> None:
    history(tmp_path / "me.journal.jsonl", ended=True)
    with Profile.open(tmp_path / "me.json") as profile:
        assert profile.state["courses"]["course"]["cards"]["a"]["reps"] == 1
        assert any("1 damaged line" in notice for notice in profile.notices)


@pytest.mark.parametrize("short", [0, 1])
def test_a_line_of_just_the_bound_is_read(tmp_path: Path, short: int) -> None:
    event: dict[str, Any] = make.setting_changed(at(0), "theme", "")
    room = LONGEST_LINE - len(whole_journal("g", [event])) + len(whole_journal("g", []))
    event["value"] = "x" * (room - short)
    file = tmp_path / "me.journal.jsonl"
    file.write_bytes(whole_journal("g", [event, LAST]))
    journal = JournalFile(file)
    assert [e["id"] for e in journal] == [event["id"], LAST["id"]]
    assert (journal.damaged, journal.good_end) == (0, file.stat().st_size)


def test_an_answer_too_long_to_be_read_again_is_refused(tmp_path: Path) -> None:
    with Profile.open(tmp_path / "me.json") as profile:
        with pytest.raises(ProfileError, match="too long to be kept"):
            profile.record([make.setting_changed(at(0), "x", "y" * LONGEST_LINE)])
        assert profile.state["settings"] == {}
        profile.record([FIRST])


def test_a_large_standing_without_its_history_is_taken_up_whole(tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record([FIRST])
        course: Any = profile.state["courses"]["course"]
        course["cards"] |= {f"{'c' * 400}{n}": course["cards"]["a"] for n in range(7500)}
        profile.state["settings"] |= {f"{'s' * 400}{n}": n for n in range(3000)}
    wanted = decode(file.read_bytes(), file)
    assert wanted is not None
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != file:
            path.unlink()
    file.write_bytes(file.read_bytes().replace(b'"crc": "', b'"crc": "0'))
    for _ in range(2):
        with Profile.open(file) as profile:
            assert len(profile.state["courses"]["course"]["cards"]) == 7501
            assert profile.state["settings"] == wanted.state["settings"]
    longest = max(map(len, file.with_suffix(".journal.jsonl").read_bytes().split(b"\n")))
    assert longest < LONGEST_LINE
    assert json.loads(encode(profile.state, wanted.position))
