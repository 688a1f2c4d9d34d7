"""Restoring, merging and exporting whole profiles."""

from __future__ import annotations

import errno
import itertools
import json
import random
import shutil
from pathlib import Path

import jsonschema
import pytest

from studykit.progress import events as make
from studykit.progress.schema import export_schema, snapshot_schema
from studykit.progress.state import fold
from studykit.progress.store import Profile, ProfileError, lock
from studykit.progress.store.backups import backups
from studykit.progress.store.conflicts import conflicts
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import exported, history_at, merge_into, restore
from tests.faults.lives import Learner
from tests.faults.lives import study as learn
from tests.progress.learning import answered, at, reviewed, started, submitted


def study(path: Path, *numbers: int) -> Path:
    with Profile.open(path) as profile:
        profile.record([make.section_read(at(n), "course", f"s{n:02}") for n in numbers])
    return path


def sections(path: Path) -> list[str]:
    return sorted(Profile.open(path, write=False).state["courses"]["course"]["sections"])


def everything(path: Path) -> Path:
    with Profile.open(path) as profile:
        profile.record(
            [
                make.section_read(at(0), "course", "s"),
                make.place_kept(at(0), "course", "l", "s", 3),
                make.question_answered(
                    at(1), "course", "q", response="my name", score=0.5, verdict="partial"
                ),
                reviewed(at(2)),
                make.card_suspended(at(3), "course", "a"),
                make.card_buried(at(3), "course", "b"),
                started(at(4)),
                answered(at(5), "q", 0.0),
                submitted(at(6), {"q": 0.0}),
                started(at(7), "open"),
                make.setting_changed(at(8), "name", "Somebody"),
            ]
        )
    return path


def test_two_machines_come_together_the_same_way_in_any_order(tmp_path: Path) -> None:
    study(tmp_path / "a.json", 1, 2)
    for name in ("b", "c"):
        for file in tmp_path.glob("a*"):
            if file.is_file():
                shutil.copyfile(file, tmp_path / file.name.replace("a", name, 1))
    study(tmp_path / "b.json", 3, 5)
    study(tmp_path / "c.json", 4)
    results = []
    for order in itertools.permutations("abc"):
        into = tmp_path / ("".join(order) + "-all.json")
        count, new = merge_into(into, [tmp_path / f"{name}.json" for name in order])
        assert (count, new) == (5, 5)
        results.append((history_at(into), Profile.open(into, write=False).state["courses"]))
    assert all(result == results[0] for result in results)


def test_merging_keeps_a_copy_of_what_was_there(tmp_path: Path) -> None:
    mine = study(tmp_path / "mine.json", 1)
    other = study(tmp_path / "other.json", 2)
    assert merge_into(mine, [other]) == (2, 1)
    assert sections(mine) == ["s01", "s02"]
    (kept,) = Layout(mine).backups.glob("before-replacing-*/mine.json")
    assert "s02" not in kept.read_text(encoding="utf-8")
    assert merge_into(mine, [other]) == (2, 0)


def test_a_backup_is_restored(tmp_path: Path) -> None:
    path = study(tmp_path / "profile.json", 1)
    study(path, 2)
    oldest = backups(Layout(path))[-1]
    assert restore(path, oldest.path) == 1
    assert sections(path) == ["s01"]
    study(path, 7)
    assert sections(path) == ["s01", "s07"]


def test_an_exported_document_is_restored_and_merged(tmp_path: Path) -> None:
    path = everything(tmp_path / "profile.json")
    with Profile.open(path) as profile:
        courses = profile.state["courses"]
        (tmp_path / "export.json").write_text(exported(profile), encoding="utf-8")
    assert restore(tmp_path / "new.json", tmp_path / "export.json") == 11
    assert Profile.open(tmp_path / "new.json", write=False).state["courses"] == courses
    assert merge_into(path, [tmp_path / "export.json"]) == (11, 0)


