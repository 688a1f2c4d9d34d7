"""The player schedules as Python does: the same histories give the same days."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studykit.scheduling.days import instant_text, moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings
from tests.web.node import needs_browser, needs_node, rules

pytestmark = pytest.mark.long

SETTINGS = (
    SchedulerSettings(),
    SchedulerSettings(retention=0.8, fuzz=False),
    SchedulerSettings(retention=0.97, learning_steps=(), relearning_steps=()),
    SchedulerSettings(learning_steps=(1.0,), relearning_steps=(1.0, 20.0), max_interval=30),
    SchedulerSettings(learning_steps=(1.0, 10.0, 600.0), relearning_steps=(10.0,)),
)


def _histories(seed: int = 1) -> list[dict[str, Any]]:
    """Reviews about when they are due, much too early, and much too late."""
    chance = random.Random(seed)
    found = []
    for number in range(400):
        settings = SETTINGS[number % len(SETTINGS)]
        scheduler, memory, card = Scheduler(settings), None, f"卡 {number}"
        at = datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 5000))
        reviews, wanted = [], []
        for _ in range(chance.randint(1, 12)):
            now = moment(at, UTC)
            rating = chance.choices(tuple(Rating), (2, 1, 5, 1))[0]
            memory = scheduler.review(card, memory, rating, now)
            reviews.append((int(rating), instant_text(now.at), now.day.isoformat()))
            wanted.append(dict(memory))
            span = datetime.fromisoformat(memory["due"]) - at
            at += max(timedelta(seconds=30), span * chance.choice((0.01, 0.5, 1, 1, 1, 1.3, 4)))
            at = at.replace(microsecond=0)
        found.append({"card": card, "settings": settings, "reviews": reviews, "wanted": wanted})
    return found


@needs_node
@needs_browser
def test_the_same_history_is_due_on_the_same_day(tmp_path: Path) -> None:
    histories = _histories()
    asked = [
        {
            "card": each["card"],
            "settings": {
                name: getattr(each["settings"], name) for name in SchedulerSettings.__slots__
            },
            "reviews": each["reviews"],
        }
        for each in histories
    ]
    found = rules(tmp_path, {"histories": asked})["histories"]
    for each, said in zip(histories, found, strict=True):
        for mine, theirs in zip(said, each["wanted"], strict=True):
            # ts-fsrs rounds what it remembers to eight places.
            for name in ("stability", "difficulty"):
                assert mine.pop(name) == pytest.approx(theirs.pop(name), rel=1e-5, abs=1e-6), (
                    each
                )
            assert mine == theirs, each
