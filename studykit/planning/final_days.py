"""The last days before an exam: cards come by the recall expected on its day, not when FSRS
says.

Every card comes once more, the one with the lowest recall expected on the exam day first, and
again as long as that is below what is wanted, as far as the minutes of the day reach. A card
that is due, but will be recalled on the day all the same, may rest. What was not read and
learnt yet goes first: nothing of it is recalled.
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
"""Reviews made earlier have faded by the exam: with ten or fourteen days the simulated recall
is lower."""
MOCK_BEFORE = (7, 2)
"""Days before the exam on which a mock exam is taken, if it fits in the minutes of the day and
something was learnt before."""


def is_final(day: date, exam: date) -> bool:
    """Whether `day` is one of the last days before the exam."""
    return 0 < (exam - day).days <= FINAL_DAYS


def least_recalled(
    memories: Mapping[str, Memory], day: date, goal: Goal, decay: float
) -> list[str]:
    """The cards to review on `day`, one of the last before the exam: those not reviewed in
    these days yet, and those whose recall expected on the exam day is below the wanted one; the
    lowest first. What was reviewed on `day` itself waits until the next."""
    today = day.isoformat()
    first = (goal.exam - timedelta(days=FINAL_DAYS)).isoformat()
    ranked: list[tuple[float, str]] = []
    for card, memory in memories.items():
        last = memory["last_day"] or ""
        if last >= today:
            continue
        expected = recall(memory, goal.exam, decay)
        if last < first or expected < goal.recall:
            ranked.append((expected, card))
    return [card for _, card in sorted(ranked)]


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
