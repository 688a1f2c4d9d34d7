"""The plan to the exam, on the shipped course."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.cli import main
from studykit.content.course import Edition
from studykit.content.library import open_library, shipped_lessons
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import State, empty_state, fold
from studykit.scheduling.days import Moment, moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.study.plan import MOCK_MINUTES, Goal, Plan, goal_of, goal_set, plan

START = moment(datetime(2026, 5, 4, 8, tzinfo=UTC), UTC)


def course() -> Edition:
    return open_library([shipped_lessons()]).courses[0].edition("en")


COURSE = course()
SECTIONS = sum(len(lesson.sections) for lesson in COURSE.lessons)
CARDS = sum(len(lesson.cards) for lesson in COURSE.lessons)


def after(days: int) -> Moment:
    return moment(START.at + timedelta(days=days), UTC)


def planned(days: int, minutes: int, state: State | None = None, on: int = 0) -> Plan:
    goal = Goal(after(days).day, minutes, 0.9)
    return plan(COURSE, state or empty_state(), after(on), goal)


def test_a_month_at_twenty_minutes_teaches_the_whole_course() -> None:
    made = planned(30, 20)
    assert made.reached
    assert sum(len(day.sections) for day in made.days) == SECTIONS
    assert sum(day.new for day in made.days) == CARDS
    assert [day.day for day in made.days] == [after(n).day for n in range(30)]
    assert [n for n, day in enumerate(made.days) if day.mock] == [23, 28]
    assert set(made.recall) <= set(COURSE.objectives)


def test_what_cannot_be_reached_is_said_with_what_would_reach_it() -> None:
    made = planned(8, 10)
    assert not made.reached
    assert made.unlearnt > 0
    assert made.minutes_needed is not None
    assert planned(8, made.minutes_needed).reached
    tomorrow = plan(COURSE, empty_state(), START, Goal(after(1).day, 20, 0.97))
    assert not tomorrow.reached
    assert tomorrow.minutes_needed is None


def studied(sections: int, day: int) -> list[Event]:
    """The first sections read and their cards learnt, all on one day."""
    now, scheduler, done = after(day), Scheduler(), []
    lesson = COURSE.lessons[0]
    for section in lesson.sections[:sections]:
        done.append(events.section_read(now, COURSE.id, section.id))
    for card in lesson.cards:
        memory = scheduler.review(card.id, None, Rating.Easy, now)
        done.append(
            events.card_reviewed(now, COURSE.id, card.id, Rating.Easy, seconds=6, memory=memory)
        )
    return done


def test_after_missed_days_the_plan_starts_from_where_the_learner_stands() -> None:
    state = fold(studied(2, 0))
    made = planned(30, 20, state, on=8)
    assert made.days[0].day == after(8).day
    assert sum(len(day.sections) for day in made.days) == SECTIONS - 2
    assert sum(day.new for day in made.days) == CARDS - len(COURSE.lessons[0].cards)
    assert made.days[0].reviews > 0
    assert made.reached


@settings(max_examples=25)
@given(st.integers(1, 60), st.integers(5, 120))
def test_the_time_of_a_day_is_kept_and_the_same_standing_gives_the_same_plan(
    days: int, minutes: int
) -> None:
    made = planned(days, minutes)
    assert made == planned(days, minutes)
    for day in made.days:
        most = max(minutes, MOCK_MINUTES) if day.mock else minutes
        assert day.minutes <= most + 1  # a card forgotten in the last minute is seen twice
    assert 0 <= made.mean <= 1
    assert sum(len(day.sections) for day in made.days) + made.unread == SECTIONS
    assert sum(day.new for day in made.days) + made.unlearnt == CARDS


@pytest.mark.parametrize(
    ("days", "minutes", "recall", "said"),
    [
        (0, 20, 0.9, "ahead"),
        (-5, 20, 0.9, "ahead"),
        (500, 20, 0.9, "ahead"),
        (9, 1, 0.9, "Minutes"),
        (9, 20, 1.2, "recall"),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(
    days: int, minutes: int, recall: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        plan(COURSE, empty_state(), START, Goal(after(days).day, minutes, recall))


def test_a_goal_is_kept_and_a_broken_one_is_none() -> None:
    goal = Goal(after(30).day, 25, 0.85)
    state = fold(goal_set(START, "c", goal))
    assert goal_of(state, "c") == goal
    assert goal_of(state, "other") is None
    state["settings"]["exam@c"] = "soon"
    assert goal_of(state, "c") is None


def test_the_command_keeps_the_goal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-04T08:00:00+00:00")
    profile = ["--profile", str(tmp_path / "me.json"), "--language", "en"]
    shipped = str(shipped_lessons())
    assert main(["plan", shipped, *profile]) == 2
    assert main(["plan", shipped, *profile, "--exam", "31 June"]) == 2
    assert main(["plan", shipped, *profile, "--exam", "2026-06-03", "--minutes", "25"]) == 0
    told = capsys.readouterr().out
    assert "within reach" in told
    assert "mock exam" not in told.split("tomorrow")[0]
    assert main(["plan", shipped, *profile, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["exam"], document["minutes"]) == ("2026-06-03", 25)
    assert len(document["days"]) == 30
