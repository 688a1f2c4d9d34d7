"""Where a learner of the small course stands, put together by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from studykit.language.words import Words
from studykit.learner.course_state import course_state
from studykit.progress import events
from studykit.progress.state import CourseState, empty_state
from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from tests.study.builder import COURSE, Student

FIRST = date(2026, 5, 1)
NOW = Moment(datetime(2026, 5, 15, 8, tzinfo=UTC), date(2026, 5, 15))
EN = Words("en")


def with_days(days: Mapping[str, Mapping[str, float]]) -> CourseState:
    return {**course_state(empty_state(), COURSE), "days": dict(days)}  # type: ignore[typeddict-item]


def day_text(before: int) -> str:
    """A study day so many days before now."""
    return (NOW.day - timedelta(days=before)).isoformat()


def learnt(learner: Student, card: str, rating: Rating = Rating.Easy) -> None:
    """Have a card reviewed now."""
    known = course_state(learner.state, COURSE)["cards"].get(card)
    memory = Scheduler().review(card, known, rating, learner.now())
    learner.record(
        [events.card_reviewed(learner.now(), COURSE, card, rating, seconds=5, memory=memory)]
    )
