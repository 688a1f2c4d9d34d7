"""The last days before an exam: cards come by the recall expected on its day, not when FSRS
says.

Every card comes once more, the one with the lowest recall expected on the exam day first, and
again as long as that is below what is wanted, as far as the minutes of the day reach. The later
a review, the less of it fades until the exam: so cards rest, due or not, while a third of the
time of the days after would do for them, which leaves room for days that are missed. What was
not read and learnt yet goes first: nothing of it is recalled.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studykit.planning.pace import MOCK_MINUTES
from studykit.scheduling.memory import recall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from studykit.content.course import Edition
    from studykit.planning.goal import Goal
    from studykit.progress.state import CourseState
    from studykit.scheduling.memory import Memory

FINAL_DAYS = 7
_LATER = 1 / 3
"""The part of the later days' time on which cards may rest."""
MOCK_BEFORE = (7, 2)
"""Days before the exam on which a mock exam is taken, if it fits in the minutes of the day and
something was learnt before."""


def is_final(day: date, exam: date) -> bool:
    """Whether `day` is one of the last days before the exam."""
    return 0 < (exam - day).days <= FINAL_DAYS


def final_reviews(
    memories: Mapping[str, Memory], day: date, goal: Goal, decay: float, later: float
) -> list[str]:
    """The cards to review on `day`, one of the last before the exam, in their order.

    Those on a learning step; then those not reviewed in these days yet and those whose recall
    expected on the exam day is below the wanted one, the lowest first, without those that may
    rest. `later` is how many reviews fit in the days after. What was reviewed on `day` itself
    waits until the next.
    """
    today = day.isoformat()
    first = (goal.exam - timedelta(days=FINAL_DAYS)).isoformat()
    ranked: list[tuple[bool, float, str]] = []
    for card, memory in memories.items():
        last = memory["last_day"] or ""
        if last >= today:
            continue
        expected = recall(memory, goal.exam, decay)
        step = memory["state"] in ("learning", "relearning")
        if step or last < first or expected < goal.recall:
            ranked.append((not step, expected, card))
    steps = sum(not settled for settled, _, _ in ranked)
    many = max(steps, len(ranked) - int(later * _LATER))
    return [card for _, _, card in sorted(ranked)[:many]]


def mock_is_due(edition: Edition, course: CourseState, day: date, goal: Goal) -> bool:
    """Whether `day` is one for a mock exam: there are questions to rehearse, its time fits in
    the day, and no exam was taken on it yet."""
    return (
        (goal.exam - day).days in MOCK_BEFORE
        and goal.minutes >= MOCK_MINUTES
        and any(lesson.questions for lesson in edition.lessons)
        and not any(
            attempt["mode"] == "exam"
            and attempt["submitted"]
            and attempt["day"] == day.isoformat()
            for attempt in course["attempts"].values()
        )
    )
