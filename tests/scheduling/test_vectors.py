"""The values that the two reference implementations publish in their own tests.

From py-fsrs 6, tests/test_basic.py, and from fsrs-rs 6, src/inference.rs and src/model.rs
(both of open-spaced-repetition, values only): what FSRS-6 makes of given histories, with the
published weights and with others.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Memory, Rating, interval_days, new_memory, recall
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings

PLAIN = Scheduler(SchedulerSettings(fuzz=False))
WEIGHTS = Scheduler()._fsrs.parameters
OTHER_WEIGHTS = (
    *(0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918),
    *(0.0025195254, 1.432437, 0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975),
    *(2.4691248, 0.19542035, 3.201072, 0.18046261, 0.121442534),
    *(0.0, 0.5),  # what fsrs-rs adds to weights of FSRS-5
)
FIRST_DAY = date(2026, 1, 1)

DAYS_OF_INTERVALS = ((1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21))
"""Rating, and days since the review before."""


def at(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), day)


def after(scheduler: Scheduler, reviews: tuple[tuple[int, int], ...]) -> tuple[Memory, date]:
    memory: Memory | None = None
    day = FIRST_DAY
    for rating, days in reviews:
        day += timedelta(days=days)
        memory = scheduler.review("card", memory, Rating(rating), at(day))
    assert memory is not None
    return memory, day


def remembered(stability: float, difficulty: float = 5.0) -> Memory:
    """A card in review, seen on the first day."""
    memory = new_memory(at(FIRST_DAY))
    memory["state"] = "review"
    memory["stability"], memory["difficulty"] = stability, difficulty
    memory["last"], memory["last_day"] = memory["due"], memory["due_day"]
    return memory


def test_the_interval_history_of_py_fsrs() -> None:
    # test_review_card: each review is made when the card falls due.
    ratings = (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3)
    memory: Memory | None = None
    day, intervals = FIRST_DAY, []
    for rating in ratings:
        review = partial(PLAIN._fsrs_review, memory, Rating(rating), day)
        days = (review().due - datetime(2000, 1, 1, tzinfo=UTC)).days
        memory = PLAIN.review("card", memory, Rating(rating), at(day))
        intervals.append(days)
        day += timedelta(days=days)
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@pytest.mark.parametrize(
    ("weights", "stability"),
    [
        (WEIGHTS, 53.62691),
        # Without what FSRS-6 knows of several reviews on one day.
        ((*WEIGHTS[:17], 0.0, 0.0, 0.0, WEIGHTS[20]), 53.335106),
    ],
)
def test_the_memory_state_of_both(weights: tuple[float, ...], stability: float) -> None:
    # test_memo_state of py-fsrs, test_memory_state of fsrs-rs.
    memory, _ = after(
        Scheduler(SchedulerSettings(fuzz=False, weights=weights)), DAYS_OF_INTERVALS
    )
    assert memory["stability"] == pytest.approx(stability, abs=1e-4)
    assert memory["difficulty"] == pytest.approx(6.3574867, abs=1e-4)


def test_a_card_always_easy_becomes_as_easy_as_can_be() -> None:
    # test_repeated_correct_reviews of py-fsrs.
    memory, _ = after(PLAIN, ((4, 0),) * 10)
    assert memory["difficulty"] == 1.0


def test_the_next_states_of_fsrs_rs_with_other_weights() -> None:
    # test_next_states: after Again and three times Good, 21 days later.
    scheduler = Scheduler(SchedulerSettings(fuzz=False, weights=OTHER_WEIGHTS))
    memory, day = after(scheduler, ((1, 0), (3, 1), (3, 3), (3, 8)))
    shown = scheduler.preview("card", memory, at(day + timedelta(days=21)))
    assert [shown[rating]["stability"] for rating in Rating] == pytest.approx(
        [2.9691455, 17.091452, 31.722992, 71.7502], rel=1e-5
    )
    assert [shown[rating]["difficulty"] for rating in Rating] == pytest.approx(
        [8.000659, 7.6913934, 7.382128, 7.0728626], rel=1e-5
    )
    # At a wanted recall of 0.9 the interval is the stability; Again goes to a step.
    assert [interval_days(shown[rating]) for rating in Rating] == [0, 17, 32, 72]


def test_the_memory_state_of_fsrs_rs_from_a_given_one() -> None:
    # test_memo_state.
    scheduler = Scheduler(SchedulerSettings(fuzz=False, weights=OTHER_WEIGHTS))
    memory = remembered(20.925528, 7.005062)
    good = scheduler.review("card", memory, Rating.Good, at(FIRST_DAY + timedelta(days=21)))
    assert good["stability"] == pytest.approx(40.87456, rel=1e-5)
    assert good["difficulty"] == pytest.approx(6.9913807, rel=1e-5)


def test_what_a_first_rating_makes_of_a_card() -> None:
    # test_init_stability, test_init_difficulty of fsrs-rs.
    shown = PLAIN.preview("card", None, at(FIRST_DAY))
    assert tuple(shown[rating]["stability"] for rating in Rating) == WEIGHTS[:4]
    hardest, spread = WEIGHTS[4], WEIGHTS[5]
    assert [shown[rating]["difficulty"] for rating in Rating] == pytest.approx(
        [max(1.0, hardest - math.exp(number * spread) + 1) for number in range(4)]
    )


def test_the_difficulty_after_each_rating() -> None:
    # test_next_difficulty of fsrs-rs: from 5, drawn back a little to where cards begin.
    shown = PLAIN.preview("card", remembered(5.0), at(FIRST_DAY + timedelta(days=5)))
    assert [shown[rating]["difficulty"] for rating in Rating] == pytest.approx(
        [8.341763, 6.6659956, 4.990228, 3.3144615], rel=1e-5
    )


def test_the_stability_after_a_second_review_on_one_day() -> None:
    # test_next_stability of fsrs-rs, its part for one day.
    shown = PLAIN.preview("card", remembered(5.0), at(FIRST_DAY))
    assert [shown[rating]["stability"] for rating in Rating] == pytest.approx(
        [1.596818, 5.0, 5.0, 8.12961], rel=1e-5
    )


@pytest.mark.parametrize(("retention", "days"), [(0.7, 9), (0.8, 3), (0.9, 1)])
def test_the_interval_at_a_stability_of_one_day(retention: float, days: int) -> None:
    # test_next_interval of fsrs-rs, where our bounds allow.
    scheduler = Scheduler(SchedulerSettings(fuzz=False, retention=retention))
    assert scheduler._fsrs._next_interval(stability=1.0) == days


@pytest.mark.parametrize(
    ("days", "stability", "share"),
    [
        (0, 1.0, 1.0),
        (1, 2.0, 0.9403443),
        (2, 3.0, 0.9253786),
        (3, 4.0, 0.9185229),
        (4, 4.0, 0.9),
        (5, 2.0, 0.8261359),
    ],
)
def test_the_forgetting_curve(days: int, stability: float, share: float) -> None:
    # test_power_forgetting_curve of fsrs-rs.
    memory = remembered(stability)
    assert recall(memory, FIRST_DAY + timedelta(days=days)) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("days", "share"), [(0, 1.0), (1, 0.9), (2, 0.84028935), (3, 0.7985001)]
)
def test_the_forgetting_curve_of_fitted_weights(days: int, share: float) -> None:
    # test_current_retrievability of fsrs-rs: a decay of 0.2.
    fitted = Scheduler(SchedulerSettings(weights=(*WEIGHTS[:20], 0.2)))
    day = FIRST_DAY + timedelta(days=days)
    assert fitted.recall(remembered(1.0), day) == pytest.approx(share, abs=1e-6)


def test_stability_never_falls_to_nothing() -> None:
    # test_stability_lower_bound of py-fsrs.
    memory: Memory | None = None
    day = FIRST_DAY
    for _ in range(200):
        memory = PLAIN.review("card", memory, Rating.Again, at(day))
        assert memory["stability"] >= 0.001
        day += timedelta(days=1)


def test_without_steps_every_rating_leads_to_days() -> None:
    # test_no_learning_steps, test_no_relearning_steps of py-fsrs.
    bare = SchedulerSettings(fuzz=False, learning_steps=(), relearning_steps=())
    memory = Scheduler(bare).review("card", None, Rating.Again, at(FIRST_DAY))
    assert (memory["state"], interval_days(memory)) == ("review", 1)
    again = Scheduler(bare).review("card", memory, Rating.Again, at(date(2026, 1, 2)))
    assert (again["state"], interval_days(again)) == ("review", 1)
    assert again["lapses"] == 1


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [((), None), ((10.0,), 15.0), ((1.0, 10.0), 5.5), ((2.0, 30.0, 60.0), 16.0)],
)
def test_hard_waits_between_the_steps(steps: tuple[float, ...], minutes: float | None) -> None:
    # test_learning_card_rate_hard_one_learning_step and its kin: half again the only step,
    # else half-way between the first two.
    scheduler = Scheduler(SchedulerSettings(fuzz=False, learning_steps=steps))
    hard = scheduler.review("card", None, Rating.Hard, at(FIRST_DAY))
    if minutes is None:
        assert interval_days(hard) >= 1
    else:
        wait = datetime.fromisoformat(hard["due"]) - at(FIRST_DAY).at
        assert wait == timedelta(minutes=minutes)
