"""The streak: days of study in a row, with days of rest."""

from __future__ import annotations

from datetime import UTC, date, datetime

from studykit.learner.streak import streak
from studykit.planning.today import today
from studykit.progress import events
from studykit.scheduling.days import moment
from tests.study.builder import COURSE, Student, small_course

# 4 May 2026 is a Monday.


def may(*numbers: int) -> list[str]:
    return [f"2026-05-{number:02}" for number in numbers]


def on(number: int) -> date:
    return date(2026, 5, number)


def test_a_today_not_begun_does_not_break_it() -> None:
    assert streak(may(4, 5, 6), on(6), 0).days == 3
    assert streak(may(4, 5, 6), on(7), 0).days == 3
    assert streak(may(4, 5, 6), on(8), 0).days == 0


def test_a_rest_day_does_not_break_it_and_does_not_count() -> None:
    found = streak(may(4, 5, 7, 8), on(8), 1)
    assert found.days == 4
    assert found.rests == {on(6)}
    assert streak(may(4, 5, 7, 8), on(8), 0).days == 2


def test_a_week_has_so_many_rest_days_and_no_more() -> None:
    # Tuesday and Thursday are free: one is a rest, two are not.
    assert streak(may(4, 6, 8), on(8), 1).days == 2
    assert streak(may(4, 6, 8), on(8), 2).days == 3
    # The last day of one week and the first of the next are of two weeks.
    assert streak(may(4, 5, 6, 7, 8, 9, 12), on(12), 1).days == 7


def test_a_rest_taken_yesterday_is_taken_from_the_week_too() -> None:
    assert streak(may(4, 5, 7), on(9), 1).days == 1
    assert streak(may(4, 5, 7), on(9), 2).days == 3


def test_what_lies_before_the_first_day_is_no_rest() -> None:
    found = streak(may(4, 5), on(5), 6)
    assert (found.days, found.rests) == (2, frozenset())
    assert streak([], on(5), 6).days == 0


def test_days_of_a_clock_years_off_do_no_harm() -> None:
    assert streak(["0001-01-01", "9999-12-31", *may(4, 5)], on(5), 1).days == 2
    assert streak(["9999-12-31"], date.min, 6).days == 0


def test_the_day_ends_at_four_in_the_morning_and_home_shows_the_streak() -> None:
    learner = Student()
    for day, hour in ((4, 12), (6, 3), (6, 4)):  # three in the night of the 6th is the 5th
        now = moment(datetime(2026, 5, day, hour, 30, tzinfo=UTC), UTC)
        learner.record([events.section_read(now, COURSE, "first")])
    now = moment(datetime(2026, 5, 7, 3, 59, tzinfo=UTC), UTC)
    assert today(small_course(), learner.state, now).streak == 3
    learner.record([events.setting_changed(now, "rest_days", 0)])
    now = moment(datetime(2026, 5, 8, 4, 0, tzinfo=UTC), UTC)
    assert today(small_course(), learner.state, now).streak == 0
