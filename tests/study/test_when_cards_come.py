"""When cards come: those in review from the morning of their day on, those on steps in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studykit.planning.deck import tally
from studykit.progress import events
from studykit.scheduling.days import Moment, moment
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import Student, small_course


def grade_all(learner: Student, session: Review, first: Rating) -> str:
    """Grade the first card as told and all others Easy; which card the first was."""
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(first))
    while session.prompt is not None and session.prompt.id != card:
        learner.keep(session.grade(Rating.Easy))
    return card


def test_with_nothing_else_to_do_a_step_within_twenty_minutes_comes_at_once() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    card = grade_all(learner, session, Rating.Good)  # ten minutes
    assert session.prompt is not None
    assert session.prompt.id == card
    learner.keep(session.grade(Rating.Good))
    assert session.prompt is None
    assert learner.state["courses"]["course"]["cards"][card]["state"] == "review"


def test_a_longer_step_is_waited_for() -> None:
    learner = Student()
    learner.record([events.setting_changed(learner.now(), "learning_steps", [30.0])])
    session = Review(small_course(), learner)
    card = grade_all(learner, session, Rating.Again)
    assert session.prompt is None
    learner.wait(minutes=9)
    session.advance()
    assert session.prompt is None
    learner.wait(minutes=1)  # twenty are left
    session.advance()
    assert session.prompt is not None
    assert session.prompt.id == card


def test_a_step_that_is_due_comes_before_the_other_cards() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(Rating.Again))
    assert session.prompt.id != card
    learner.wait(minutes=1)
    session.advance()
    assert session.prompt.id == card


BERLIN = ZoneInfo("Europe/Berlin")


def in_berlin(day: date, hour: int, minute: int = 0) -> Moment:
    return moment(datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN), BERLIN)


@pytest.mark.parametrize(
    # The nights before these mornings: an hour is missing, an hour comes twice, neither.
    "morning",
    [date(2026, 3, 29), date(2026, 10, 25), date(2026, 5, 10)],
)
def test_a_card_in_review_is_due_from_four_in_the_morning_of_its_day(morning: date) -> None:
    learner, edition = Student(), small_course()
    learner.at = in_berlin(morning - timedelta(days=1), 12).at
    session = Review(edition, learner)
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(Rating.Easy))
    due = events.card_due_set(learner.now(), "course", card, morning.isoformat())
    learner.record([due])
    assert tally(edition, learner.state, in_berlin(morning, 3, 59)).due == 0
    assert tally(edition, learner.state, in_berlin(morning, 4)).due == 1


def test_a_card_reviewed_under_a_clock_years_ahead_is_not_lost() -> None:
    learner, edition = Student(), small_course()
    learner.wait(days=4000)
    session = Review(edition, learner)
    while session.prompt is not None:
        learner.keep(session.grade(Rating.Easy))
    learner.wait(days=-4000)
    assert tally(edition, learner.state, learner.now()).due == 0  # as it was scheduled
    learner.wait(days=4000 + 365)
    assert tally(edition, learner.state, learner.now()).due == 5
