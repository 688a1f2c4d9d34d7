"""A library of 100,000 questions in 2,000 files, and a learner with 100,000 cards in it and
1,000,000 reviews behind them, against the shipped course alone and a new learner."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

from studykit.content.library import open_library
from tests.bench.bench_app import paint_ms, pressed, studykit
from tests.bench.bench_reading import reading_ms
from tests.bench.figures import Figure, typical
from tests.bench.large import COURSES, LESSONS, QUESTIONS, all_cards, write_library
from tests.bench.large_profile import write_profile
from tests.bench.terminal import Terminal, python

STARTS = 9
COLD_STARTS = 5
EDITS = 9
SEARCHES = 9
AT_ONCE = 100.0
"""Milliseconds within which an answer seems to come at once."""
LONG = "long"
"""The learner who has studied everything for months."""
ALL = f"{COURSES * LESSONS * QUESTIONS:,} questions"


def figures(folder: Path) -> list[Figure]:
    """Every figure of a large library, which is written to `folder`."""
    large = folder / "library"
    write_library(large)
    write_profile(folder / f"{LONG}.json", all_cards())
    listed = python("-m", "studykit", "list", str(large))
    subprocess.run(listed, stdout=subprocess.DEVNULL, check=True)  # everything is compiled once
    alone, warm, cold = _starts(folder, large)
    edited, unedited, again, one_file = _edits(large)
    latin, chinese = _searches(folder, large)
    held, held_most = _memory(folder, LONG, str(large))
    held_alone, _ = _memory(folder, "alone")
    return [
        Figure(f"first paint of Home, {ALL}", warm, "the shipped course", alone, 1.3),
        Figure("first paint, nothing compiled", cold, "compiled", warm, 1.5),
        Figure("open a course, one file edited", edited, "none edited", unedited, 6),
        Figure("read an edited lesson again", again, "reading its file", one_file, 25),
        Figure(f"search of {ALL}: query to hits", latin, "at once", AT_ONCE, 1),
        Figure("the same in Chinese", chinese, "at once", AT_ONCE, 1),
        Figure("memory of the app", held, "on the shipped course", held_alone, 3, "MB"),
        Figure("while all courses are searched", held_most, "the same", held_alone, 3, "MB"),
    ]


def _starts(folder: Path, large: Path) -> tuple[float, float, float]:
    """First paints of Home on the shipped course, the library, and the library not compiled."""
    alone, warm, cold = [], [], []
    paint_ms(studykit(folder, "alone"), "Today")
    for number in range(STARTS):  # in turns, so that a busy moment falls on all
        alone.append(paint_ms(studykit(folder, f"alone-{number}"), "Today"))
        warm.append(paint_ms(studykit(folder, LONG, str(large)), "Today"))
        if number < COLD_STARTS:
            cache = os.environ["STUDYKIT_CACHE"]
            os.environ["STUDYKIT_CACHE"] = str(folder / f"cold-{number}")
            start = studykit(folder, LONG, str(large))
            cold.append(paint_ms(start, "Reading the course"))
            os.environ["STUDYKIT_CACHE"] = cache
    return typical(alone), typical(warm), typical(cold)


def _edits(large: Path) -> tuple[float, float, float, float]:
    """Opening a course of which one file has changed, opening it unchanged, reading a lesson
    again in an open course, and reading its file alone."""
    course = large / "course-00"
    file = course / "lesson-050.yaml"
    lesson = "lesson-0-50"
    edited, unedited, again, alone = [], [], [], []
    for _ in range(EDITS):
        _edit(file)
        edited.append(_opened_ms(course))
        unedited.append(_opened_ms(course))
        edition = open_library([course]).courses[0].edition()
        edition.open()
        _edit(file)
        start = time.perf_counter()
        assert not edition.reread(lesson)
        again.append(1000 * (time.perf_counter() - start))
        alone.append(reading_ms([file]))
    # The first imports what reads YAML.
    return typical(edited[1:]), typical(unedited[1:]), typical(again[1:]), typical(alone[1:])


def _edit(file: Path) -> None:
    file.write_text(f"{file.read_text('utf-8')}# edited\n", encoding="utf-8")
    past = time.time() - 60  # what has just changed is looked at again, to be sure
    os.utime(file, (past, past))


def _opened_ms(course: Path) -> float:
    start = time.perf_counter()
    open_library([course]).courses[0].edition().open()
    return 1000 * (time.perf_counter() - start)


def _searches(folder: Path, large: Path) -> tuple[float, float]:
    """From a query over all courses until what it finds in the last ones is shown: the end of
    a number, and the middle of a Chinese sentence."""
    terminal = Terminal(studykit(folder, "search", str(large)), os.environ)
    try:
        terminal.wait_for("Today")
        pressed(terminal, "/", "search the whole course")
        pressed(terminal, "\t", "search all courses")
        latin, chinese = (_stems(large / f"course-{COURSES - n:02}") for n in (2, 1))
        return (
            typical([_found(terminal, mark[1:], mark) for mark, _ in latin]),
            typical([_found(terminal, stem[3:-3], mark) for mark, stem in chinese]),
        )
    finally:
        terminal.kill()


def _stems(course: Path) -> list[tuple[str, str]]:
    """The numbers and the texts of some stems at the end of a course."""
    text = (course / f"lesson-{LESSONS - 1:03}.yaml").read_text("utf-8")
    return re.findall(r'stem: "(\S+) (.+)[.。]"', text)[-SEARCHES:]


def _found(terminal: Terminal, query: str, mark: str) -> float:
    terminal.press("\x15")  # the field is emptied
    return pressed(terminal, query, mark)


def _memory(folder: Path, name: str, *paths: str) -> tuple[float, float]:
    """Megabytes that the app holds once a lesson or a card was opened and the course was
    searched, and when there are several courses while all are searched."""
    terminal = Terminal(studykit(folder, name, *paths), os.environ)
    try:
        terminal.wait_for("Today")
        pressed(terminal, "\r", "esc (home|end)")
        pressed(terminal, "\x1b", "Today")
        pressed(terminal, "/", "search the whole course")
        pressed(terminal, "e", "places")
        pressed(terminal, "\x1b", "Today")
        terminal.settle()
        held = terminal.memory()
        if paths:
            pressed(terminal, "/", "search the whole course")
            pressed(terminal, "\t", "search all courses")
            pressed(terminal, "19-99/49", "1 place")
        return held, terminal.memory()
    finally:
        terminal.kill()
