"""`python -m tests.rehearsal FOLDER`: sixty days of study by a scripted learner.

The real program runs in a pseudo-terminal, its clock set to each day in turn. A week is missed,
an exam date is set on the first day. The screens of days 1, 10, 30 and 60 are kept in FOLDER,
to be read and judged; `days.txt` says what was done on each day.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studykit.content.library import open_library, shipped_lessons
from tests.bench.terminal import python
from tests.rehearsal.learner import Learner
from tests.rehearsal.window import Window

START = datetime(2026, 3, 2, 19, tzinfo=UTC)
MISSED = range(21, 28)
KEPT = (1, 10, 30, 60)
SCREENS = {"progress": "p", "plan": "pa", "statistics": "ps", "cram": "x", "quizzes": "z"}


def main() -> int:
    """Study for days on end; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--first", type=int, default=1, help="the day to go on with")
    parser.add_argument("--language", default="en")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    course = open_library([shipped_lessons()]).courses[0]
    learner = Learner(course.edition(arguments.language), seed=60)
    profile = str(arguments.folder / "me.json")
    subprocess.run(
        python("-m", "studykit", "settings", "new_per_day", "5", "--profile", profile),
        check=True,
    )
    with (arguments.folder / "days.txt").open("a", encoding="utf-8") as days:
        for number in range(arguments.first, arguments.days + 1):
            if number in MISSED:
                continue
            told = _day(learner, number, arguments)
            days.write(f"{number:2}  {told}\n")
            days.flush()
    return 0


def _day(learner: Learner, number: int, arguments: argparse.Namespace) -> str:
    today = START + timedelta(days=number - 1)
    folder = arguments.folder
    os.environ |= {"STUDYKIT_NOW": today.isoformat(), "TZ": "UTC"}
    window = Window(
        *("--language", arguments.language, "--profile", str(folder / "me.json")),
        cache=folder / "cache",
    )
    window.wait("Today|今天|今日")
    if number == 1:
        _set_exam(window, (START + timedelta(days=61)).date().isoformat())
    kept = number in KEPT or number == MISSED.stop
    if kept:
        _keep(window, folder / f"day-{number:02}-home.txt")
    learner.study(window, today)
    if kept:
        _keep(window, folder / f"day-{number:02}-home-after.txt")
        for name, keys in SCREENS.items():
            for key in keys:
                window.type(key, pause=0.5)
            _keep(window, folder / f"day-{number:02}-{name}.txt")
            for _ in keys:
                window.type("\x1b", pause=0.3)
    window.leave()
    return ", ".join(learner.log)


def _set_exam(window: Window, day: str) -> None:
    for keys in ("p", "a", day, "\r", "\x1b", "\x1b"):
        window.type(keys, pause=0.3)


def _keep(window: Window, file: Path) -> None:
    window.settle(0.5)
    file.write_text("\n".join([*window.lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
