"""The app on the shipped course, against a bare Textual app on the same pseudo-terminal.

What is timed is what a learner waits for: from the start, or from a key, until the text that
was asked for stands on the screen.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from tests.bench.figures import Figure, typical
from tests.bench.terminal import Terminal, python

STARTS = 9
VERSIONS = 25
PAGES = 8
CARDS = 15
ANSWERS = 20
GUARD = 0.4
"""Seconds a new card or question takes no key, against keys held down, and a little more."""
BARE = ("-m", "tests.bench.bare_app")


def figures(folder: Path) -> list[Figure]:
    """Every figure of the app; profiles are kept in `folder`."""
    paint, bare_paint = _first_paints(folder)
    bare = bare_key()
    version, nothing = _versions()
    return [
        Figure("first paint of Home", paint, "bare app", bare_paint, 1.5),
        Figure("card: key to back shown", _card_backs(folder), "bare key", bare, 3),
        Figure("quiz: key to answer taken", _answers(folder), "bare key", bare, 3),
        Figure("lesson: key to next page", _pages(folder), "bare key", bare, 40),
        Figure("studykit --version", version, "python -c pass", nothing, 3),
    ]


def _first_paints(folder: Path) -> tuple[float, float]:
    paint_ms(studykit(folder, "warm"), "Today")  # the course is compiled once
    ours, bare = [], []
    for number in range(STARTS):  # in turns, so that a busy moment falls on both
        bare.append(paint_ms(python(*BARE), "bare and ready"))
        ours.append(paint_ms(studykit(folder, f"start-{number}"), "Today"))
    return typical(ours), typical(bare)


def paint_ms(argv: list[str], text: str) -> float:
    """Milliseconds from the start of the program until `text` is drawn."""
    terminal = _open(argv)
    try:
        return 1000 * (terminal.wait_for(text) - terminal.started)
    finally:
        terminal.kill()


def bare_key() -> float:
    """Milliseconds from a key until the bare app has answered it."""
    terminal = _open(python(*BARE))
    try:
        terminal.wait_for("bare and ready")
        return typical(
            [pressed(terminal, "x", rf"pressed {n} times") for n in range(1, ANSWERS + 1)]
        )
    finally:
        terminal.kill()


def _card_backs(folder: Path) -> float:
    terminal = _open(studykit(folder, "cards"))
    try:
        terminal.wait_for("Today")
        pressed(terminal, "r", "show the back")
        times = []
        for _ in range(CARDS):
            time.sleep(GUARD)
            times.append(pressed(terminal, " ", "Again"))
            pressed(terminal, "3", r"\d+ done")
        return typical(times)
    finally:
        terminal.kill()


def _answers(folder: Path) -> float:
    lesson = folder / "answers.yaml"
    lesson.write_text(_choice_lesson(), encoding="utf-8")
    terminal = _open(studykit(folder, "answers", str(lesson)))
    try:
        terminal.wait_for("Today")
        pressed(terminal, "z", "Statements")
        pressed(terminal, "\r", "best")
        time.sleep(GUARD)
        pressed(terminal, "\r", r"Statement \d+ holds")
        times = []
        for _ in range(ANSWERS):
            time.sleep(GUARD)
            terminal.press("a")
            times.append(pressed(terminal, "\r", r"Reason \d+ is"))
            pressed(terminal, "n", r"Statement \d+ holds")
        return typical(times)
    finally:
        terminal.kill()


def _choice_lesson() -> str:
    lines = [
        "title: Statements",
        "sections: [{id: one, title: One, text: Text.}]",
        "questions:",
    ]
    for number in range(1, ANSWERS + 2):
        lines += [
            f"  - type: single_choice\n    stem: Statement {number} holds.\n    shuffle: false",
            "    options:",
            "      - {text: It does, correct: true, feedback: Rightly so.}",
            "      - {text: It does not, feedback: Think again.}",
            f"    explanation: Reason {number} is this.",
        ]
    return "\n".join([*lines, ""])


def _pages(folder: Path) -> float:
    terminal = _open(studykit(folder, "pages"))
    try:
        terminal.wait_for("Today")
        pressed(terminal, "\r", "About the source")
        times = []
        for _ in range(PAGES):
            times.append(pressed(terminal, "n", "Two towns and a river"))
            times.append(pressed(terminal, "p", "About the source"))
        return typical(times)
    finally:
        terminal.kill()


def pressed(terminal: Terminal, key: str, text: str) -> float:
    """Milliseconds from `key` until `text` is drawn."""
    sent = terminal.press(key)
    return 1000 * (terminal.wait_for(text) - sent)


def _open(argv: list[str]) -> Terminal:
    return Terminal(argv, os.environ)


def studykit(folder: Path, name: str, *paths: str) -> list[str]:
    """The command line that opens courses for the learner `name`."""
    profile = str(folder / f"{name}.json")
    return python("-m", "studykit", *paths, "--language", "en", "--profile", profile)


def _versions() -> tuple[float, float]:
    ours, nothing = [], []
    for _ in range(VERSIONS):
        nothing.append(_run(python("-c", "pass")))
        ours.append(_run(python("-m", "studykit", "--version")))
    return typical(ours), typical(nothing)


def _run(argv: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - start)
