"""The files of a profile are damaged in every way one can think of."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from studykit.progress.store import Profile, ProfileError
from studykit.progress.store.layout import Layout
from tests.faults.campaign import Fault
from tests.faults.lives import Learner, study
from tests.faults.oracle import folded, ids, intact, journal_events
from tests.progress.learning import release_lock

if TYPE_CHECKING:
    import random
    from pathlib import Path

WAYS = ("flip", "cut", "empty", "zero", "torn", "drop", "double", "reorder", "lose", "junk")
WHAT = ("journal", "snapshot", "mirror", "newest backup", "all backups")
_LOST = re.compile(r"(\d+) events? of the history (?:is|are) lost")


def damaged(data: bytes, how: str, dice: random.Random) -> bytes | None:
    """The bytes of a file after it was damaged; None when it is gone."""
    place = dice.randrange(len(data)) if data else 0
    head, *lines = data.splitlines(keepends=True) or [b""]
    match how:
        case "flip":
            flipped = bytearray(data)
            for _ in range(dice.choice([1, 1, 5])):
                if flipped:
                    flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
            return bytes(flipped)
        case "cut":
            return data[:place]
        case "empty":
            return b""
        case "zero":
            length = min(dice.choice([16, 4096]), len(data) - place)
            return data[:place] + bytes(length) + data[place + length :]
        case "torn":
            return data + b'{"id": "0123", "at": "2026'
        case "drop":
            kept = [line for line in [head, *lines] if dice.random() < 0.8]
            return b"".join(kept)
        case "double":
            return data + b"".join(dice.choices(lines, k=2)) if lines else data
        case "reorder":
            dice.shuffle(lines)
            return head + b"".join(lines)
        case "lose":
            return None
        case _:
            return data[:place] + dice.randbytes(40) + data[place:]


def _files(path: Path, what: str) -> list[Path]:
    layout = Layout(path)
    match what:
        case "journal":
            return [layout.journal]
        case "snapshot":
            return [path]
        case "mirror":
            return list(layout.backups.glob("*.jsonl"))
        case "newest backup":
            return sorted(layout.backups.glob("*.json"))[-1:]
        case _:
            return list(layout.backups.glob("*.json"))


def _play(folder: Path, dice: random.Random) -> int:
    path, learner = folder / "me.json", Learner(dice)
    study(path, learner, dice.randint(1, 4))
    saved = ids(learner.made)
    if dice.random() < 0.3:
        window = Profile.open(path)
        window.record(learner.events())
        release_lock(window)
    if dice.random() < 0.2:
        shutil.rmtree(Layout(path).backups)
    written = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    done = []
    for _ in range(dice.randint(1, 3)):
        what, how = dice.choice(WHAT), dice.choice(WAYS)
        done.append(f"{how} {what}")
        for file in _files(path, what):
            if file.exists():
                after = damaged(file.read_bytes(), how, dice)
                file.unlink() if after is None else file.write_bytes(after)
    try:
        _Look(path, learner.made, written, saved).check()
    except Exception as error:
        raise AssertionError(f"after {', '.join(done)}: {error!r}") from error
    return 1


class _Look:
    """What is found of a life after damage, against what the bytes still hold."""

    def __init__(
        self,
        path: Path,
        made: list[dict[str, Any]],
        written: dict[Path, bytes],
        saved: set[str],
    ) -> None:
        self.path, self.made = path, made
        self.unsaved = ids(made) - saved
        """Events of a last session that was killed: no snapshot knows of them."""
        self.layout = Layout(path)
        self.found = {file: file.read_bytes() for file in written if file.exists()}
        self.journal = self.found.get(self.layout.journal, b"")
        self.kept = intact(self.journal)
        for mirror in self.layout.backups.glob("*.jsonl"):
            known = ids(self.kept)
            self.kept += [e for e in intact(self.found[mirror]) if e["id"] not in known]
        self.sound = [
            file
            for file, data in written.items()
            if file.suffix == ".json" and self.found.get(file) == data
        ]

    def check(self) -> None:
        """Open it, and compare."""
        try:
            only_looked = Profile.open(self.path, write=False).state
            profile = Profile.open(self.path, thorough=True)
        except ProfileError as error:
            assert not self.kept and not self.sound, f"given up: {error}"
            for file, data in self.found.items():
                assert file.read_bytes() == data, f"{file.name} was changed"
            return
        with profile:
            notices = list(profile.notices)
            for part in ("settings", "courses"):
                assert profile.state[part] == only_looked[part], "a mere look saw another state"
            state = {part: profile.state[part] for part in ("settings", "courses")}
        self._check_events(state)
        self._check_state(state)
        self._check_said(notices)
        self._check_asides()
        self._check_afterwards(state)

    def _check_events(self, state: dict[str, Any]) -> None:
        events = journal_events(self.path)
        names = [event["id"] for event in events if event["kind"] != "baseline"]
        assert set(names) >= ids(self.kept), "an event whose line is intact is gone"
        self.edits = [event for event in events if event["id"] in set(names) - ids(self.made)]
        for edit in self.edits:  # damage that reads as if somebody had edited a setting
            assert edit["kind"] == "setting_changed", "an event nobody made"
            settings = json.loads(self.found[self.path])["state"]["settings"]
            assert edit["value"] == settings.get(edit["key"]), "an edit nobody made"
        assert state == folded(events), "the state is not what the history says"
        self.lost = ids(self.made) - set(names)

    def _check_state(self, state: dict[str, Any]) -> None:
        in_order = self._in_order(self.journal) and all(
            self._in_order(data) for file, data in self.found.items() if file.suffix == ".jsonl"
        )
        snapshot = self.path in self.sound
        if not self.lost and (in_order or (snapshot and not self.unsaved)):
            wanted = folded([*self.made, *self.edits])
            assert state == wanted, "nothing is lost, but the state is another"
        if snapshot and not self.unsaved:
            for course_id, course in folded(self.made)["courses"].items():
                for part, entries in course.items():
                    seen = state["courses"][course_id][part]
                    if isinstance(entries, dict):
                        assert set(entries) <= set(seen), f"{part} the snapshot knew are gone"

    def _in_order(self, data: bytes) -> bool:
        there = list(dict.fromkeys(event["id"] for event in intact(data)))
        return there == [event["id"] for event in self.made if event["id"] in set(there)]

    def _check_said(self, notices: list[str]) -> None:
        text = " ".join(notices)
        told = _LOST.search(text)
        if told and not self.unsaved:
            assert int(told[1]) == len(self.lost), f"{len(self.lost)} are lost: {notices}"
        # That whole lines are gone which no snapshot knew of cannot be told.
        if self.lost - self.unsaved and (self.journal or self.path in self.sound):
            assert re.search(r"\d", text), f"{len(self.lost)} are lost, and nothing is said"

    def _check_asides(self) -> None:
        aside = self.path.parent.glob("*.damaged-*")
        asides = [file.read_bytes() for file in aside if file.is_file()]
        whole_lines = self.journal.split(b"\n")[:-1]
        good = [line for line in whole_lines if line.strip() and intact(line)]
        header = sum(b'"studykit journal"' in line for line in whole_lines)
        broken = sum(bool(line.strip()) for line in whole_lines) - len(good) - header
        if broken > 0:
            assert self.journal in asides, "the damaged journal was not kept aside"
        if self.path in self.found and self.path not in self.sound:
            assert self.found[self.path] in asides, "the damaged snapshot was not kept aside"

    def _check_afterwards(self, state: dict[str, Any]) -> None:
        """All is in order from then on, even when the snapshot is lost as well."""
        for lose in (False, True, False):
            if lose:
                self.path.unlink(missing_ok=True)
            with Profile.open(self.path) as profile:
                assert profile.notices == [], profile.notices
                for part in ("settings", "courses"):
                    assert profile.state[part] == state[part]


FAULTS = (
    Fault(
        "damage",
        "every intact event is there, the rest counted, damaged files kept aside, no traceback",
        _play,
        in_tests=60,
        in_memory=True,
    ),
)
