"""Two windows on one profile, and a disk that is slow to say that it has stored something."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from studykit.progress.store import Profile
from tests.faults.campaign import Fault
from tests.faults.disk import Reviewer
from tests.faults.oracle import check_whole, journal_events
from tests.faults.student import GUARD, remembered

if TYPE_CHECKING:
    import random
    from pathlib import Path


def _two_windows(folder: Path, dice: random.Random) -> int:
    """The second window says that it keeps nothing, and keeps nothing; the first goes on."""
    first = Reviewer(folder, folder, dice)
    second = None
    try:
        first.begin()
        for _ in range(dice.randint(1, 2)):
            assert first.grade()
        second = Reviewer(folder, folder, dice)
        second.window.wait("Another window has the profile open|另一個視窗正開著")
        second.begin()
        assert second.grade()
        assert first.grade()
        _commands_refuse(folder, first.path, dice)
        if dice.random() < 0.5:
            second.leave()
        else:
            second.window.kill()
        first.window.kill()
    finally:
        first.window.kill()
        if second is not None:
            second.window.kill()
    first.check()
    with Profile.open(first.path) as profile:
        assert not profile.read_only and profile.notices == [], profile.notices
    return 1


def _commands_refuse(folder: Path, path: Path, dice: random.Random) -> None:
    """What would write beside an open window says so and ends with 3; what only looks, works;
    line mode lets look at everything."""
    library = str(folder / "library")
    before = journal_events(path)
    commands = [
        (["review", library], 3, "open in another window"),
        (["quiz", library], 3, "open in another window"),
        (["profile", "backup"], 3, "open in another window"),
        (["profile", "merge", str(path)], 2, "into itself"),
        (["profile", "restore", str(path)], 3, "open in another window"),
        (["profile", "show", "--json"], 0, ""),
        ([library], 0, "Another window has the profile open"),
    ]
    for words, status, said in dice.sample(commands, 3):
        done = subprocess.run(
            [sys.executable, "-m", "studykit", *words, "--profile", str(path)],
            input="",
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "STUDYKIT_CACHE": str(folder / "cache")},
            check=False,
        )
        assert done.returncode == status, (words, done)
        assert said in done.stdout + done.stderr, (words, done)
        assert "Traceback" not in done.stderr, done
    assert journal_events(path) == before


def _slow_disk(folder: Path, dice: random.Random) -> int:
    """No result is shown before the disk has said that it is stored; a long wait is stated,
    and keys pressed meanwhile do nothing."""
    done = folder / "done"
    done.touch()
    seconds = dice.choice([0.05, 0.2, 1.0])
    wrap = ["env", f"SLOW_SECONDS={seconds}", f"SLOW_DONE={done}"]
    reviewer = Reviewer(folder, folder, dice, *wrap, program="tests.faults.slow_disk")
    try:
        reviewer.begin()
        for number in range(1, 3):
            if seconds >= 1:
                _grade_slowly(reviewer, done)
            else:
                assert reviewer.grade()
            # The first sync is that of the journal's first line.
            assert done.stat().st_size >= number + 1, "shown before it was stored"
        killed = dice.random() < 0.5
        shown = re.findall(r"Front-(c\d\d)", reviewer.window.wait("Front-c", without="Back-"))
        reviewer.window.key(" ")
        reviewer.window.wait(f"Back-{shown[0]}|Front-")
        if killed:
            reviewer.window.burn(dice.uniform(0, 2 * seconds))
        else:
            reviewer.leave()
    finally:
        reviewer.window.kill()
    reviewer.check()
    assert sum(remembered(check_whole(reviewer.path, set())).values()) == 2
    return 1


def _grade_slowly(reviewer: Reviewer, done: Path) -> None:
    """Grade a card, and press keys that would grade the next while the disk takes its time."""
    window, stored = reviewer.window, done.stat().st_size
    text = window.wait(r"Front-c\d\d", without="Back-")
    card = re.findall(r"Front-(c\d\d)", text)[0]
    time.sleep(GUARD)
    reviewer.student.press(" ", f"Back-{card}")
    time.sleep(GUARD)
    window.key("3")
    window.wait(re.escape(reviewer.student.words("Saving … the disk is slow.")))
    assert done.stat().st_size <= stored + 1, "stated only when it was stored"
    assert f"Back-{card}" in window.text(), "acknowledged before it was stored"
    window.key(" 3 3")
    window.wait(r"Front-c\d\d", without="Back-")
    reviewer.student.shown["reviewed", card, 3] += 1
    window.settle(2 * GUARD)
    assert "Back-" not in window.text(), "a key was carried out afterwards"


FAULTS = (
    Fault(
        "two-windows",
        "the second says it keeps nothing and does not; commands refuse in a sentence",
        _two_windows,
        share=0.02,
    ),
    Fault(
        "slow-disk",
        "stated; no result is shown before its sync is done; all shown is there, once",
        _slow_disk,
        share=0.02,
    ),
)
