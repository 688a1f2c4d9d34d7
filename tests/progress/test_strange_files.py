"""What lies where a profile should be is never waited for, and never read without bound."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studykit.cli import main
from studykit.progress import events as make
from studykit.progress.store import Profile, ProfileError, files
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import exported, merge_into, restore
from tests.faults.lives import Learner, study
from tests.progress.learning import at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and holes are POSIX's")

GIGABYTE = 1_000_000_000


@pytest.fixture(autouse=True)
def not_for_ever() -> Iterator[None]:
    """End a test that waits for a pipe."""
    signal.alarm(120)
    yield
    signal.alarm(0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "me.json"
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(n), "course", f"s{n}") for n in range(3)])
    return path


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def used(folder: Path) -> int:
    """Bytes on the disk, which holes take none of."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("which", ["journal", "backup", "copy of the journal"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(path: Path, which: str) -> None:
    layout = Layout(path)
    if which == "journal":
        layout.journal.unlink()
        os.mkfifo(layout.journal)
        with pytest.raises(ProfileError, match="cannot be read: it is not a file"):
            Profile.open(path)
        return
    pattern = "2*.json" if which == "backup" else "journal-*"
    for file in layout.backups.glob(pattern):
        file.unlink()
        os.mkfifo(file)
    layout.snapshot.unlink()
    with Profile.open(path) as profile:
        assert len(list(profile.events())) == 3
        profile.record([make.section_read(at(4), "course", "s4")])


def test_a_pipe_beside_what_is_merged_is_passed_over(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "other.json"
    with Profile.open(other) as profile:
        profile.record([make.section_read(at(9), "course", "s9")])
    Layout(other).journal.rename(other.with_name("other (conflicted copy).jsonl"))
    os.mkfifo(other.with_name("a.jsonl"))
    assert merge_into(path, [other]) == (4, 1)


@pytest.mark.parametrize("command", ["merge", "restore"])
def test_a_pipe_that_is_to_be_taken_in_is_refused(
    path: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("pipe.json", "pipe.jsonl"):
        os.mkfifo(tmp_path / name)
        assert main(["profile", command, str(tmp_path / name), "--profile", str(path)]) == 3
        assert "It is not a regular file" in capsys.readouterr().err


def test_a_file_of_five_gigabytes_is_refused_in_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sparse(path, 5 * GIGABYTE)
    begun = time.monotonic()
    with pytest.raises(ProfileError, match="cannot be read: it is larger than 500 MB"):
        Profile.open(path)
    assert main(["profile", "merge", str(path), "--profile", str(tmp_path / "new.json")]) == 3
    assert "larger than 500 MB" in capsys.readouterr().err
    assert time.monotonic() - begun < 5


def test_a_damaged_journal_full_of_holes_fills_no_disk(path: Path) -> None:
    journal = Layout(path).journal
    with journal.open("r+b") as file:
        file.truncate(GIGABYTE // 2)
        file.seek(0, 2)
        file.write(b"\n")
    with Profile.open(path) as profile:
        assert len(list(profile.events())) == 3
        assert any("damaged" in notice for notice in profile.notices)
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.stat().st_size > GIGABYTE // 2
    assert used(path.parent) < 10_000_000
    assert not aside.stat().st_mode & 0o077


@pytest.mark.parametrize("given", ["--profile", "STUDYKIT_PROFILE"])
def test_a_home_of_nobody_is_a_sentence(
    given: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    place = "~nobody-of-this-name/me.json"
    words = ["--profile", place] if given == "--profile" else []
    if not words:
        monkeypatch.setenv("STUDYKIT_PROFILE", place)
    for command in (["profile", "show"], ["stats"], ["review"], ["profile", "path"]):
        assert main([*command, *words]) == 3
        said = capsys.readouterr().err
        assert "nobody has that home folder here" in said
        assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_export_of_this_version_is_not_said_to_be_an_earlier_one(
    path: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    export = tmp_path / "export.json"
    with Profile.open(path) as profile:
        export.write_text(exported(profile), encoding="utf-8")
    merge_into(path, [export], said.append)
    restore(path, export, said.append)
    assert said == []


def relaid(document: dict[str, Any], way: str) -> str:
    if way == "sorted":
        return json.dumps(document, indent=4, sort_keys=True)
    return json.dumps(document, separators=(",", ":"), ensure_ascii=way == "ascii")


@pytest.mark.parametrize("way", ["sorted", "ascii", "compact"])
@pytest.mark.parametrize("seed", range(5))
def test_a_snapshot_that_an_editor_laid_out_anew_is_taken_without_a_word(
    tmp_path: Path, way: str, seed: int
) -> None:
    import random

    path = tmp_path / "me.json"
    study(path, Learner(random.Random(seed)), 6)
    before = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(relaid(before, way), encoding="utf-8")
    with Profile.open(path) as profile:
        assert profile.notices == []
        assert profile.state["settings"] == before["state"]["settings"]
        assert dict(profile.state["courses"]) == before["state"]["courses"]
    assert not list(tmp_path.glob("*.damaged-*"))


def test_a_snapshot_laid_out_anew_with_a_setting_changed_is_taken_and_said(
    path: Path,
) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    document["state"]["settings"]["theme"] = "studykit-light"
    path.write_text(relaid(document, "sorted"), encoding="utf-8")
    with Profile.open(path) as profile:
        assert any("settings that you changed" in notice for notice in profile.notices)
        assert profile.state["settings"]["theme"] == "studykit-light"


def test_a_file_that_another_program_holds_for_a_moment_is_replaced_when_it_lets_go(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, tries = Path.replace, 0

    def held(new: Path, target: Path) -> Path:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise PermissionError(13, "Permission denied")
        return replace(new, target)

    monkeypatch.setattr(files, "_WAITS", (0.0,) * 7)
    monkeypatch.setattr(Path, "replace", held)
    files.write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_program_without_enough_memory_says_so(path: Path) -> None:
    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))

    sparse(path, 450_000_000)
    done = subprocess.run(
        [sys.executable, "-m", "studykit", "profile", "show", "--profile", str(path)],
        capture_output=True,
        encoding="utf-8",
        preexec_fn=bound,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert done.stderr == "studykit: there is not enough memory for that.\n"
