"""A clock that is years off, and ids that are gone: said, and nothing breaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studykit.language.message import Refusal
from studykit.language.words import Words
from studykit.learner.clock_check import clock_line
from studykit.learner.course_state import course_state
from studykit.planning.exam_plan import plan
from studykit.planning.goal import Goal
from studykit.planning.selection import Selection
from studykit.planning.today import today
from studykit.progress import events
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


def a_day(learner: Student) -> None:
    session = Review(small_course(), learner)
    while session.prompt is not None:
        learner.keep(session.grade(Rating.Easy))


@pytest.mark.parametrize("year", [1, 1999, 2199, 9999])
def test_whatever_year_the_clock_shows_everything_goes_on(year: int) -> None:
    learner = Student()
    a_day(learner)
    learner.at = datetime(year, 1, 3, 8, tzinfo=UTC)
    seen = today(small_course(), learner.state, learner.now())
    assert seen.cards.due in (0, 5)
    for selection in (None, Selection(missed=True), Selection(due_within=3), Selection()):
        session = Review(small_course(), learner, selection)
        if session.prompt is not None:
            assert session.why() is None or session.why()
            learner.keep(session.grade(Rating.Again))
    with pytest.raises(Refusal):
        plan(small_course(), learner.state, learner.now(), Goal(learner.now().day, 20, 0.9))
    told = clock_line(course_state(learner.state, COURSE), learner.now(), Words("en"))
    assert bool(told) is (year < 2000)  # a review of that day has been recorded


def test_a_clock_that_seems_wrong_is_named_before_anything_is_graded() -> None:
    learner = Student()
    course = course_state(learner.state, COURSE)
    assert clock_line(course, learner.now(), Words("en")) == ""
    a_day(learner)
    course = course_state(learner.state, COURSE)
    learner.wait(days=-1)  # another time zone
    assert clock_line(course, learner.now(), Words("en")) == ""
    learner.at = datetime(1999, 1, 1, 8, tzinfo=UTC)
    told = clock_line(course, learner.now(), Words("en"))
    assert told.startswith("You last studied on 2026-05-01, but the clock shows 1999-01-01:")
    learner.at = datetime(2199, 1, 1, 8, tzinfo=UTC)
    told = clock_line(course, learner.now(), Words("zh-Hant"))
    assert "時鐘顯示 2199-01-01" in told


def test_what_was_graded_under_a_wrong_clock_is_taken_back() -> None:
    learner = Student()
    a_day(learner)
    before = dict(course_state(learner.state, COURSE)["cards"])
    right, learner.at = learner.at, datetime(2199, 1, 1, 8, tzinfo=UTC)
    session = Review(small_course(), learner)
    learner.keep(session.grade(Rating.Good))
    learner.at = right
    session = Review(small_course(), learner)
    assert learner.undo(session) is not None
    assert course_state(learner.state, COURSE)["cards"] == before


def test_ids_that_the_course_lost_are_passed_over_everywhere() -> None:
    learner = Student()
    now = learner.now()
    large = small_course(cards=6)
    session = Review(large, learner)
    while session.prompt is not None:
        learner.keep(session.grade(Rating.Again))
        learner.record([events.card_suspended(now, COURSE, session.prompt.id)])
        session.advance()
    small = small_course(cards=2)
    learner.wait(days=40)
    session = Review(small, learner)
    assert set(session.suspended()) == {"card-0", "card-1", "gaps/1", "gaps/2"}
    steps = 0
    while learner.undo(session) is not None:  # also of the cards that are gone
        steps += 1
    assert steps == 16
    assert plan(small, learner.state, now, Goal(now.day.replace(month=6), 20, 0.9)).reached


def test_who_has_studied_since_is_not_told_for_a_year_that_the_clock_was_ahead() -> None:
    learner = Student()
    a_day(learner)
    learner.wait(days=365)
    learner.record([events.section_read(learner.now(), COURSE, "s1")])
    learner.wait(days=-364)
    told = clock_line(course_state(learner.state, COURSE), learner.now(), Words("en"))
    assert "but the clock shows 2026-05-02" in told
    for _ in range(2):
        learner.record([events.section_read(learner.now(), COURSE, "s2")])
        learner.wait(days=1)
    for days in (0, 1, 30):
        learner.wait(days=days)
        assert clock_line(course_state(learner.state, COURSE), learner.now(), Words("en")) == ""
