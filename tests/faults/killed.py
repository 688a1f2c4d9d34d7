"""The program is killed at random moments of real sessions, again and again on one profile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from studykit.progress.store import Profile
from tests.faults.campaign import Fault
from tests.faults.course import LANGUAGES, write_library
from tests.faults.lives import Learner
from tests.faults.oracle import check_whole, left_over
from tests.faults.student import Key, Student, remembered
from tests.faults.window import KilledError, Window

if TYPE_CHECKING:
    import random
    from pathlib import Path

KILLS = 8
_ACTIVITIES = ("reads", "reviews", "practice", "exam")


def _sessions(folder: Path, dice: random.Random, kills: int = KILLS) -> int:
    """Some sessions at the keyboard, nearly each of them killed."""
    library, path = write_library(folder / "library"), folder / "me.json"
    known: Counter[Key] = Counter()
    for number in range(kills):
        language = dice.choice(LANGUAGES)
        words = [str(library), "--language", language, "--profile", str(path)]
        state = _state(path)
        window = Window(*words, cache=folder / "cache")
        student = Student(window, dice, state, language)
        window.fuse = _Fuse(dice)
        how = "ended"
        try:
            how = _session(student, dice)
        except KilledError:
            how = "killed at a key"
        finally:
            window.kill()
        student.settle()
        known += student.shown
        try:
            _check(path, known, student.pending, student.silent)
        except AssertionError as error:
            raise AssertionError(
                f"session {number}, {how}: {error}\nthe screen was\n{window.text()}"
            ) from error
    with Profile.open(path) as profile:
        assert not profile.read_only
        profile.record([Learner(dice, "last").event()])  # what calls for a backup
    assert not left_over(folder), left_over(folder)
    return kills


class _Fuse:
    """Kills at a key chosen beforehand, mostly very soon after it."""

    def __init__(self, dice: random.Random) -> None:
        self._left = dice.choice([1, 2, 3, 4, 6, 9, 14, 20])
        self._delay = dice.choice(
            [0.0, dice.uniform(0, 0.01), dice.uniform(0, 0.04), dice.uniform(0, 0.3)]
        )

    def __call__(self) -> float | None:
        self._left -= 1
        return None if self._left else self._delay


def _session(student: Student, dice: random.Random) -> str:
    """A session up to its end, if it comes to that; how it ended."""
    window = student.window
    if dice.random() < 0.1:
        window.burn(dice.uniform(0, 1))
        return "killed while starting"
    student.home()
    for activity in _plan(dice):
        match activity:
            case "reads":
                student.reads(dice.randint(1, 3))
            case "reviews":
                student.reviews(dice.randint(1, 6))
            case quiz:
                student.takes(quiz, dice.randint(1, 12))
    window.fuse = lambda: None
    window.key("q")
    if dice.random() < 0.7:
        window.burn(dice.choice([dice.uniform(0, 0.03), dice.uniform(0, 0.2)]))
        return "killed while ending"
    status = window.finish()
    assert status == 0, f"ended with {status}"
    return "ended"


def _plan(dice: random.Random) -> list[str]:
    first = dice.choice(_ACTIVITIES)
    if first not in ("reads", "reviews") or dice.random() < 0.4:
        return [first]
    return [first, dice.choice([other for other in _ACTIVITIES if other != first])]


def _state(path: Path) -> dict[str, Any]:
    state = Profile.open(path, write=False).state
    return {"courses": {name: dict(course) for name, course in state["courses"].items()}}


def _check(path: Path, known: Counter[Key], pending: Key | None, silent: Counter[Key]) -> None:
    """Everything shown is there, once; unshown is at most the last thing done, and what is
    done in silence."""
    there = remembered(check_whole(path, set()))
    lost, more = known - there, there - known
    assert not lost, f"shown but lost: {dict(lost)}"
    allowed = silent + Counter([pending] if pending else [])
    assert not more - allowed, f"there though never shown: {dict(more)}, pending {pending}"
    known.update(more)


WRITER = """
import json, random, sys
from pathlib import Path
from studykit.progress.store import Profile
from tests.faults.lives import Learner

learner = Learner(random.Random(int(sys.argv[2])), sys.argv[2])
learner.minutes = float(sys.argv[2])
while True:
    with Profile.open(Path(sys.argv[1])) as profile:
        if profile.read_only:
            sys.exit("locked out")
        for _ in range(25):
            events = learner.events()
            profile.record(events)
            sys.stdout.write(json.dumps([event["id"] for event in events]) + "\\n")
            sys.stdout.flush()
"""


def _writers(folder: Path, dice: random.Random, kills: int = KILLS) -> int:
    """A program that records and saves as fast as it can, without a screen."""
    path, acknowledged = folder / "me.json", set[str]()
    for number in range(kills):
        shown = folder / "shown"
        with shown.open("wb") as output:
            seed = str(number * 1_000_000 + dice.randrange(1000))
            writer = subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), seed],
                stdout=output,
                stderr=subprocess.PIPE,
            )
            deadline = time.monotonic() + 20
            while not shown.stat().st_size and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(dice.random() * 0.1)
            os.kill(writer.pid, signal.SIGKILL)
            _, complaint = writer.communicate()
        assert complaint == b"", complaint.decode()
        lines = shown.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
        assert lines
        for line in lines:
            acknowledged.update(json.loads(line))
        check_whole(path, acknowledged)
    with Profile.open(path) as profile:
        profile.record([Learner(dice, "last").event()])
    assert not left_over(folder), left_over(folder)
    return kills


FAULTS = (
    Fault(
        "killed-app",
        "kill -9 at keys: all shown is there, once; state = history; goes on where it was",
        _sessions,
        rounds_a_life=KILLS,
        small=partial(_sessions, kills=3),
    ),
    Fault(
        "killed-writer",
        "kill -9 while recording and saving at full speed: all acknowledged is there, once",
        _writers,
        rounds_a_life=KILLS,
        small=partial(_writers, kills=4),
    ),
)
