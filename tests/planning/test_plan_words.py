"""What a plan says: what reaches the goal, what a day asks for, how far the exam is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studykit.planning.exam_plan import Plan, PlanDay, Reach
from studykit.planning.goal import Goal, goal_set
from studykit.planning.plan_text import (
    anew_line,
    asked_line,
    day_parts,
    exam_line,
    objective_rows,
    verdict_lines,
)
from studykit.progress import events
from studykit.progress.state import fold
from studykit.scheduling.days import Moment
from tests.planning.standing import EN, FIRST, NOW
from tests.study.builder import COURSE, small_course

GOAL = Goal(date(2026, 6, 30), 20, 0.9)
REACHED = Plan(GOAL, [], {"know": 0.95, "see": 0.9}, 0, 0, 0, (), by_schedule=0.925)
SHORT = replace(REACHED, unread=2, unlearnt=5)


def said(plan: Plan) -> list[str]:
    return list(verdict_lines(plan, EN))


def test_a_goal_is_within_reach_when_all_is_learnt_and_recalled() -> None:
    assert "The goal is within reach." in said(REACHED)
    assert REACHED.mean == pytest.approx(0.925)
    for less in (
        replace(REACHED, unread=1),
        replace(REACHED, unlearnt=1),
        replace(REACHED, recall={"know": 0.894}),
    ):
        assert not less.reached
        assert "The goal is within reach." not in said(less)
    assert replace(REACHED, recall={"know": 0.8951}).reached  # it rounds to what is wanted
    assert replace(REACHED, recall={}).reached


def test_what_there_is_no_time_for_is_counted() -> None:
    assert "There is no time for 2 sections and 5 cards." in said(SHORT)
    assert "There is no time for 2 sections and 0 cards." in said(replace(SHORT, unlearnt=0))
    assert "There is no time for 0 sections and 5 cards." in said(replace(SHORT, unread=0))
    forgotten = replace(REACHED, recall={"know": 0.5})
    assert "no time" not in " ".join(said(forgotten))
    assert "cannot be reached by then" in " ".join(said(forgotten))


def test_what_would_reach_the_goal_is_said() -> None:
    more = said(replace(SHORT, reach=Reach(35, GOAL.exam)))
    assert "About 35 min a day would reach it." in more
    same = said(replace(SHORT, reach=Reach(20, GOAL.exam, 30, 90)))
    assert "min a day would" not in " ".join(same)
    assert "It takes 30 new cards a day" in " ".join(same)
    assert "It takes 90 reviews a day" in " ".join(same)
    later = said(replace(SHORT, reach=Reach(20, date(2026, 8, 1))))
    assert "With the same daily time you could reach it by" in " ".join(later)


def test_what_the_last_days_gain_is_said_with_and_without_their_rule() -> None:
    assert "only when they are due" not in " ".join(said(REACHED))
    both = said(replace(REACHED, by_schedule=0.88))
    assert "you can expect to recall 92%" in both[0]
    assert both[1].startswith("In the last 7 days, the cards you are least likely to recall")
    assert both[1].endswith("you could expect 88%.")


def test_what_the_plan_leaves_out_is_counted() -> None:
    assert "1 suspended card is left out." in said(replace(REACHED, suspended=1))
    assert "suspended" not in " ".join(said(REACHED))
    without = said(replace(REACHED, without_cards=("a", "b")))
    assert "2 objectives have no cards" in " ".join(without)
    assert "no cards" not in " ".join(said(replace(REACHED, recall={}, without_cards=("a",))))


def test_a_day_asks_for_reviews_sections_and_new_cards() -> None:
    day = PlanDay(FIRST, ["first"], new=2, reviews=1, mock=True, minutes=0.4)
    assert asked_line(day, EN) == "1 review · read 1 section · 2 new cards · mock exam"
    assert day_parts(day, EN, FIRST)[1:] == (asked_line(day, EN), "1 min")
    assert day_parts(replace(day, minutes=12.6), EN, FIRST)[2] == "13 min"
    assert day_parts(PlanDay(FIRST), EN, FIRST)[1:] == ("free", "")


@pytest.mark.parametrize(
    ("ahead", "line"),
    [
        (-1, "the exam is over"),
        (0, "the exam is today"),
        (1, "exam tomorrow"),
        (2, "exam in 2 days"),
    ],
)
def test_how_far_the_exam_is(ahead: int, line: str) -> None:
    assert exam_line(FIRST + timedelta(days=ahead), FIRST, EN) == line


def test_the_days_missed_since_the_exam_was_set_are_named() -> None:
    before = Moment(NOW.at - timedelta(days=2), NOW.day - timedelta(days=2))
    history = goal_set(before, COURSE, GOAL)
    assert anew_line(fold(goal_set(NOW, COURSE, GOAL)), COURSE, NOW, EN) == ""
    missed = anew_line(fold(history), COURSE, NOW, EN)
    assert "you studied on 0 of the 2 days" in missed
    for days in (2, 1):
        at = Moment(NOW.at - timedelta(days=days), NOW.day - timedelta(days=days))
        history.append(events.section_read(at, COURSE, "first"))
    assert "you missed no day" in anew_line(fold(history), COURSE, NOW, EN)


def test_the_objectives_are_listed_the_weakest_first() -> None:
    rows = objective_rows(REACHED, small_course())
    assert rows == [("see it", 0.9), ("know it", 0.95)]
