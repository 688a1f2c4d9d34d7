"""What the learner plans for: the day of the exam, minutes a day, the recall wanted on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Message, Refusal
from studykit.learner.course_state import course_state, setting
from studykit.learner.settings import SETTINGS, checked, read_value, value_of
from studykit.progress.events import setting_changed

if TYPE_CHECKING:
    from studykit.progress.events import Event
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment

LONGEST = 400
"""Days that can be planned."""
MOST_MINUTES = int(SETTINGS["plan_minutes"].high)
_MINUTES = replace(SETTINGS["plan_minutes"], key=Message("Minutes a day"))
_RECALL = replace(SETTINGS["plan_recall"], key=Message("The wanted recall"))


class Goal(NamedTuple):
    """What the learner wants."""

    exam: date
    minutes: int
    """A day."""
    recall: float
    """To be expected on the day of the exam, 0 to 1, on the mean of the objectives."""


class Kept(NamedTuple):
    """How many days were studied since the plan was made."""

    studied: int
    days: int

    @property
    def missed(self) -> int:
        """Days without any study."""
        return self.days - self.studied


def goal_of(state: State, course: str) -> Goal | None:
    """The goal that the learner has set for a course; None when there is none."""
    exam = _day(state, "exam", course)
    if exam is None:
        return None
    return Goal(
        exam, value_of(state, "plan_minutes", course), value_of(state, "plan_recall", course)
    )


def _day(state: State, key: str, course: str) -> date | None:
    try:
        return date.fromisoformat(setting(state, key, "", course=course))
    except ValueError:
        return None


def goal_ahead(state: State, course: str, moment: Moment) -> Goal | None:
    """The goal whose exam is still to come, which another one must not replace unasked; None
    when there is none."""
    goal = goal_of(state, course)
    return goal if goal is not None and goal.exam > moment.day else None


def goal_set(moment: Moment, course: str, goal: Goal) -> list[Event]:
    """The events by which a goal is kept."""
    return [
        setting_changed(moment, f"exam@{course}", goal.exam.isoformat()),
        setting_changed(moment, f"plan_minutes@{course}", goal.minutes),
        setting_changed(moment, f"plan_recall@{course}", goal.recall),
        setting_changed(moment, f"plan_made@{course}", moment.day.isoformat()),
    ]


def kept_since(state: State, course: str, moment: Moment) -> Kept | None:
    """How the days went since the goal was set, today not among them; None on the first. A day
    off counts only if something was studied on it."""
    planned = _day(state, "plan_made", course)
    if planned is None or planned >= moment.day:
        return None
    days = [planned + timedelta(days=n) for n in range((moment.day - planned).days)]
    done, load = course_state(state, course)["days"], value_of(state, "weekday_load", course)
    studied = sum(day.isoformat() in done for day in days)
    off = sum(not load[day.weekday()] and day.isoformat() not in done for day in days)
    return Kept(studied, len(days) - off)


def read_goal(exam: str, minutes: str, recall: str) -> Goal:
    """The goal that a learner wrote.

    Raises:
        Refusal: one of the three is none, or out of bounds.
    """
    return Goal(
        read_date(exam),
        read_minutes(minutes),
        read_recall(recall),
    )


def read_minutes(text: str) -> int:
    """Minutes a day. Raises Refusal."""
    value: int = read_value(_MINUTES, text)
    return value


def read_recall(text: str) -> float:
    """The wanted recall, as `0.9` or `90 %`. Raises Refusal."""
    value: float = read_value(_RECALL, text)
    return value


def read_date(text: str) -> date:
    """A date as `2026-06-30`, also written with `/`, `.` or `年月日`.

    Raises:
        Refusal: it is none.
    """
    digits = text.strip()
    for mark in "年月/.":
        digits = digits.replace(mark, "-")
    parts = digits.removesuffix("日").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise Refusal("“{text}” is not a date; write it as 2026-06-30.", text=text) from None


def check_goal(goal: Goal, today: date) -> None:
    """See that there is something to plan.

    Raises:
        Refusal: the exam is not ahead, or too far, or a figure is out of bounds.
    """
    ahead = (goal.exam - today).days
    if ahead == 0:
        raise Refusal("The exam is today. There is nothing left to plan: good luck!")
    if ahead < 0:
        raise Refusal(
            "The exam was on {day}. Set the date of the next one.", day=goal.exam.isoformat()
        )
    if ahead > LONGEST:
        raise Refusal(
            "The exam is {n} days ahead; a plan reaches {most} days.", n=ahead, most=LONGEST
        )
    checked(_MINUTES, goal.minutes)
    checked(_RECALL, goal.recall)
