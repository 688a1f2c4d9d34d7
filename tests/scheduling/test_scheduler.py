"""When a card comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.days import Moment, moment, parse_instant
from studykit.scheduling.leeches import becomes_leech
from studykit.scheduling.memory import Memory, Rating, interval_days, new_memory, recall
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings, settings_from

RATINGS = st.sampled_from(list(Rating))
REVIEWS = st.lists(st.tuples(RATINGS, st.integers(0, 400)), max_size=12)
STEPS = st.lists(st.sampled_from([1.0, 10.0, 60.0, 720.0]), max_size=3).map(sorted).map(tuple)
SETTINGS = st.builds(
    SchedulerSettings,
    retention=st.floats(0.7, 0.99),
    learning_steps=STEPS,
    relearning_steps=STEPS,
    max_interval=st.integers(7, 36_500) | st.just(7),
    fuzz=st.booleans(),
)
FUZZY = Scheduler()
STEADY = Scheduler(SchedulerSettings(fuzz=False))
TAIPEI = ZoneInfo("Asia/Taipei")


def at(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), day)


def after(
    scheduler: Scheduler, reviews: list[tuple[Rating, int]], card: str = "card"
) -> tuple[Memory | None, date]:
    memory, day = None, date(2026, 1, 1)
    for rating, days in reviews:
        day += timedelta(days=days)
        memory = scheduler.review(card, memory, rating, at(day))
    return memory, day


@given(REVIEWS, st.integers(0, 400), st.text(max_size=8), SETTINGS)
def test_hard_is_always_shorter_than_good_and_good_than_easy(
    reviews: list[tuple[Rating, int]], days: int, card: str, settings: SchedulerSettings
) -> None:
    scheduler = Scheduler(settings)
    memory, day = after(scheduler, reviews, card)
    shown = scheduler.preview(card, memory, at(day + timedelta(days=days)))
    dues = [shown[rating]["due"] for rating in Rating]
    assert dues == sorted(dues)
    in_days = [
        interval_days(shown[rating]) for rating in Rating if interval_days(shown[rating])
    ]
    assert in_days == sorted(set(in_days))
    assert all(interval <= settings.max_interval for interval in in_days)


@given(REVIEWS, st.integers(0, 400), st.text(max_size=8))
def test_spreading_never_makes_a_growing_interval_shorter_than_the_last(
    reviews: list[tuple[Rating, int]], days: int, card: str
) -> None:
    memory, day = after(FUZZY, reviews, card)
    if memory is None or memory["state"] != "review":
        return
    now = at(day + timedelta(days=days))
    for rating, spread in FUZZY.preview(card, memory, now).items():
        wanted = FUZZY._fsrs._next_interval(stability=spread["stability"])
        if spread["state"] == "review" and wanted > interval_days(memory):
            assert interval_days(spread) > interval_days(memory), rating


@given(REVIEWS, st.text(max_size=8))
def test_the_same_reviews_give_the_same_dates_everywhere(
    reviews: list[tuple[Rating, int]], card: str
) -> None:
    assert after(Scheduler(), reviews, card) == after(Scheduler(), reviews, card)


def test_cards_learnt_together_come_back_on_different_days() -> None:
    reviews = [(Rating.Good, 0), (Rating.Good, 0), (Rating.Good, 2), (Rating.Good, 11)]
    days = {after(FUZZY, reviews, f"card-{number}")[0]["due_day"] for number in range(50)}
    assert len(days) > 3


@given(st.lists(st.tuples(st.just(Rating.Easy), st.integers(0, 36_500)), max_size=40))
def test_no_interval_and_no_stability_passes_the_cap(reviews: list[tuple[Rating, int]]) -> None:
    memory = None
    day = date(2026, 1, 1)
    for rating, days in reviews:
        day = date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
        memory = FUZZY.review("card", memory, rating, at(day))
        assert memory["stability"] <= 36_500
        assert interval_days(memory) <= 36_500


def test_an_evening_review_after_a_late_night_one_counts_as_the_next_day() -> None:
    late = moment(datetime(2026, 3, 1, 23, tzinfo=TAIPEI), TAIPEI)
    evening = moment(datetime(2026, 3, 2, 21, tzinfo=TAIPEI), TAIPEI)
    night = moment(datetime(2026, 3, 2, 23, 30, tzinfo=TAIPEI), TAIPEI)
    first = STEADY.review("card", None, Rating.Easy, late)
    assert (
        STEADY.review("card", first, Rating.Good, evening)["due_day"]
        == STEADY.review("card", first, Rating.Good, night)["due_day"]
    )


def test_a_clock_set_back_stops_no_review() -> None:
    now = moment(datetime(2026, 3, 1, 12, tzinfo=UTC), UTC)
    before = moment(datetime(2025, 3, 1, 12, tzinfo=UTC), UTC)
    memory = STEADY.review("card", None, Rating.Good, now)
    assert memory["state"] == "learning"
    again = STEADY.review("card", memory, Rating.Good, before)
    assert again["due_day"] > before.day.isoformat()
    assert recall(memory, before.day) == 1.0


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_a_clock_centuries_off_stops_nothing(year: int) -> None:
    far = moment(datetime(year, 12, 31, 23, 59, tzinfo=UTC), UTC)
    memory = FUZZY.review("card", None, Rating.Easy, far)
    memory = FUZZY.review("card", memory, Rating.Easy, at(date(2026, 1, 1)))
    assert FUZZY.review("card", memory, Rating.Good, far)["reps"] == 3


def test_steps_within_a_day_are_minutes_and_review_is_due_all_day() -> None:
    now = moment(datetime(2026, 3, 1, 20, tzinfo=TAIPEI), TAIPEI)
    shown = STEADY.preview("card", None, now)
    waits = [parse_instant(shown[rating]["due"]) - now.at for rating in Rating]
    assert [wait.total_seconds() / 60 for wait in waits[:3]] == [1, 5.5, 10]
    easy = shown[Rating.Easy]
    morning = datetime.fromisoformat(easy["due_day"]).replace(hour=4, minute=1, tzinfo=TAIPEI)
    assert moment(morning, TAIPEI).day.isoformat() == easy["due_day"]
    assert moment(morning - timedelta(minutes=2), TAIPEI).day.isoformat() < easy["due_day"]


def test_forgetting_a_card_in_review_counts_as_a_lapse_and_a_failed_step_does_not() -> None:
    memory, day = after(STEADY, [(Rating.Easy, 0), (Rating.Again, 9)])
    assert memory is not None
    assert (memory["state"], memory["lapses"]) == ("relearning", 1)
    assert STEADY.review("card", memory, Rating.Again, at(day))["lapses"] == 1


def test_a_missed_question_is_due_at_once_and_starts_as_a_new_card() -> None:
    now = at(date(2026, 1, 1))
    memory = new_memory(now)
    assert memory["due_day"] == now.day.isoformat()
    assert recall(memory, now.day) == 0.0
    assert STEADY.review("q", memory, Rating.Good, now) == STEADY.review(
        "q", None, Rating.Good, now
    )


@given(REVIEWS, st.integers(0, 1000))
def test_recall_is_what_fsrs_says(reviews: list[tuple[Rating, int]], days: int) -> None:
    import fsrs

    memory, day = after(STEADY, reviews)
    if memory is None:
        return
    then = day + timedelta(days=days)
    card = fsrs.Card(card_id=1, stability=memory["stability"], last_review=at(day).at)
    theirs = fsrs.Scheduler().get_card_retrievability(card, at(then).at)
    assert STEADY.recall(memory, then) == pytest.approx(theirs, abs=1e-9)


def test_a_leech_is_named_at_eight_lapses_and_every_fourth_after() -> None:
    assert [lapses for lapses in range(25) if becomes_leech(lapses)] == [8, 12, 16, 20, 24]


@pytest.mark.parametrize(
    "bad",
    [
        {"retention": 0.2},
        {"retention": "high"},
        {"learning_steps": [10, 1]},
        {"learning_steps": [5000]},
        {"learning_steps": 7},
        {"max_interval": 0},
        {"weights": [1.0, 2.0]},
        {"weights": [float("nan")] * 21},
    ],
)
def test_a_setting_out_of_bounds_takes_its_default(bad: dict[str, object]) -> None:
    assert settings_from({**bad, "fuzz": False}) == SchedulerSettings(fuzz=False)


def test_settings_within_bounds_are_taken() -> None:
    settings = settings_from({"retention": 0.85, "learning_steps": [1, 5, 20], "theme": "x"})
    assert (settings.retention, settings.learning_steps) == (0.85, (1.0, 5.0, 20.0))