@pytest.mark.parametrize("anonymous", [False, True])
def test_an_exported_document_is_as_its_schema_says(tmp_path: Path, anonymous: bool) -> None:
    with Profile.open(everything(tmp_path / "profile.json")) as profile:
        document = json.loads(exported(profile, anonymous=anonymous))
    schema = export_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    del document["events"][0]["course"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_nothing_is_taken_from_what_is_no_profile(tmp_path: Path) -> None:
    path = study(tmp_path / "profile.json", 1)
    stranger = tmp_path / "stranger.json"
    stranger.write_text("{}", encoding="utf-8")
    for source in (stranger, tmp_path / "missing.json"):
        with pytest.raises(ProfileError):
            restore(path, source)
    assert sections(path) == ["s01"]


def test_a_profile_open_in_a_window_is_not_replaced(tmp_path: Path) -> None:
    path = study(tmp_path / "profile.json", 1)
    other = study(tmp_path / "other.json", 2)
    with Profile.open(path), pytest.raises(ProfileError, match="another window"):
        merge_into(path, [other])


def test_copies_made_by_file_syncing_are_found_and_can_be_merged(tmp_path: Path) -> None:
    path = study(tmp_path / "profile.json", 1)
    other = study(tmp_path / "other.json", 2)
    names = (
        "profile.journal.sync-conflict-20260501-120000-ABCDEF.jsonl",
        "profile.journal (Anna's conflicted copy 2026-05-01).jsonl",
    )
    for name in names:
        shutil.copyfile(Layout(other).journal, tmp_path / name)
    found = conflicts(path)
    assert sorted(file.name for file in found) == sorted(names)
    assert merge_into(path, found) == (2, 1)
    with Profile.open(path) as profile:
        assert any("conflict" in notice for notice in profile.notices)


def test_an_anonymous_export_says_how_but_not_who_or_when(tmp_path: Path) -> None:
    path = everything(tmp_path / "profile.json")
    with Profile.open(path) as profile:
        text = exported(profile, anonymous=True)
        ids = [event["id"] for event in profile.events()]
        course = profile.state["courses"]["course"]
    assert "my name" not in text and "Somebody" not in text and "2026" not in text
    assert not any(name in text for name in ids)
    after = fold(json.loads(text)["events"])["courses"]["course"]
    assert after["days"] == {"2000-01-01": course["days"]["2026-01-01"]}
    assert after["questions"]["q"]["answers"] == course["questions"]["q"]["answers"]


def test_the_snapshot_is_as_its_schema_says(tmp_path: Path) -> None:
    path = everything(tmp_path / "profile.json")
    schema = snapshot_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    document["state"]["courses"]["course"]["cards"]["a"]["reps"] = "many"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_studied_is_as_the_schema_says(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "profile.json"
    learner = Learner(random.Random(seed))
    for history in ("whole", "lost"):
        learn(path, learner, 4)
        if history == "lost":
            Layout(path).journal.unlink()
            shutil.rmtree(Layout(path).backups)
        document = Profile.open(path, write=False, thorough=True).document()
        jsonschema.validate(json.loads(document), snapshot_schema())
        assert "園" not in exported(Profile.open(path, write=False), anonymous=True)


def test_a_damaged_history_is_mended_before_it_is_merged(tmp_path: Path) -> None:
    mine = study(tmp_path / "mine.json", 1, 2, 3)
    other = study(tmp_path / "other.json", 7, 8)
    for path, name in ((mine, b"s02"), (other, b"s07")):
        journal = Layout(path).journal
        journal.write_bytes(journal.read_bytes().replace(name, b"s99"))
    told: list[str] = []
    assert merge_into(mine, [other, Layout(other).journal], told.append) == (5, 2)
    assert sections(mine) == ["s01", "s02", "s03", "s07", "s08"]
    assert list(dict.fromkeys(notice.split(":")[0] for notice in told)) == [
        "other.json",
        "other.journal.jsonl",
        "mine.json",
    ]
    assert "other.journal.jsonl: 1 damaged line was left out." in told


def test_a_profile_whose_first_session_never_ended_is_merged(tmp_path: Path) -> None:
    mine = study(tmp_path / "mine.json", 1)
    other = study(tmp_path / "other.json", 2)
    mine.unlink()
    other.unlink()
    assert merge_into(mine, [other]) == (2, 1)


def test_restoring_an_empty_history_leaves_none(tmp_path: Path) -> None:
    mine = study(tmp_path / "mine.json", 1)
    with Profile.open(tmp_path / "nobody.json") as nobody:
        (tmp_path / "export.json").write_text(exported(nobody), encoding="utf-8")
    assert restore(mine, tmp_path / "export.json") == 0
    with Profile.open(mine) as profile:
        assert (profile.state["courses"], profile.notices) == ({}, [])


def test_a_disk_without_locks_takes_a_restored_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(tmp_path / "a.json", 1)

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuse)
    heard: list[str] = []
    assert restore(tmp_path / "b.json", tmp_path / "a.json", heard.append) == 1
    assert heard == [lock.WITHOUT_LOCKS]
