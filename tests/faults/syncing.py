"""Two machines studied apart, and a file-syncing program brought their files together."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from studykit.progress.history_merge import merge
from studykit.progress.store import Profile
from studykit.progress.store.layout import Layout
from tests.faults.campaign import Fault
from tests.faults.lives import Learner, study
from tests.faults.oracle import check_whole, folded, ids, standing

if TYPE_CHECKING:
    import random
    from pathlib import Path

NAMES = (
    "{stem} (Jane's conflicted copy 2026-01-01){ending}",
    '{stem} (the "new" one\'s conflicted copy 2026-01-02){ending}',
    "{stem}.sync-conflict-20260101-120000-ABCDEFG{ending}",
    "{stem}_conflict-20260101-120000{ending}",
    "{stem} (Jane 的衝突複本 2026-01-01){ending}",
)
"""As Dropbox, Syncthing and Nextcloud name them, {stem} being up to the last dot."""


def _apart(folder: Path, dice: random.Random) -> dict[str, Learner]:
    """Two or three machines that share a past; each folder holds the profile of one."""
    path = folder / "a" / "me.json"
    path.parent.mkdir()
    past = Learner(dice, "past")
    study(path, past, dice.randint(0, 2))
    machines = ["a", "b", "c"][: dice.choice([2, 2, 3])]
    for machine in machines[1:]:
        shutil.copytree(folder / "a", folder / machine)
    learners = {}
    for machine in machines:
        learner = Learner(dice, machine)
        # Their clocks differ: by minutes, by months, into the past or the future.
        learner.minutes = past.minutes + dice.choice([0, 5, -90, 60_000, -60_000])
        learner.made = list(past.made)
        study(folder / machine / "me.json", learner, dice.randint(1, 3))
        learners[machine] = learner
    return learners


def _merged(folder: Path, dice: random.Random) -> int:
    """`profile merge` through files, in any order and grouping, comes to the same."""
    learners = _apart(folder, dice)
    expected = merge(learner.made for learner in learners.values())
    for attempt in range(2):
        into = folder / f"all{attempt}" / "me.json"
        sources = [folder / machine / "me.json" for machine in learners]
        dice.shuffle(sources)
        if dice.random() < 0.5:
            own = folder / f"own{attempt}"
            shutil.copytree(sources.pop().parent, own)
            into = own / "me.json"
        groups = [sources] if dice.random() < 0.5 else [[source] for source in sources]
        for group in groups:
            done = studykit("profile", "merge", *map(str, group), profile=into)
            assert done.returncode == 0, done
        _holds(into, expected)
    return 1


def _holds(path: Path, expected: list[dict[str, Any]]) -> None:
    events = check_whole(path, ids(expected))
    assert merge([events]) == expected
    assert standing(path) == folded(expected)
    with Profile.open(path) as profile:
        assert not [notice for notice in profile.notices if "conflict" not in notice]


def _conflicting(folder: Path, dice: random.Random) -> int:
    """Conflicting copies are found, and the command that is printed takes them in."""
    learners = _apart(folder, dice)
    path = folder / "a" / "me.json"
    expected = [*learners["a"].made]
    naming = dice.choice(NAMES)
    copies = []
    for machine in list(learners)[1:]:
        theirs = Layout(folder / machine / "me.json")
        for file in (theirs.snapshot, theirs.journal):
            stem, ending = file.name.rsplit(".", 1)
            name = naming.format(stem=stem, ending=f".{ending}")
            if machine == "c":
                name = name.replace("2026", "2027")
            if file == theirs.snapshot and dice.random() < 0.4:
                continue  # Some programs keep the newest of it and copy the other only.
            copies.append(shutil.copyfile(file, path.parent / name))
        expected += learners[machine].made
    stranger = path.parent / "mean (conflicted copy).json"
    stranger.write_text("{}", encoding="utf-8")
    shown = studykit("profile", "show", profile=path)
    assert shown.returncode == 0, shown
    with Profile.open(path) as profile:
        (notice,) = profile.notices
    assert notice in shown.stderr, shown
    assert all(copy.name in notice for copy in copies), notice
    assert stranger.name not in notice
    command = notice[notice.index("studykit profile") :]
    words = shlex.split(command)
    done = studykit(*words[1:], folder=folder)
    assert done.returncode == 0, (command, done)
    _holds(path, merge([expected]))
    for copy in copies:
        assert f"Everything in {copy.name} is now" in done.stdout, done
        copy.unlink()
    with Profile.open(path) as profile:
        assert profile.notices == []
    return 1


def studykit(
    *words: str, profile: Path | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end."""
    more = ["--profile", str(profile)] if profile is not None else []
    return subprocess.run(
        [sys.executable, "-m", "studykit", *words, *more],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        cwd=folder,
        check=False,
    )


FAULTS = (
    Fault(
        "merged",
        "profile merge: the union, the same in any order and grouping, clocks differing",
        _merged,
        share=0.05,
    ),
    Fault(
        "conflicting-copies",
        "copies by file-syncing programs are found; the command printed takes them in",
        _conflicting,
        share=0.05,
    ),
)
