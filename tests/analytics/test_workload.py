"""What a wanted recall costs: more minutes, and more remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studykit.analytics.workload import WANTED, workload
from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings

START = datetime(2026, 5, 4, 12, tzinfo=UTC)


def now(days: int = 0) -> Moment:
    at = START + timedelta(days=days)
    return Moment(at, at.date())


def learnt(reviews: int) -> Memory:
    """A card that was graded Easy, then Good so many times on the days it was due."""
    scheduler, day = Scheduler(), -400
    memory = scheduler.foreseen(None, Rating.Easy, now(day))
    for _ in range(reviews):
        day += 30
        memory = scheduler.foreseen(memory, Rating.Good, now(day))
    return memory


def test_who_wants_to_remember_more_reviews_more() -> None:
    cards = [learnt(n) for n in (0, 1, 2, 3, 5, 8)] * 20
    loads = workload(cards, SchedulerSettings(), 10, now())
    assert [load.wanted for load in loads] == list(WANTED)
    minutes = {load.wanted: load.minutes for load in loads}
    assert minutes[0.7] < minutes[0.9] < minutes[0.97]
    remembered = {load.wanted: load.remembered for load in loads}
    assert remembered[0.7] < remembered[0.9] < remembered[0.97] < 1
    # Twice the cards take about twice the time; cards that take twice as long just that.
    twice = workload(cards * 2, SchedulerSettings(), 10, now())
    slower = workload(cards, SchedulerSettings(), 20, now())
    assert twice[3].minutes == pytest.approx(2 * loads[3].minutes, rel=0.3)
    assert slower[3].minutes == pytest.approx(2 * loads[3].minutes)


def test_what_is_set_is_among_what_is_compared_and_no_cards_cost_nothing() -> None:
    loads = workload([learnt(1)], SchedulerSettings(retention=0.88), 10, now())
    assert 0.88 in [load.wanted for load in loads]
    assert workload([], SchedulerSettings(), 10, now()) == []
