"""On which day a card comes back, by number: its spread, the room between grades, bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from studykit.scheduling import scheduler as scheduling
from studykit.scheduling.days import Moment, instant_text, later_day, later_instant
from studykit.scheduling.fuzz import fuzz_fraction, fuzzed
from studykit.scheduling.memory import (
    FSRS_DECAY,
    Memory,
    Rating,
    forgetting_curve,
    interval_days,
    new_memory,
)
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings, bounded_weights, settings_from
from studykit.scheduling.waiting import wait

FIRST = date(2026, 1, 1)
FUZZY = Scheduler()
STEADY = Scheduler(SchedulerSettings(fuzz=False))
ALMOST_ONE = 1 - 2**-53


def at(day: date, hour: int = 12) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), day)


def learnt(scheduler: Scheduler, card: str, *reviews: tuple[int, int]) -> list[Memory]:
    """The memory after each review: so many days after the one before, with this grade."""
    memories: list[Memory] = []
    day = FIRST
    for days, rating in reviews:
        day += timedelta(days=days)
        before = memories[-1] if memories else None
        memories.append(scheduler.review(card, before, Rating(rating), at(day)))
    return memories


# Anki's spread: 1 day, and 15 % of what is from 2.5 to 7 days, 10 % from 7 to 20, 5 % beyond.
@pytest.mark.parametrize(
    ("days", "earliest", "latest"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (3, 2, 4),
        (7, 5, 9),
        (10, 8, 12),
        (20, 17, 23),
        (100, 93, 107),
        (1000, 948, 1052),
    ],
)
def test_a_card_comes_back_within_the_spread_of_its_interval(
    days: int, earliest: int, latest: int
) -> None:
    assert fuzzed(days, 0.0, 1, 36_500) == earliest
    assert fuzzed(days, ALMOST_ONE, 1, 36_500) == latest


def test_the_spread_stays_within_its_bounds() -> None:
    assert fuzzed(10, 0.0, 9, 36_500) == 9
    assert fuzzed(10, ALMOST_ONE, 1, 11) == 11
    assert fuzzed(10, 0.5, 30, 36_500) == 30
    assert fuzzed(10, 0.5, 1, 4) == 4


def test_the_fraction_depends_on_the_card_and_its_reviews_alone() -> None:
    fractions = [fuzz_fraction(card, reviews) for card in "ab" for reviews in (0, 1)]
    assert fractions == pytest.approx(
        [0.8657712786439868, 0.07721285656113985, 0.23308866451841825, 0.5966785610598492],
        abs=1e-15,
    )
    assert all(0 <= fuzz_fraction(str(n), n) < 1 for n in range(200))


def test_cards_come_back_on_the_days_on_which_they_always_came_back() -> None:
    """The days are part of the profile: another version must not deal the same cards anew."""
    reviews = ((0, 4), (8, 3), (30, 3), (60, 2), (90, 1), (0, 3), (5, 3))
    intervals = {
        card: [interval_days(memory) for memory in learnt(FUZZY, card, *reviews)]
        for card in ("card-1", "card-2", "card-3")
    }
    assert intervals == {
        "card-1": [10, 41, 125, 236, 0, 6, 9],
        "card-2": [9, 43, 132, 229, 0, 5, 13],
        "card-3": [10, 35, 126, 227, 0, 4, 10],
    }


def test_a_card_of_short_steps_may_come_back_the_next_day() -> None:
    memory = learnt(STEADY, "card", (0, 1), (0, 1), (0, 1), (0, 4))[-1]
    assert interval_days(memory) == 1
    shown = STEADY.preview("card", memory, at(FIRST))
    assert [interval_days(shown[rating]) for rating in Rating] == [0, 1, 2, 3]


def test_a_growing_interval_grows_by_a_day_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "fuzz_fraction", lambda card, reviews: 0.0)
    memory = learnt(FUZZY, "card", (0, 4))[-1]
    assert interval_days(memory) == 6  # 8 days, come back as early as may be
    memory = {**memory, "due_day": later_day(FIRST, 9).isoformat()}
    early = FUZZY.review("card", memory, Rating.Hard, at(FIRST + timedelta(days=1)))
    steady = STEADY.review("card", memory, Rating.Hard, at(FIRST + timedelta(days=1)))
    assert interval_days(steady) == 11  # from 9 to 13 when spread
    assert interval_days(early) == 10


def test_every_grade_has_a_day_of_its_own_below_the_longest_interval() -> None:
    short = Scheduler(SchedulerSettings(max_interval=7, fuzz=False, relearning_steps=()))
    memory = learnt(short, "card", (0, 4), (7, 4), (7, 4))[-1]
    shown = short.preview("card", memory, at(FIRST + timedelta(days=21)))
    assert [interval_days(shown[rating]) for rating in Rating][1:] == [5, 6, 7]
    assert interval_days(shown[Rating.Again]) <= 4


def test_the_reviews_and_the_lapses_are_counted() -> None:
    counted = [
        (memory["reps"], memory["lapses"], memory["state"])
        for memory in learnt(STEADY, "card", (0, 1), (0, 3), (0, 3), (3, 1), (0, 1), (0, 3))
    ]
    assert counted == [
        (1, 0, "learning"),
        (2, 0, "learning"),
        (3, 0, "review"),
        (4, 1, "relearning"),
        (5, 1, "relearning"),
        (6, 1, "review"),
    ]


def test_recall_falls_along_the_curve_of_fsrs() -> None:
    assert forgetting_curve(0, 10.0) == 1
    assert forgetting_curve(10, 10.0) == pytest.approx(0.9)
    assert forgetting_curve(10, 10.0, 0.5) == pytest.approx(0.9)
    assert forgetting_curve(100, 10.0) == pytest.approx(0.692, abs=0.001)
    assert forgetting_curve(-5, 10.0) == 1
    assert forgetting_curve(3, 0.0) == 0


def test_a_card_that_is_not_in_review_has_no_interval() -> None:
    fresh = new_memory(at(FIRST))
    assert interval_days(fresh) == 0
    memory = learnt(STEADY, "card", (0, 4))[-1]
    assert interval_days(memory) == 8
    assert interval_days({**memory, "state": "relearning"}) == 0
    assert interval_days({**memory, "last_day": None}) == 0
    assert interval_days({**memory, "due_day": "2025-12-01"}) == 0
    assert (fresh["stability"], fresh["difficulty"], fresh["reps"], fresh["lapses"]) == (
        0,
        0,
        0,
        0,
    )


def test_a_card_in_review_waits_in_days_and_one_on_a_step_in_seconds() -> None:
    memory = learnt(STEADY, "card", (0, 4))[-1]
    assert wait(memory, at(FIRST, 23)) == timedelta(days=8)
    assert wait(memory, at(FIRST + timedelta(days=9))) == timedelta(0)
    step = learnt(STEADY, "card", (0, 3))[-1]
    assert wait(step, at(FIRST)) == timedelta(minutes=10)
    assert wait(step, at(FIRST, 13)) == timedelta(0)


def test_an_instant_is_written_to_the_millisecond() -> None:
    assert instant_text(datetime(2026, 5, 1, 8, tzinfo=UTC)) == "2026-05-01T08:00:00.000Z"


def test_nothing_is_due_behind_the_last_day_there_is() -> None:
    assert later_day(date.max - timedelta(days=2), 2) == date.max
    assert later_day(date.max - timedelta(days=2), 3) == date.max
    assert later_day(date.max - timedelta(days=2), 1) == date.max - timedelta(days=1)
    last = datetime.max.replace(tzinfo=UTC)
    assert later_instant(last - timedelta(days=2), timedelta(days=1)) == last - timedelta(
        days=1
    )
    assert later_instant(last - timedelta(days=2), timedelta(days=3)) == last


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("retention", [0.7, 0.99], [0.69, 0.991, True]),
        ("max_interval", [7, 36_500], [6, 36_501]),
        ("learning_steps", [[1 / 60], [720.0], [1.0] * 10, []], [[0.01], [721.0], [1.0] * 11]),
        ("relearning_steps", [[1 / 60], [720.0]], [[0.01], [721.0], [5.0, 1.0]]),
    ],
)
def test_a_setting_is_taken_up_to_its_bounds(
    name: str, allowed: list[object], refused: list[object]
) -> None:
    default = getattr(SchedulerSettings(), name)
    for value in allowed:
        taken = getattr(settings_from({name: value}), name)
        assert taken == (tuple(value) if isinstance(value, list) else value)
    for value in refused:
        assert getattr(settings_from({name: value}), name) == default


def test_settings_are_what_anki_sets_by_default() -> None:
    settings = SchedulerSettings()
    assert settings.retention == 0.9
    assert settings.learning_steps == (1.0, 10.0)
    assert settings.relearning_steps == (10.0,)
    assert settings.max_interval == 36_500
    assert settings.fuzz is True
    assert settings.decay == FSRS_DECAY == 0.1542


def test_fitted_weights_are_used_and_kept_within_their_bounds() -> None:
    assert bounded_weights([1e6] * 21) == tuple(UPPER_BOUNDS_PARAMETERS)
    assert bounded_weights([-1e6] * 21) == tuple(LOWER_BOUNDS_PARAMETERS)
    weights = tuple(LOWER_BOUNDS_PARAMETERS)
    settings = SchedulerSettings(weights=weights)
    assert settings.decay == weights[20]
    too_high = (*weights[:20], UPPER_BOUNDS_PARAMETERS[20] + 0.01)
    assert settings_from({"weights": list(too_high)}).weights is None
    with pytest.raises(ValueError, match=r"weights\[20\] must be from"):
        replace(settings, weights=too_high)
    fitted = Scheduler(replace(settings, fuzz=False)).review("c", None, Rating.Easy, at(FIRST))
    assert fitted["stability"] == pytest.approx(weights[3])
