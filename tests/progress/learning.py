"""Random lives of learners, for the laws that must hold in every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from studykit.progress import events as make
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.scheduling.days import Moment, moment
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
SCHEDULER = Scheduler()
NAMES = st.sampled_from(["a", "b", "question:q"])
KINDS = st.sampled_from(
    ["read", "review", "answer", "start", "quiz", "submit", "mark", "set", "undo"]
)
COURSES = st.sampled_from(["course", "other"])


def release_lock(profile: Profile) -> None:
    """Let a profile be opened again without closing it, as the system does when the program
    is killed."""
    assert profile._lock is not None
    profile._lock.release()


def at(minutes: float = 0) -> Moment:
    """The moment some minutes after the first."""
    return moment(START + timedelta(minutes=minutes), UTC)


def reviewed(
    when: Moment, card: str = "a", rating: int = 3, memory: Memory | None = None, **more: Any
) -> Event:
    """A review of a card in the course `course`, scheduled as the program would."""
    after = SCHEDULER.review(card, memory, Rating(rating), when)
    course = more.get("course", "course")
    return make.card_reviewed(when, course, card, Rating(rating), seconds=2.5, memory=after)


def started(when: Moment, attempt: str = "try", mode: str = "practice", **more: Any) -> Event:
    """The start of an attempt at a quiz of three questions."""
    course = more.get("course", "course")
    return make.quiz_started(
        when, course, "quiz", attempt, questions=["q", "r", "s"], seed=1, mode=mode
    )


def answered(
    when: Moment, question: str, score: float | None, attempt: str = "try", **more: Any
) -> Event:
    """An answer in an attempt."""
    course = more.get("course", "course")
    return make.quiz_answered(
        when, course, attempt, question, response=1, score=score, verdict=None, seconds=3
    )


def submitted(
    when: Moment, results: dict[str, float], attempt: str = "try", unread: Sequence[str] = ()
) -> Event:
    """The end of an attempt."""
    return make.quiz_submitted(
        when,
        "course",
        "quiz",
        attempt,
        score=0.5,
        points=1,
        points_max=2,
        passed=None,
        by_objective={"o": [1, 2]},
        results=results,
        unread=unread,
    )


@st.composite
def histories(draw: st.DrawFn, most: int = 12, undos: bool = True) -> list[Event]:
    """Any list of events as a learner may bring them about, some of them undone."""
    history: list[Event] = []
    minutes = 0
    for _ in range(draw(st.integers(0, most))):
        minutes += draw(st.integers(0, 5000))
        when = at(minutes)
        course, name = draw(COURSES), draw(NAMES)
        kind = draw(KINDS)
        score = draw(st.sampled_from([0.0, 0.5, 1.0]))
        attempt = draw(st.sampled_from(["one", "two"]))
        match kind:
            case "read":
                event = make.section_read(when, course, name)
            case "review":
                event = reviewed(when, name, draw(st.integers(1, 4)), None, course=course)
            case "answer":
                event = make.question_answered(
                    when, course, name, response="x", score=score, verdict="right"
                )
            case "start":
                mode = draw(st.sampled_from(["exam", "practice"]))
                event = started(when, attempt, mode, course=course)
            case "quiz":
                event = answered(when, name, score, attempt, course=course)
            case "submit":
                unread = draw(st.sampled_from([[], [name]]))
                event = submitted(when, {name: score}, attempt, unread)
            case "mark":
                mark = draw(
                    st.sampled_from(
                        [
                            make.card_suspended,
                            make.card_unsuspended,
                            make.card_buried,
                            make.card_flagged,
                            make.card_reset,
                        ]
                    )
                )
                event = mark(when, course, name)
            case "set":
                value = draw(st.sampled_from([None, 1, "dark"]))
                event = make.setting_changed(when, name, value)
            case _:
                if not history or not undos:
                    continue
                event = make.undo(when, draw(st.sampled_from(history))["id"])
        history.append(event)
    return history
