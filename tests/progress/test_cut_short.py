"""A session that is cut short loses nothing; the next start writes snapshot and backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.progress.store import Profile, files
from studykit.progress.store import profile as store
from studykit.progress.store.backups import backups
from studykit.progress.store.journal import Writer
from studykit.progress.store.layout import Layout
from tests.faults.oracle import check_whole
from tests.progress.learning import at, release_lock, reviewed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.json"


def killed_after(path: Path, *numbers: int) -> None:
    """A session whose program dies without closing the profile."""
    profile = Profile.open(path)
    profile.record([reviewed(at(number), f"c{number}") for number in numbers])
    release_lock(profile)


def test_a_start_whose_snapshot_is_behind_writes_one_and_a_backup(path: Path) -> None:
    for number in range(3):
        killed_after(path, number)
    Profile.open(path).close()
    with Profile.open(path) as profile:
        assert profile.notices == []
        newest = backups(Layout(path))[0]
        assert newest.path.read_bytes() == path.read_bytes()
        assert newest.snapshot.position.events == 3
    # The history is lost whole: what the sessions came to is still there.
    Layout(path).journal.write_bytes(b"\0" * 100)
    with Profile.open(path) as profile:
        assert sorted(profile.state["courses"]["course"]["cards"]) == ["c0", "c1", "c2"]


def test_it_does_so_while_the_program_is_open_and_not_only_at_its_end(path: Path) -> None:
    killed_after(path, 1)
    open_again = Profile.open(path)
    assert len(backups(Layout(path))) == 1
    release_lock(open_again)


def test_a_start_that_is_up_to_date_writes_nothing(path: Path) -> None:
    with Profile.open(path) as profile:
        profile.record([reviewed(at(1))])
    before = {file: file.stat().st_mtime_ns for file in path.parent.rglob("*")}
    Profile.open(path).close()
    assert before == {file: file.stat().st_mtime_ns for file in path.parent.rglob("*")}


def test_a_disk_that_takes_no_snapshot_does_not_stop_the_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after(path, 1, 2)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", refuse)
    monkeypatch.setattr(store, "write_whole", refuse)
    profile = Profile.open(path)
    assert len(profile.state["courses"]["course"]["cards"]) == 2
    assert any("No space left" in notice for notice in profile.notices)


@pytest.mark.parametrize("where", ["append", "apply", "between"])
def test_ctrl_c_in_the_middle_of_an_answer_leaves_history_and_state_agreeing(
    path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    append = Writer.append

    def appended_then_interrupted(writer: Writer, data: bytes) -> None:
        append(writer, data)
        raise KeyboardInterrupt

    profile = Profile.open(path)
    profile.record([reviewed(at(1), "a")])
    with monkeypatch.context() as patch:
        if where == "append":
            patch.setattr(Writer, "append", interrupted)
        elif where == "between":
            patch.setattr(Writer, "append", appended_then_interrupted)
        else:
            patch.setattr(store, "apply_event", interrupted)
        with pytest.raises(KeyboardInterrupt):
            profile.record([reviewed(at(2), "b"), reviewed(at(3), "c")])
    profile.close()
    check_whole(path, set())
    with Profile.open(path) as again:
        cards = sorted(again.state["courses"]["course"]["cards"])
        assert cards == (["a"] if where == "append" else ["a", "b", "c"])
    check_whole(path, set())
