"""The surroundings change while somebody studies: the terminal, the course, the clock."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from studykit.progress.store.backups import backups
from studykit.progress.store.layout import Layout
from tests.faults.campaign import Fault
from tests.faults.course import LANGUAGES, write_library
from tests.faults.oracle import check_whole, left_over
from tests.faults.window import Window

if TYPE_CHECKING:
    import random
    from pathlib import Path

KEYS = (*"\r \x1bab1234rznpjkuLhf/?sw",)
"""What anybody may press; none of them quits."""
_WRONG = "Traceback|went wrong inside|內部發生錯誤|Error:"
_ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def _opened(folder: Path, dice: random.Random, **env: str) -> Window:
    library, language = folder / "library", dice.choice(LANGUAGES)
    if not library.exists():
        write_library(library)
    words = [str(library), "--language", language, "--profile", str(folder / "me.json")]
    wrap = ["env", *(f"{name}={value}" for name, value in env.items())] if env else []
    window = Window(*words, cache=folder / "cache", wrap=wrap)
    window.wait("Course-faults")
    return window


def _press(window: Window, dice: random.Random, count: int) -> None:
    """Press keys as they come, fast and slow."""
    for _ in range(count):
        window.key(dice.choice(KEYS))
        window.settle(dice.choice([0.0, 0.02, 0.1]), most=0.4)
        shown = window.text()
        assert not re.search(_WRONG, shown), shown


def _end(window: Window, number: signal.Signals = signal.SIGTERM) -> None:
    os.kill(window._pid, number)
    assert window.finish() == 0, window.text()
    assert not re.search(_WRONG, window.text()), window.text()


def _saved(path: Path) -> None:
    """Snapshot and newest backup hold the whole history."""
    events = check_whole(path, set())
    if events:
        newest = backups(Layout(path))[0]
        assert newest.path.read_bytes() == path.read_bytes()
        assert newest.snapshot.position.events == len(events)
    assert not left_over(path.parent), left_over(path.parent)


def _closing(folder: Path, dice: random.Random, times: int = 4) -> int:
    """The window is closed, or the system ends the program, wherever the learner is."""
    for _ in range(times):
        window = _opened(folder, dice)
        try:
            _press(window, dice, dice.randint(0, 12))
            if dice.random() < 0.5:
                _end(window, dice.choice(_ENDS))
            else:
                _close(window)
        finally:
            window.kill()
        _saved(folder / "me.json")
    return times


def _close(window: Window) -> None:
    os.close(window._fd)
    window.ended = True
    until = time.monotonic() + 20
    while time.monotonic() < until:
        pid, status = os.waitpid(window._pid, os.WNOHANG)
        if pid:
            assert os.waitstatus_to_exitcode(status) == 0
            return
        time.sleep(0.02)
    os.kill(window._pid, signal.SIGKILL)
    os.waitpid(window._pid, 0)
    raise AssertionError("the program lives on without its window")


def _changing(folder: Path, dice: random.Random, times: int = 8) -> int:
    """Files of the course change, break and vanish under the app, editions get out of step, and
    other processes read what they are now."""
    window = _opened(folder, dice)
    kept = shutil.copytree(folder / "library", folder / "kept")
    try:
        for _ in range(times):
            _change(folder / "library", kept, dice)
            if dice.random() < 0.5:
                _second_process(folder, dice)
            _press(window, dice, dice.randint(2, 8))
        _end(window)
    finally:
        window.kill()
    _saved(folder / "me.json")
    return 1


def _change(library: Path, kept: Path, dice: random.Random) -> None:
    files = sorted(kept.rglob("*.yaml"))
    whole = dice.choice(files)
    file = library / whole.relative_to(kept)
    text = whole.read_text(encoding="utf-8")
    number = dice.randrange(4)
    match dice.randrange(7):
        case 0:
            file.unlink(missing_ok=True)
        case 1:
            file.write_text(text[: dice.randrange(len(text))], encoding="utf-8")
        case 2:  # an id that nobody knows any more
            file.write_text(re.sub(rf"\b([qcs])(\d){number}\b", r"\1\2x", text), "utf-8")
        case 3:  # one question less
            part = rf"(?m)^  - id: q\d{number}\n(?:    .*\n)*"
            without = re.sub(rf", check: \[q\d{number}\]", "", re.sub(part, "", text))
            file.write_text(without, encoding="utf-8")
        case 4:  # other options
            file.write_text(text.replace("{text: Option-2}", "{text: New}"), encoding="utf-8")
        case 5:  # a course without its quizzes
            file.write_text(re.sub(r"(?m)^  - \{id: exam.*\n", "", text), encoding="utf-8")
        case _:
            file.write_text(text, encoding="utf-8")


def _second_process(folder: Path, dice: random.Random) -> None:
    words = dice.choice([["list"], ["check"], ["stats"], ["quiz"]])
    done = subprocess.run(
        [sys.executable, "-m", "studykit", *words, str(folder / "library")],
        input="",
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "STUDYKIT_CACHE": str(folder / "cache"),
            "STUDYKIT_PROFILE": str(folder / "other.json"),
        },
        check=False,
    )
    assert done.returncode in (0, 1, 2, 3, 4), done
    assert not re.search(_WRONG, done.stdout + done.stderr), done


def _clocks(folder: Path, dice: random.Random, times: int = 4) -> int:
    """The clock jumps between sessions, by hours or by decades, there and back."""
    for _ in range(times):
        year = dice.choice([1971, 2025, 2026, 2026, 2027, 2099, 9998])
        now = (
            f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T{dice.randrange(24):02}"
        )
        window = _opened(folder, dice, STUDYKIT_NOW=f"{now}:30:00Z")
        try:
            _press(window, dice, dice.randint(3, 15))
            _end(window)
        finally:
            window.kill()
        _saved(folder / "me.json")
    return times


FAULTS = (
    Fault(
        "closed-terminal",
        "ended by closing or a signal: snapshot and backup are whole, the status is 0",
        _closing,
        rounds_a_life=4,
        share=0.2,
        small=partial(_closing, times=1),
    ),
    Fault(
        "changing-course",
        "files, editions and cache change under the app: a sentence at most, all is whole",
        _changing,
        share=0.1,
        small=partial(_changing, times=2),
    ),
    Fault(
        "strange-clocks",
        "sessions in any year, there and back: nothing breaks, state = history",
        _clocks,
        rounds_a_life=4,
        share=0.1,
        small=partial(_clocks, times=1),
    ),
)
