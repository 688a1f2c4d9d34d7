"""The program dies at every single step it takes on the disk.

What a deed does to files is counted; then it is done again and again in a process of its own
that dies at the first step, at the second, and so on; in each life in one of three ways: just
before the step, in the middle of it, or with the power, when bytes never synced are gone too.
"""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.progress.store import Profile
from studykit.progress.store.backups import backups, keep_whole
from studykit.progress.store.layout import Layout
from studykit.progress.transfer import merge_into, restore
from tests.faults.campaign import Fault
from tests.faults.lives import Learner, study
from tests.faults.oracle import (
    check_whole,
    folded,
    ids,
    intact,
    journal_events,
    left_over,
    standing,
)
from tests.faults.steps import at_every_step
from tests.progress.learning import release_lock

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = ("before", "half", "power")
OLD_PROFILES = sorted((Path(__file__).parents[1] / "progress" / "data").glob("version-*.json"))


def _recording(folder: Path, dice: random.Random) -> int:
    """A session: answers, then its end with snapshot and backup."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, dice.choice([0, 0, 1, 12]))
    before = ids(learner.made)
    answers = [learner.events() for _ in range(dice.randint(1, 3))]

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        with Profile.open(path) as profile:
            for events in answers:
                profile.record(events)
                tell(json.dumps([event["id"] for event in events]) + "\n")

    def check(path: Path, text: str) -> None:
        told = [line for line in text.splitlines() if line.startswith("[")]
        acknowledged = before.union(*map(json.loads, told))
        events = check_whole(path, acknowledged)
        if not path.parent.exists():
            return
        _goes_on(path, events)
        _backups_hold(path, events)

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _goes_on(path: Path, events: list[dict[str, Any]]) -> None:
    """The next session records on, ends, and leaves nothing lying about."""
    more = Learner(random.Random(0), "next")
    more.minutes = 1e6
    with Profile.open(path) as profile:
        assert not profile.read_only
        profile.record([more.event()])
        for notice in profile.notices:
            assert "damaged" not in notice and "lost" not in notice, notice
    after = check_whole(path, ids(events) | ids(more.made))
    assert len(after) == len(events) + 1, "more than was known before"
    assert not left_over(path.parent), left_over(path.parent)
    with Profile.open(path) as again:
        assert again.notices == [], again.notices


def _backups_hold(path: Path, events: list[dict[str, Any]]) -> None:
    """Every backup that can be read holds just the events it says it does."""
    for backup in backups(Layout(path)):
        held = intact(backup.journal.read_bytes()[: backup.snapshot.position.offset])
        known = [event["id"] for event in held]
        assert len(known) == backup.snapshot.position.events, backup.path.name
        assert folded(held)["courses"] == dict(backup.snapshot.state)["courses"]


def _backing_up(folder: Path, dice: random.Random) -> int:
    """`profile backup`, after a session that was killed."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, dice.choice([1, 12]))
    killed = Profile.open(path)
    killed.record(learner.events())
    release_lock(killed)
    known = ids(learner.made)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        from studykit.cli import main

        assert main(["profile", "backup", "--profile", str(path)]) == 0

    def check(path: Path, text: str) -> None:
        events = check_whole(path, known)
        _goes_on(path, events)
        _backups_hold(path, events)

    return at_every_step(folder, _quietly(deed), check, dice.choice(WAYS))


def _quietly(deed: Callable[..., None]) -> Callable[..., None]:
    def done(*given: Any) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        deed(*given)

    return done


def _replacing(folder: Path, dice: random.Random) -> int:
    """`profile restore` and `profile merge`: the old history or the new one, never less."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 2)
    old = ids(learner.made)
    other = folder / "other" / "them.json"
    other.parent.mkdir()
    stranger = Learner(dice, "other")
    study(other, stranger, 2)
    merging = dice.random() < 0.5
    new = ids(stranger.made) | (old if merging else set())

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        if merging:
            merge_into(path, [other])
        else:
            restore(path, other)
        tell("done\n")

    def check(path: Path, text: str) -> None:
        known = ids(check_whole(path, set()))
        assert known in (old, new), "neither the old history nor the new"
        if "done" in text:
            assert known == new
        _goes_on(path, journal_events(path))

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _opening(path: Path, tell: Callable[[str], None]) -> None:
    """A start of the program, which puts in order what it finds."""
    with Profile.open(path):
        tell("opened\n")


def _migrating(folder: Path, dice: random.Random) -> int:
    """The first start of a new version on an old profile."""
    old = dice.choice(OLD_PROFILES)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    shutil.copyfile(old, path)
    journal = Layout(old).journal
    if journal.exists():
        shutil.copyfile(journal, Layout(path).journal)
    expected = standing(path)

    def check(path: Path, text: str) -> None:
        assert standing(path) == expected
        with Profile.open(path) as profile:
            for notice in profile.notices:
                assert "damaged" not in notice and "lost" not in notice, notice
        kept = list(Layout(path).backups.glob("before-migration-*/me.json"))
        assert any(copy.read_bytes() == old.read_bytes() for copy in kept), "no backup first"
        assert standing(path) == expected
        _goes_on(path, journal_events(path))

    return at_every_step(folder, _opening, check, dice.choice(WAYS))


def _mending(folder: Path, dice: random.Random) -> int:
    """A start that has damage to put in order: it dies while it does, and is started again."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 3)
    journal = Layout(path).journal
    lines = journal.read_bytes().splitlines(keepends=True)
    hit = dice.randrange(1, len(lines))
    lines[hit] = lines[hit].replace(b'"kind"', b'"kinD"')
    hurt = b"".join(lines)
    journal.write_bytes(hurt)
    if dice.random() < 0.5:
        path.write_bytes(path.read_bytes()[:-40])
    else:
        path.unlink()
    expected = folded(learner.made)

    def check(path: Path, text: str) -> None:
        with Profile.open(path) as profile:
            seen = {"settings": profile.state["settings"], "courses": profile.state["courses"]}
            assert seen == expected
        assert ids(check_whole(path, set())) == ids(learner.made)
        asides = [*path.parent.glob("me.journal.jsonl.damaged-*")]
        assert any(aside.read_bytes() == hurt for aside in asides), "the damaged file is gone"
        _goes_on(path, journal_events(path))

    return at_every_step(folder, _opening, check, dice.choice(WAYS))


def _keeping(folder: Path, dice: random.Random) -> int:
    """Whole copies before a deed: half a copy is never taken for one."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 2)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        keep_whole(Layout(path), "before-something")
        tell("done\n")

    def check(path: Path, text: str) -> None:
        copies = list(Layout(path).backups.glob("before-something-*/me.json"))
        for copy in copies:
            assert journal_events(copy) == journal_events(path), "half a copy"
        assert copies or "done" not in text

    return at_every_step(folder, deed, check, dice.choice(WAYS))


_CHECKED = "died at every write, sync, rename: all acknowledged is there, once; goes on"
FAULTS = tuple(
    Fault(f"crash-{name}", _CHECKED, play, rounds_a_life=1, share=0.05, in_memory=True)
    for name, play in {
        "record": _recording,
        "backup": _backing_up,
        "replace": _replacing,
        "migrate": _migrating,
        "mend": _mending,
        "keep": _keeping,
    }.items()
)
