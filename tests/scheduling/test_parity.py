"""Intervals agree with the reference implementation (fsrs-rs) and with published vectors."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings

PLAIN = Scheduler(SchedulerSettings(fuzz=False))
WEIGHTS = Scheduler()._fsrs.parameters
FIRST_DAY = date(2026, 1, 1)


def at(day: date, hour: int = 12) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), day)


def days_for(stability: float, retention: float = 0.9) -> int:
    decay = -WEIGHTS[20]
    factor = 0.9 ** (1 / decay) - 1
    return min(max(round(stability / factor * (retention ** (1 / decay) - 1)), 1), 36_500)


def test_thousands_of_random_histories_agree_with_fsrs_rs() -> None:
    fsrs_rs = pytest.importorskip("fsrs_rs_python")
    reference = fsrs_rs.FSRS(list(WEIGHTS))
    dice = random.Random(20260101)
    differing = []
    for history in range(2_000):
        memory: Memory | None = None
        rs_memory, day = None, FIRST_DAY
        for _ in range(dice.randint(1, 10)):
            rating = Rating(dice.choices((1, 2, 3, 4), (2, 2, 6, 1))[0])
            elapsed = 0 if memory is None else dice.choice((0, 0, 1, 2, dice.randint(1, 200)))
            day += timedelta(days=elapsed)
            # Any hour of the day: only the study days may count.
            memory = PLAIN.review("card", memory, rating, at(day, dice.randint(0, 23)))
            states = reference.next_states(rs_memory, 0.9, elapsed)
            chosen = (states.again, states.hard, states.good, states.easy)[rating - 1]
            rs_memory = chosen.memory
            assert memory["stability"] == pytest.approx(rs_memory.stability, rel=1e-3)
            assert memory["difficulty"] == pytest.approx(rs_memory.difficulty, rel=1e-3)
            theirs = min(max(round(chosen.interval), 1), 36_500)
            # The reference counts in single precision: on the very edge between two days
            # (63.49999 against 63.50003) its rounding says nothing.
            on_edge = abs(chosen.interval % 1 - 0.5) < 1e-6 * chosen.interval
            if days_for(memory["stability"]) != theirs and not on_edge:
                differing.append((history, memory["stability"], chosen.interval))
    assert differing == []


def test_the_published_interval_history_of_py_fsrs() -> None:
    ratings = (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3)
    # test_review_card of py-fsrs 6, where each review is made when the card falls due.
    assert _intervals(ratings) == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_published_memory_state_of_py_fsrs() -> None:
    memory: Memory | None = None
    day = FIRST_DAY
    for rating, days in ((1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)):
        day += timedelta(days=days)
        memory = PLAIN.review("card", memory, Rating(rating), at(day))
    assert memory is not None
    # test_memo_state of py-fsrs 6: ratings Again and five times Good, after 0 0 1 3 8 21 days.
    assert memory["stability"] == pytest.approx(53.62691, abs=1e-4)
    assert memory["difficulty"] == pytest.approx(6.3574867, abs=1e-4)


def _intervals(ratings: tuple[int, ...]) -> list[int]:
    memory: Memory | None = None
    day, intervals = FIRST_DAY, []
    for rating in ratings:
        review = partial(PLAIN._fsrs_review, memory, Rating(rating), day)
        days = (review().due - datetime(2000, 1, 1, tzinfo=UTC)).days
        memory = PLAIN.review("card", memory, Rating(rating), at(day))
        intervals.append(days)
        day += timedelta(days=days)
    return intervals
