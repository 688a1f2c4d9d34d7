"""The goal of a plan: stored, counted since, read and bounded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studykit.language.message import Refusal
from studykit.planning.goal import (
    LONGEST,
    Goal,
    check_goal,
    goal_ahead,
    goal_of,
    goal_set,
    kept_since,
    read_date,
    read_goal,
)
from studykit.progress import events
from studykit.progress.state import empty_state, fold
from studykit.scheduling.days import Moment
from tests.planning.standing import NOW
from tests.study.builder import COURSE


def test_a_goal_is_stored_and_read_again() -> None:
    goal = Goal(date(2026, 6, 30), 25, 0.85)
    state = fold(goal_set(NOW, COURSE, goal))
    assert goal_of(state, COURSE) == goal
    assert goal_of(state, "other") is None
    assert goal_of(empty_state(), COURSE) is None
    assert kept_since(state, COURSE, NOW) is None  # it was set today


@pytest.mark.parametrize(("days", "ahead"), [(-1, False), (0, False), (1, True)])
def test_an_exam_is_ahead_until_the_day_before_it(days: int, ahead: bool) -> None:
    goal = Goal(NOW.day + timedelta(days=days), 25, 0.85)
    found = goal_ahead(fold(goal_set(NOW, COURSE, goal)), COURSE, NOW)
    assert found == (goal if ahead else None)
    assert goal_ahead(empty_state(), COURSE, NOW) is None


def test_the_days_since_the_plan_was_made_are_counted_without_today() -> None:
    made = Moment(NOW.at - timedelta(days=4), NOW.day - timedelta(days=4))
    goal = Goal(date(2026, 6, 30), 25, 0.85)
    history = goal_set(made, COURSE, goal)
    for before in (4, 2, 0):
        at = Moment(NOW.at - timedelta(days=before), NOW.day - timedelta(days=before))
        history.append(events.section_read(at, COURSE, "first"))
    kept = kept_since(fold(history), COURSE, NOW)
    assert kept is not None
    assert (kept.studied, kept.days, kept.missed) == (2, 4, 2)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [(0, "The exam is today"), (-1, "The exam was on"), (LONGEST + 1, "a plan reaches 400")],
)
def test_an_exam_that_cannot_be_planned_is_refused(ahead: int, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        check_goal(Goal(NOW.day + timedelta(days=ahead), 20, 0.9), NOW.day)


@pytest.mark.parametrize("ahead", [1, LONGEST])
def test_the_nearest_and_the_farthest_exam_can_be_planned(ahead: int) -> None:
    check_goal(Goal(NOW.day + timedelta(days=ahead), 20, 0.9), NOW.day)
    assert LONGEST == 400


def test_the_figures_of_a_goal_are_bounded() -> None:
    soon = NOW.day + timedelta(days=9)
    for minutes, recall in ((0, 0.9), (10**6, 0.9), (20, 0.01), (20, 1.5)):
        with pytest.raises(Refusal):
            check_goal(Goal(soon, minutes, recall), NOW.day)


@pytest.mark.parametrize("text", ["2026-06-30", " 2026/6/30", "2026.06.30", "2026年6月30日"])
def test_a_date_is_read_as_it_is_written_here_and_there(text: str) -> None:
    assert read_date(text) == date(2026, 6, 30)
    assert read_goal(text, "20", "90 %") == Goal(date(2026, 6, 30), 20, 0.9)


@pytest.mark.parametrize("text", ["", "2026-06", "2026-06-31", "30-06-2026-1", "soon"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a date"):
        read_date(text)
