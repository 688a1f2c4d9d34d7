"""How many reviews a day has after a break, by number."""

from __future__ import annotations

import pytest

from studykit.planning.backlog import LEAST, PutOff, put_off_line, ration, spread, usual
from tests.planning.standing import EN, NOW, day_text, with_days


def test_who_studied_on_each_of_the_last_fourteen_days_had_no_break() -> None:
    days = {day_text(n): {"reviews": 3} for n in range(1, 15)}
    assert ration(with_days(days), NOW, 500) is None
    missed = {day: done for day, done in days.items() if day != day_text(14)}
    assert ration(with_days({**missed, day_text(20): {"reviews": 3}}), NOW, 500) is not None
    assert ration(with_days(missed), NOW, 500) is None  # began thirteen days ago
    assert ration(with_days({}), NOW, 500) is None


def test_a_day_missed_longer_ago_is_no_break() -> None:
    days = {day_text(n): {"reviews": 3} for n in (*range(1, 15), 16)}
    assert ration(with_days(days), NOW, 500) is None


@pytest.mark.parametrize(
    ("usual_reviews", "due", "done_today", "expected"),
    [
        (3, 30, 0, 40),  # about ten minutes in any case
        (25, 30, 0, 50),  # twice the usual
        (3, 350, 0, 50),  # a seventh of the pile
        (3, 351, 0, 51),  # rounded up
        (3, 340, 10, 50),  # what was done today was in the pile
    ],
)
def test_a_day_after_a_break_has_so_many_reviews(
    usual_reviews: int, due: int, done_today: int, expected: int
) -> None:
    days: dict[str, dict[str, float]] = {day_text(5): {"reviews": usual_reviews}}
    if done_today:
        days[day_text(0)] = {"reviews": done_today}
    assert ration(with_days(days), NOW, due) == expected
    assert LEAST == 40


def test_the_usual_is_the_mean_of_the_last_fourteen_days_with_reviews() -> None:
    days: dict[str, dict[str, float]] = {day_text(n): {"reviews": 10} for n in range(1, 15)}
    days[day_text(15)] = {"reviews": 1000}
    days[day_text(0)] = {"reviews": 500}
    assert usual(with_days(days), NOW) == 10
    days[day_text(1)] = {"new": 4}  # no reviews that day: one further back counts instead
    assert usual(with_days(days), NOW) == round((13 * 10 + 1000) / 14)
    assert usual(with_days({}), NOW) == 0
    assert (
        usual(with_days({day_text(1): {"reviews": 3}, day_text(2): {"reviews": 4}}), NOW) == 4
    )


def test_what_is_put_off_is_spread_over_so_many_days() -> None:
    course = with_days({day_text(5): {"reviews": 10}})
    assert spread(course, NOW, 40, 1000) == (40, PutOff(0, 0))
    assert spread(course, NOW, 41, 1000) == (40, PutOff(1, 1))
    assert spread(course, NOW, 100, 1000) == (40, PutOff(60, 2))  # 30 more than usual a day
    assert spread(course, NOW, 101, 1000) == (40, PutOff(61, 3))
    assert spread(course, NOW, 100, 40) == (40, PutOff(60, 0))  # the limit is in the way
    assert spread(course, NOW, 100, 41) == (40, PutOff(60, 2))
    begun = with_days({day_text(5): {"reviews": 10}, day_text(0): {"reviews": 35}})
    assert spread(begun, NOW, 65, 1000) == (5, PutOff(60, 2))
    over = with_days({day_text(5): {"reviews": 10}, day_text(0): {"reviews": 50}})
    assert spread(over, NOW, 65, 1000) == (0, PutOff(65, 3))
    steady = with_days({day_text(1): {"reviews": 10}})
    assert spread(steady, NOW, 100, 30) == (30, PutOff(70, 0))


def test_what_is_put_off_is_said_by_days() -> None:
    assert put_off_line(PutOff(0, 3), EN) == ""
    assert "5 more are due beyond the daily limit" in put_off_line(PutOff(5, 0), EN)
    assert "the other 5 are left for tomorrow" in put_off_line(PutOff(5, 1), EN)
    assert "the other 5 are spread over about 2 days" in put_off_line(PutOff(5, 2), EN)
