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

Whether an objective is weak is told by what was answered alone, by wrong answers and by what is
forgotten: one just read is not weak because its cards are still to be learnt. Weak asks to be
read again, unseen to be learnt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.language.phrases import percent
from studykit.learner.course_state import course_state
from studykit.scheduling.memory import forgetting_curve, ordinal

if TYPE_CHECKING:
    from datetime import date

    from studykit.content.course import Edition
    from studykit.language.words import Words
    from studykit.progress.state import QuestionState, State

QUESTION_STABILITY = 14.0
"""Days after which a question answered rightly once counts 0.9."""
MASTERED = 0.85
WEAK = 0.6


class Mastery(NamedTuple):
    """How well one objective, or a lesson, is mastered."""

    value: float
    known: float
    """The mean over what has any evidence; 0 without."""
    seen: int
    """Cards and questions with any evidence."""
    total: int

    @property
    def weak(self) -> bool:
        """Answered wrongly or forgotten, on the whole: worth reading again. What was not
        answered yet makes nothing weak; it is to be learnt."""
        return self.seen > 0 and self.known < WEAK

    @property
    def mastered(self) -> bool:
        """Well known."""
        return self.total > 0 and self.value >= MASTERED


class Masteries(NamedTuple):
    """How well everything in a course is mastered."""

    objectives: dict[str, Mastery]
    lessons: dict[str, Mastery]
    """All cards and questions of a lesson, whatever their objective."""


def meaning_line(words: Words) -> str:
    """What the figure is, for the learner."""
    return words(
        "Mastery averages how likely you are to recall an objective's cards "
        "today and your latest question scores, which fade with time. Unanswered "
        "items count 0. At {mastered} or more it is mastered; if the items you "
        "answered average below {weak}, it is weak: reread it.",
        mastered=percent(MASTERED),
        weak=percent(WEAK),
    )


def mastered_line(known: Masteries, words: Words) -> str:
    """How many objectives are mastered."""
    figures = known.objectives.values()
    mastered = sum(figure.mastered for figure in figures)
    return words("{n} of {total} objectives mastered", n=mastered, total=len(figures))


def standing(figure: Mastery, words: Words) -> str:
    """Mastered, weak, or how much is still to learn; "" where none of these holds."""
    if figure.mastered:
        return words("mastered")
    if figure.weak:
        return words("weak")
    if 0 < figure.seen < figure.total:
        return words("{n} still to learn", n=figure.total - figure.seen)
    return ""


def masteries(edition: Edition, state: State, day: date) -> Masteries:
    """The mastery of every objective and every lesson of the course."""
    course, today = course_state(state, edition.id), day.toordinal()
    evidence: dict[str, list[float | None]] = {
        objective: [] for objective in edition.objectives
    }
    cards, questions, lessons = course["cards"], course["questions"], {}
    for lesson in edition.lessons:
        found: list[float | None] = []
        for card in lesson.cards:
            seen = cards.get(card.id)
            if seen is None or (last := seen["last_day"]) is None:
                value = None
            else:
                value = forgetting_curve(today - ordinal(last), seen["stability"])
            found.append(value)
            if card.objective in evidence:
                evidence[card.objective].append(value)
        for question in lesson.questions:
            answered = questions.get(question.id)
            value = None if answered is None else _faded(answered, today)
            found.append(value)
            if question.objective in evidence:
                evidence[question.objective].append(value)
        lessons[lesson.id] = _mean(found)
    return Masteries({key: _mean(values) for key, values in evidence.items()}, lessons)


def _faded(question: QuestionState, today: int) -> float:
    """What a question's last score still counts today."""
    stability = QUESTION_STABILITY * max(1, question["right"])
    kept = forgetting_curve(today - ordinal(question["last_day"]), stability)
    return max(0.0, question["last_score"]) * kept


def _mean(values: list[float | None]) -> Mastery:
    seen = [value for value in values if value is not None]
    value = sum(seen) / len(values) if values else 0.0
    known = sum(seen) / len(seen) if seen else 0.0
    return Mastery(value, known, len(seen), len(values))
