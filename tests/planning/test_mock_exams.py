"""When a plan asks for a mock exam."""

from __future__ import annotations

from datetime import timedelta

from studykit.content.course import Edition
from studykit.planning.exam_plan import plan
from studykit.planning.goal import Goal
from studykit.planning.pace import MOCK_MINUTES
from studykit.progress.state import empty_state
from tests.planning.standing import NOW
from tests.study.builder import small_course


def mocks(edition: Edition, ahead: int, minutes: int = 60) -> list[int]:
    """How many days before the exam they are."""
    goal = Goal(NOW.day + timedelta(days=ahead), minutes, 0.9)
    days = plan(edition, empty_state(), NOW, goal).days
    assert all(day.minutes >= MOCK_MINUTES for day in days if day.mock)
    return [ahead - n for n, day in enumerate(days) if day.mock]


def test_a_mock_exam_is_taken_seven_and_two_days_before_the_exam() -> None:
    assert mocks(small_course(), 20) == [7, 2]
    assert mocks(small_course(), 8) == [7, 2]
    assert mocks(small_course(), 6) == [2]
    assert mocks(small_course(), 1) == []


def test_there_is_no_mock_exam_before_anything_was_learnt() -> None:
    assert mocks(small_course(), 7) == [2]
    assert mocks(small_course(), 2) == []


def test_a_mock_exam_fits_in_the_minutes_of_its_day() -> None:
    assert mocks(small_course(), 20, 35) == [7, 2]
    assert mocks(small_course(), 20, 29) == []


def test_a_course_without_questions_has_no_mock_exam() -> None:
    assert mocks(small_course(without=("q1", "q2", "q3", "q4")), 20) == []
