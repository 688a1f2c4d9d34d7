"""Intervals agree with the reference implementation, fsrs-rs, in thousands of histories."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studykit.scheduling.days import Moment, moment
from studykit.scheduling.memory import Memory, Rating, interval_days
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings

FIRST_DAY = date(2026, 1, 1)
PUBLISHED = Scheduler()._fsrs.parameters
FITTED = (
    *(0.05, 0.4, 0.9, 4.0, 6.8, 0.5, 2.0, 0.01, 1.4, 0.2, 0.6),
    *(1.2, 0.12, 0.3, 1.8, 0.5, 1.6, 0.5, 0.1, 0.1, 0.3),
)
NEW_YORK = ZoneInfo("America/New_York")
"""Its clocks change twice a year, and its evenings are the next day in UTC."""


SINGLE = 3e-6
"""The reference counts in single precision: on the very edge between two days (63.49999
against 63.50003) its rounding says nothing."""


def days(interval: float) -> int:
    """The days that an interval of the reference means."""
    return min(max(round(interval), 1), 36_500)


def some_time(dice: random.Random, day: date) -> Moment:
    """Any minute of a study day: from 04:00 to 03:59 in the night after."""
    four = datetime(day.year, day.month, day.day, 4, tzinfo=NEW_YORK)
    # Within one zone Python adds by the wall clock.
    found = moment(four + timedelta(minutes=dice.randint(0, 24 * 60 - 1)), NEW_YORK)
    assert found.day == day
    return found


@pytest.mark.parametrize("weights", [PUBLISHED, FITTED])
@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
def test_no_interval_differs_in_a_thousand_random_histories(
    weights: tuple[float, ...], retention: float
) -> None:
    fsrs_rs = pytest.importorskip("fsrs_rs_python", reason="an extra of its own")
    reference = fsrs_rs.FSRS(list(weights))
    # Without steps, every review has an interval of days to be compared.
    settings = SchedulerSettings(
        retention=retention, weights=weights, learning_steps=(), relearning_steps=()
    )
    scheduler, dice = Scheduler(settings), random.Random(f"{retention} {weights}")
    differing, on_edge, compared = [], 0, 0
    for history in range(1000):
        memory: Memory | None = None
        theirs, day = None, FIRST_DAY
        for _ in range(dice.randint(1, 10)):
            rating = Rating(dice.choices((1, 2, 3, 4), (2, 2, 6, 1))[0])
            elapsed = 0 if memory is None else dice.choice((0, 0, 1, 2, dice.randint(1, 200)))
            day += timedelta(days=elapsed)
            memory = scheduler.foreseen(memory, rating, some_time(dice, day))
            states = reference.next_states(theirs, retention, elapsed)
            chosen = (states.again, states.hard, states.good, states.easy)[rating - 1]
            theirs = chosen.memory
            assert memory["stability"] == pytest.approx(theirs.stability, rel=1e-3)
            assert memory["difficulty"] == pytest.approx(theirs.difficulty, rel=1e-3)
            compared += 1
            ours, span = interval_days(memory), chosen.interval
            if not days(span * (1 - SINGLE)) <= ours <= days(span * (1 + SINGLE)):
                differing.append((history, memory["stability"], span))
            on_edge += ours != days(span)
    assert differing == []
    assert compared > 5000
    assert on_edge <= compared / 500


def test_counting_spans_of_24_hours_instead_of_days_would_differ() -> None:
    """What the study days are for: `fsrs` itself, given the instants, counts otherwise."""
    import fsrs

    bare = fsrs.Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    own = Scheduler(SchedulerSettings(learning_steps=(), relearning_steps=()))
    dice, differing = random.Random(1), 0
    for _ in range(200):
        card, memory, day = fsrs.Card(card_id=1), None, FIRST_DAY
        for rating in (Rating.Good, Rating.Good, Rating.Good):
            now = some_time(dice, day)
            card, _ = bare.review_card(card, fsrs.Rating(rating), now.at.astimezone(UTC))
            memory = own.foreseen(memory, rating, now)
            day += timedelta(days=1)
        differing += (card.due - now.at).days != interval_days(memory)
    assert differing > 20
