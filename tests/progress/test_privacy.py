"""Nobody but the learner may read what is made for them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studykit.progress import events as make
from studykit.progress.store import Profile
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import exported, merge_into, restore
from tests.progress.learning import at

DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def study(path: Path, *numbers: int) -> Path:
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(n), "course", f"s{n}") for n in numbers])
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_every_file_and_folder_of_a_profile_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "data" / "studykit"
    mine, other = study(home / "mine.json", 1, 2), study(home / "other.json", 3)
    merge_into(mine, [other])
    with Profile.open(mine) as profile:
        text = exported(profile)
    (tmp_path / "export.json").write_text(text, encoding="utf-8")
    restore(other, tmp_path / "export.json")
    journal = Layout(mine).journal
    journal.write_bytes(journal.read_bytes().replace(b'"s1"', b'"s9"'))
    mine.write_bytes(b"{")
    study(mine, 4)
    old = home / "old.json"
    shutil.copyfile(DATA / "version-2.json", old)
    old.chmod(0o600)
    study(old, 5)
    made = {path.name: path for path in (tmp_path / "data").rglob("*")}
    for kind in ("before-replacing-", "before-migration-", "mine.json.damaged-"):
        assert any(name.startswith(kind) for name in made), kind
    open_to_all = [name for name, path in made.items() if path.stat().st_mode & 0o077]
    assert open_to_all == []


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_a_folder_of_backups_that_was_open_to_all_is_closed(tmp_path: Path) -> None:
    path = study(tmp_path / "mine.json", 1)
    Layout(path).backups.chmod(0o755)
    study(path, 2)
    assert not Layout(path).backups.stat().st_mode & 0o077
