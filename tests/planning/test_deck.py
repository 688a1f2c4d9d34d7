"""Which cards a day has, by number: the limits, steps, new cards, the pace."""

from __future__ import annotations

from studykit.learner.course_state import course_state
from studykit.planning.deck import (
    deal,
    siblings_last,
    steps_due,
    tally,
)
from studykit.planning.eligible_cards import is_hidden, limits
from studykit.planning.pace import SECONDS_A_CARD, seconds_a_card
from studykit.planning.today import today
from studykit.progress import events
from studykit.scheduling.memory import Rating
from tests.planning.standing import day_text, learnt, with_days
from tests.study.builder import COURSE, Student, small_course


def test_the_daily_limits_are_what_is_left_of_them() -> None:
    learner = Student()
    for key, value in (("new_per_day", 2), ("reviews_per_day", 1)):
        learner.record([events.setting_changed(learner.now(), f"{key}@{COURSE}", value)])
    assert limits(learner.state, COURSE, learner.now()) == (2, 1)
    learnt(learner, "card-0")
    assert limits(learner.state, COURSE, learner.now()) == (1, 1)
    learnt(learner, "card-1")
    learnt(learner, "card-2")
    assert limits(learner.state, COURSE, learner.now()) == (0, 1)
    learner.wait(days=30)
    assert limits(learner.state, COURSE, learner.now()) == (2, 1)
    learnt(learner, "card-0")
    learnt(learner, "card-1")
    assert limits(learner.state, COURSE, learner.now()) == (2, 0)


def test_a_suspended_card_and_one_buried_for_today_are_hidden() -> None:
    learner = Student()
    learnt(learner, "card-0")
    card = course_state(learner.state, COURSE)["cards"]["card-0"]
    now = learner.now()
    assert not is_hidden(card, now)
    assert is_hidden({**card, "suspended": True}, now)
    assert is_hidden({**card, "buried_day": now.day.isoformat()}, now)
    assert not is_hidden({**card, "buried_day": "2026-04-30"}, now)


def test_a_step_is_due_after_its_minutes_and_at_once_where_the_clock_was_set_back() -> None:
    learner, edition = Student(), small_course()
    learnt(learner, "card-0", Rating.Again)
    due = steps_due(edition, course_state(learner.state, COURSE), learner.now())
    assert due == {"card-0": "2026-05-01T08:01:00.000Z"}
    counted = tally(edition, learner.state, learner.now())
    assert (counted.steps, counted.due, counted.new, counted.ready) == (1, 0, 4, 0)
    among = steps_due(edition, course_state(learner.state, COURSE), learner.now(), ["card-1"])
    assert among == {}
    learner.wait(hours=-3)
    due = steps_due(edition, course_state(learner.state, COURSE), learner.now())
    assert due == {"card-0": "2026-05-01T05:00:00.000Z"}


def test_new_cards_are_spread_evenly_among_those_due() -> None:
    learner, edition = Student(), small_course(cards=8)
    for number in range(4):
        learnt(learner, f"card-{number}")
    learner.wait(days=30)
    learner.record([events.section_read(learner.now(), COURSE, "second")])
    learner.record([events.setting_changed(learner.now(), f"new_per_day@{COURSE}", 2)])
    dealt = deal(edition, learner.state, learner.now()).cards
    assert [card in ("card-4", "card-5") for card in dealt] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    counted = tally(edition, learner.state, learner.now())
    assert (counted.due, counted.new, counted.ready) == (4, 2, 2)


def test_the_gaps_of_one_text_do_not_follow_each_other() -> None:
    assert siblings_last(["a/1", "a/2", "b", "a/3"]) == ["a/1", "b", "a/2", "a/3"]
    assert siblings_last(["a/1", "a/2"]) == ["a/1", "a/2"]
    assert siblings_last(["question:a/1", "question:a/2"]) == ["question:a/1", "question:a/2"]


def test_the_learners_own_pace_counts_from_twenty_reviews_on() -> None:
    pace = {"reviews": 5, "new": 5, "steps": 5, "crammed": 4, "card_seconds": 190.0}
    assert seconds_a_card(with_days({day_text(1): pace})) == SECONDS_A_CARD == 15
    enough = {**pace, "crammed": 5, "card_seconds": 200.0}
    assert seconds_a_card(with_days({day_text(1): enough})) == 10
    unmeasured = {day_text(2): {"reviews": 20}, day_text(1): enough}
    assert seconds_a_card(with_days(unmeasured)) == 5
    month = {day_text(n): {"reviews": 1, "card_seconds": 6.0} for n in range(30)}
    slow = {day_text(31): {"reviews": 100, "card_seconds": 9000.0}}
    assert seconds_a_card(with_days({**month, **slow})) == 6


def test_the_minutes_of_the_cards_are_named_on_home() -> None:
    learner, edition = Student(), small_course(cards=14)
    found = today(edition, learner.state, learner.now())
    assert (found.cards.total, found.cards.due, found.cards.minutes) == (16, 0, 4)
    assert today(small_course(cards=0), learner.state, learner.now()).cards.minutes == 1
