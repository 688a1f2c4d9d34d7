"""How well an objective is mastered, as a figure from 0 to 1.

The model: every card and every question of the objective is one piece of evidence, and the
figure is their mean.

- A card counts with the likelihood that it is recalled today (FSRS-6's forgetting curve); one
  never reviewed counts 0.
- A question counts with its last score, fading by the same curve with a stability of
  `QUESTION_STABILITY` days for each time it was answered rightly (one at least); one never
  answered counts 0.

So the figure rises only by studying, falls by waiting, and reaches 1 when all of an objective
was answered rightly today. Missed questions asked as cards are the questions' own evidence and
do not count twice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from studykit.scheduling.memory import FSRS_DECAY, recall
from studykit.study.standing import standing

if TYPE_CHECKING:
    from studykit.content.course import Edition, LessonOutline
    from studykit.progress.state import QuestionState, State
    from studykit.scheduling.memory import Memory

QUESTION_STABILITY = 14.0
"""Days after which a question answered rightly once counts 0.9."""
MASTERED = 0.85
WEAK = 0.6


class Mastery(NamedTuple):
    """How well one objective, or a lesson, is mastered."""

    value: float
    seen: int
    """Cards and questions with any evidence."""
    total: int

    @property
    def weak(self) -> bool:
        """Begun, but not well known: worth going back to."""
        return self.seen > 0 and self.value < WEAK

    @property
    def mastered(self) -> bool:
        """Well known."""
        return self.total > 0 and self.value >= MASTERED


class Masteries(NamedTuple):
    """How well everything in a course is mastered."""

    objectives: dict[str, Mastery]
    lessons: dict[str, Mastery]
    """All cards and questions of a lesson, whatever their objective."""


def masteries(edition: Edition, state: State, day: date) -> Masteries:
    """The mastery of every objective and every lesson of the course."""
    evidence: dict[str, list[float | None]] = {
        objective: [] for objective in edition.objectives
    }
    lessons = {}
    for lesson in edition.lessons:
        found = _evidence(edition, lesson, state, day)
        lessons[lesson.id] = _mean([value for _, value in found])
        for objective, value in found:
            if objective in evidence:
                evidence[objective].append(value)
    return Masteries({key: _mean(values) for key, values in evidence.items()}, lessons)


def _evidence(
    edition: Edition, lesson: LessonOutline, state: State, day: date
) -> list[tuple[str, float | None]]:
    course = standing(state, edition.id)
    found: list[tuple[str, float | None]] = []
    for card in lesson.cards:
        known = course["cards"].get(card.id)
        seen = known is not None and known["state"] != "new"
        found.append((card.objective, recall(cast("Memory", known), day) if seen else None))
    for question in lesson.questions:
        answered = course["questions"].get(question.id)
        found.append((question.objective, None if answered is None else faded(answered, day)))
    return found


def faded(question: QuestionState, day: date) -> float:
    """What a question's last score still counts on `day`."""
    stability = QUESTION_STABILITY * max(1, question["right"])
    elapsed = max(0, (day - date.fromisoformat(question["last_day"])).days)
    factor: float = 0.9 ** (-1 / FSRS_DECAY) - 1
    kept: float = (1 + factor * elapsed / stability) ** -FSRS_DECAY
    return max(0.0, question["last_score"]) * kept


def _mean(values: list[float | None]) -> Mastery:
    known = [value for value in values if value is not None]
    return Mastery(sum(known) / len(values) if values else 0.0, len(known), len(values))
