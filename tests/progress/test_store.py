"""A learner's profile on the disk."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.language.words import Words
from studykit.progress import events as make
from studykit.progress.events import Event
from studykit.progress.state import apply, fold
from studykit.progress.store import Profile, ProfileError, files, journal, lock
from studykit.progress.store.layout import Layout, default_path
from studykit.progress.store.lazy_courses import LazyCourses
from studykit.progress.store.recovery import START
from studykit.progress.store.snapshot import decode, encode
from tests.progress.learning import at, histories, release_lock, reviewed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile.json"


def read(number: int) -> dict[str, Any]:
    return make.section_read(at(number), "course", f"s{number}")


def studied(path: Path, count: int = 3) -> dict[str, Any]:
    """A profile with some history, closed; the state it had."""
    with Profile.open(path) as profile:
        profile.record([read(number) for number in range(count)])
        profile.record([reviewed(at(count))])
        return dict(profile.state["courses"])


def sections(profile: Profile) -> list[str]:
    return sorted(profile.state["courses"].get("course", {"sections": {}})["sections"])


def snapshot(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_new_learner_has_an_empty_profile_and_no_files_but_the_lock(path: Path) -> None:
    with Profile.open(path) as profile:
        assert (profile.state["courses"], profile.notices) == ({}, [])
    assert [file.name for file in path.parent.iterdir()] == ["profile.lock"]


def test_a_folder_or_a_device_is_no_place_for_a_profile(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="is not a file"):
        Profile.open(tmp_path)


def test_what_was_recorded_is_there_at_the_next_start(path: Path) -> None:
    courses = studied(path)
    with Profile.open(path) as profile:
        assert profile.state["courses"] == courses
        assert profile.notices == []
        assert len(list(profile.events())) == 4


def test_what_was_recorded_is_there_though_the_session_never_ended(path: Path) -> None:
    first = Profile.open(path)
    first.record([read(1)])
    release_lock(first)
    with Profile.open(path) as profile:
        assert sections(profile) == ["s1"]
        assert profile.notices == []


def test_a_start_reads_only_what_the_journal_gained_since_the_snapshot(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(path, 50)
    killed = Profile.open(path)
    killed.record([read(90)])
    release_lock(killed)
    parsed = []
    monkeypatch.setattr(
        journal,
        "parse_line",
        lambda data, real=journal.parse_line: parsed.append(1) or real(data),
    )
    with Profile.open(path) as profile:
        assert len(parsed) == 2  # The header, and the one event.
        assert len(sections(profile)) == 51


def test_an_event_is_on_the_disk_before_it_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = []
    monkeypatch.setattr(journal, "sync", lambda descriptor: order.append("disk"))
    monkeypatch.setattr(
        "studykit.progress.store.profile.apply_event",
        lambda state, event: order.append("state") or True,
    )
    with Profile.open(path) as profile:
        profile.record([read(1)])
        order.clear()
        profile.record([read(2)])
    assert order[:2] == ["disk", "state"]


def test_an_event_that_could_not_count_is_refused(path: Path) -> None:
    with Profile.open(path) as profile:
        with pytest.raises(ValueError, match="no event of its kind"):
            profile.record([read(1), {**read(2), "section": None}])
        assert list(profile.events()) == []


def test_threads_may_record_at_the_same_time(path: Path) -> None:
    with Profile.open(path) as profile:
        threads = [
            threading.Thread(
                target=lambda n=n: [profile.record([read(n * 100 + k)]) for k in range(20)]
            )
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(sections(profile)) == 80
        assert len(list(profile.events())) == 80


def test_a_second_window_looks_but_does_not_write(path: Path) -> None:
    studied(path)
    with Profile.open(path), Profile.open(path) as second:
        assert second.read_only
        assert "Another window" in second.notices[0]
        assert sections(second) == ["s0", "s1", "s2"]
        with pytest.raises(ProfileError, match="open in another window"):
            second.record([read(9)])
    with Profile.open(path) as third:
        assert not third.read_only


@pytest.mark.parametrize("number", {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})
def test_a_disk_without_locks_is_written_to_and_the_way_out_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(lock, "_lock", refuse)
    with Profile.open(path) as profile:
        assert not profile.read_only
        (notice,) = profile.notices
        assert "STUDYKIT_PROFILE" in notice
        assert "--profile" in notice
        assert "一次只開一個視窗" in Words("zh-Hant").translate(notice)
        profile.record([read(1)])
    reader = Profile.open(path, write=False)
    assert (sections(reader), reader.notices) == (["s1"], [])


def test_any_text_comes_back_as_it_was(path: Path) -> None:
    texts = [
        "湧現",
        "a\nb\u2028c\u0085d",
        "\x00\x1b[31m",
        "\ud83d",
        "😀",
        '", "crc": "00000000"}',
    ]
    with Profile.open(path) as profile:
        for text in texts:
            profile.record([make.setting_changed(at(), text, text)])
    with Profile.open(path) as profile:
        assert profile.state["settings"] == {text: text for text in texts}
    path.unlink()
    with Profile.open(path) as profile:
        assert profile.state["settings"] == {text: text for text in texts}


def test_undo_goes_on_after_a_restart_and_past_what_is_remembered(path: Path) -> None:
    with Profile.open(path) as profile:
        events = [read(number) for number in range(150)]
        profile.record(events)
    for event in reversed(events):
        if event["at"].endswith("9:00.000Z"):
            continue
        with Profile.open(path) as profile:
            profile.record([make.undo(at(1000), event["id"])])
        break
    with Profile.open(path) as profile:
        for event in events:
            profile.record([make.undo(at(1001), event["id"])])
        assert profile.state["courses"] == {}


@pytest.mark.parametrize("step", ["write", "sync"])
def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with Profile.open(path) as profile:
        profile.record([read(1)])
        before = Layout(path).journal.read_bytes()
        full = OSError(errno.ENOSPC, "No space left on device")

        def refuse(descriptor: int, data: bytes = b"") -> None:
            if data:
                os.write(descriptor, data[: len(data) // 2])
            raise full

        with monkeypatch.context() as disk:
            disk.setattr(journal, "write_all" if step == "write" else "sync", refuse)
            with pytest.raises(ProfileError, match=r"cannot be written: No space left"):
                profile.record([read(2), read(3)])
        assert sections(profile) == ["s1"]
        assert Layout(path).journal.read_bytes() == before
        profile.record([read(4)])
        assert sections(profile) == ["s1", "s4"]


def test_a_disk_that_fills_up_at_the_end_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(path)
    profile = Profile.open(path)
    profile.record([read(7)])

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files, "write_all", refuse)
        profile.close()
    assert "No space left" in profile.notices[-1]
    assert not list(path.parent.glob(".*"))
    with Profile.open(path) as again:
        assert "s7" in sections(again)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_journal_deleted_while_open_takes_no_answer(path: Path) -> None:
    profile = Profile.open(path)
    profile.record([read(1)])
    Layout(path).journal.unlink()
    with pytest.raises(ProfileError, match="cannot be written"):
        profile.record([read(2)])
    assert sections(profile) == ["s1"]
    profile.close()


def test_another_program_that_writes_into_the_journal_is_noticed(path: Path) -> None:
    profile = Profile.open(path)
    profile.record([read(1)])
    with Layout(path).journal.open("ab") as file:
        file.write(b"x\n")
    with pytest.raises(ProfileError, match="another program"):
        profile.record([read(2)])
    profile.close()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_folder_without_permission_is_said(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(ProfileError, match="Permission denied"):
            Profile.open(path)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_a_profile_stays_a_link(path: Path) -> None:
    elsewhere = path.parent / "synced" / "mine.json"
    elsewhere.parent.mkdir()
    path.symlink_to(elsewhere)
    for _ in range(2):
        studied(path)
    assert path.is_symlink()
    assert Layout(elsewhere).journal.exists() and Layout(elsewhere).backups.exists()
    assert not Layout(path).journal.exists()


def test_a_folder_that_is_a_file_is_said(path: Path) -> None:
    path.write_text("not a folder")
    with pytest.raises(ProfileError, match="cannot be written"):
        Profile.open(path / "profile.json")


def test_a_profile_of_a_newer_version_is_left_untouched(path: Path) -> None:
    studied(path)
    document = snapshot(path)
    document["version"] = 99
    path.write_text(json.dumps(document), encoding="utf-8")
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    with pytest.raises(ProfileError, match="newer studykit"):
        Profile.open(path)
    assert before == {
        file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()
    }


def test_a_journal_of_a_newer_version_is_left_untouched(path: Path) -> None:
    line = {"format": "studykit journal", "version": 99, "generation": "x"}
    Layout(path).journal.write_bytes(journal.line(line))
    with pytest.raises(ProfileError, match="newer studykit"):
        Profile.open(path)


def test_the_profile_lies_where_the_environment_says(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_PROFILE", str(path))
    assert default_path() == path
    monkeypatch.delenv("STUDYKIT_PROFILE")
    assert default_path().name == "profile.json"


def test_the_snapshot_is_what_the_history_comes_to(path: Path) -> None:
    studied(path)
    with Profile.open(path) as profile:
        assert fold(list(profile.events()))["courses"] == snapshot(path)["state"]["courses"]


def test_only_the_course_that_is_studied_is_taken_apart_and_the_others_stay_as_they_are(
    path: Path,
) -> None:
    with Profile.open(path) as profile:
        for course in ("first", "second", 'odd "name": {'):
            profile.record([make.section_read(at(1), course, "one")])
    before = path.read_text(encoding="utf-8")
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(2), "second", "two")])
        courses = profile.state["courses"]
        assert isinstance(courses, LazyCourses)
        unread = [name for name, how in courses.as_written() if isinstance(how, memoryview)]
        assert unread == ["first", 'odd "name": {']
        assert list(courses["second"]["sections"]) == ["one", "two"]
    after = path.read_text(encoding="utf-8")
    start, end = (before.index(f'    "{name}": {{') for name in ("first", "second"))
    assert before[start:end] in after
    with Profile.open(path) as profile:
        assert fold(list(profile.events()))["courses"] == profile.state["courses"]


@given(history=histories(), cut=st.integers(0, 40))
@settings(max_examples=30, deadline=None)
def test_a_snapshot_read_in_parts_is_the_one_that_was_written(
    history: list[Event], cut: int
) -> None:
    state = fold(history)
    written = encode(state, START)
    snapshot = decode(written, Path("me.json"))
    assert snapshot is not None
    assert snapshot.sound
    assert encode(snapshot.state, START) == written
    for event in history[:cut]:
        apply(snapshot.state, event)
        apply(state, event)
    assert snapshot.state == state
    assert encode(snapshot.state, START) == encode(state, START)
