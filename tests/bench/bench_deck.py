"""A deck of 10,000 cards with 100,000 reviews behind it, against a deck of 100 with none."""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studykit.progress import events
from studykit.progress.store import Profile
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from tests.bench.bench_app import CARDS, GUARD, bare_key, paint_ms, pressed, studykit
from tests.bench.figures import Figure, typical
from tests.bench.terminal import Terminal

MANY, FEW = 10_000, 100
LESSONS = 100
REVIEWS = 10
STARTS = 5


def figures(folder: Path) -> list[Figure]:
    """Every figure of a large deck; courses and profiles are kept in `folder`."""
    large, small = folder / "large", folder / "small"
    write_course(large, MANY)
    write_course(small, FEW)
    write_profile(folder / "large.json")
    full, empty, bare = [], [], bare_key()
    paint_ms(studykit(folder, "large", str(large)), "Today")  # each is compiled once
    paint_ms(studykit(folder, "warm", str(large)), "Today")
    for number in range(STARTS):
        full.append(paint_ms(studykit(folder, "large", str(large)), "Today"))
        empty.append(paint_ms(studykit(folder, f"none-{number}", str(large)), "Today"))
    return [
        Figure(
            "start, 10,000 cards and 100,000 events",
            typical(full),
            "the same without events",
            typical(empty),
            1.2,
        ),
        Figure("next card of 10,000", next_card(folder, "large", large), "bare key", bare, 3),
        Figure("next card of 100", next_card(folder, "small", small), "bare key", bare, 3),
    ]


def write_course(folder: Path, cards: int) -> None:
    """A course of `cards` cards in lessons of a hundred."""
    folder.mkdir()
    head = "id: deck\ntitle: Deck\nlanguage: en\n"
    (folder / "course.yaml").write_text(head, encoding="utf-8")
    each = min(cards, MANY // LESSONS)
    for lesson in range(cards // each):
        lines = [f"title: Lesson {lesson}", "sections: [{title: One, text: Text.}]", "cards:"]
        for number in range(each):
            card = lesson * each + number
            lines.append(f"  - {{id: c{card}, front: Front {card}, back: Back {card}.}}")
        file = folder / f"lesson-{lesson:03}.yaml"
        file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def write_profile(file: Path) -> None:
    """A profile in which every card was reviewed ten times."""
    chance, scheduler, happened = random.Random(1), Scheduler(), []
    now = datetime.now(UTC)
    for number in range(MANY):
        memory, at = None, now - timedelta(days=chance.randint(60, 300))
        for _ in range(REVIEWS):
            when = moment(at, UTC)
            rating = Rating.Good if chance.random() < 0.9 else Rating.Again
            memory = scheduler.foreseen(memory, rating, when)
            happened.append(
                events.card_reviewed(
                    when, "deck", f"c{number}", rating, seconds=5, memory=memory
                )
            )
            at = min(now, at + timedelta(days=chance.randint(1, 20)))
    happened.sort(key=lambda event: event["at"])
    with Profile.open(file) as profile:
        for start in range(0, len(happened), 5_000):
            profile.record(happened[start : start + 5_000])


def next_card(folder: Path, name: str, course: Path) -> float:
    """Milliseconds from a grade until the next card stands on the screen."""
    terminal = Terminal(studykit(folder, name, str(course)), os.environ)
    try:
        terminal.wait_for("Today")
        pressed(terminal, "r", r"Front \d+")
        times = []
        for _ in range(CARDS):
            time.sleep(GUARD)
            pressed(terminal, " ", r"Back \d+")
            time.sleep(GUARD)
            times.append(pressed(terminal, "3", r"Front \d+"))
        return typical(times)
    finally:
        terminal.kill()
