"""What an attempt came to: the score by objective, the certainty, what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.questions.marks import verdict

if TYPE_CHECKING:
    from studykit.study.quiz import QuizAttempt


class ObjectiveScore(NamedTuple):
    """Points had and to be had of the questions of one objective."""

    objective: str
    text: str
    points: float
    most: float
    section: str | None
    """The section to read again; None when all is well or none is known."""


class CertaintyRow(NamedTuple):
    """How often the learner was so sure, and how often rightly."""

    certainty: int
    said: int
    right: int


class Result(NamedTuple):
    """The result of an attempt that was handed in."""

    score: float
    points: float
    most: float
    passed: bool | None
    objectives: list[ObjectiveScore]
    certainty: list[CertaintyRow]
    missed: list[str]
    """Ids of the questions that were not fully right."""
    again: list[str]
    """Those of them that can be asked again, in practice."""


def result_of(attempt: QuizAttempt) -> Result:
    """The result of `attempt`, which was handed in."""
    known = attempt.attempt
    results = known["results"] or {}
    missed = [q for q in attempt.questions if verdict(results.get(q, 0.0)) != "right"]
    return Result(
        score=known["score"] or 0.0,
        points=known["points"] or 0.0,
        most=known["points_max"] or 0.0,
        passed=known["passed"],
        objectives=_objectives(attempt, missed),
        certainty=_certainty(attempt, results),
        missed=missed,
        again=[q for q in missed if not attempt.edition.is_exam_only(q)],
    )


def section_to_read(attempt: QuizAttempt, question_id: str) -> str | None:
    """The section that teaches a question: its source, else the one that checks it."""
    edition = attempt.edition
    lesson = edition.lesson_of_question(question_id)
    if lesson is None:
        return None
    outline = edition.question_outline(question_id)
    if outline.source:
        return outline.source
    return next((s.id for s in lesson.sections if question_id in s.check), None)


def _objectives(attempt: QuizAttempt, missed: list[str]) -> list[ObjectiveScore]:
    edition = attempt.edition
    rows = []
    for objective, (points, most) in (attempt.attempt["by_objective"] or {}).items():
        wrong = [q for q in missed if edition.question_outline(q).objective == objective]
        section = section_to_read(attempt, wrong[0]) if wrong else None
        text = edition.objectives.get(objective, objective)
        rows.append(ObjectiveScore(objective, text, points, most, section))
    return rows


def _certainty(attempt: QuizAttempt, results: dict[str, float]) -> list[CertaintyRow]:
    if not attempt.quiz.certainty:
        return []
    rows = []
    for certainty in (3, 2, 1):
        said = [q for q in attempt.questions if attempt.certainty_of(q) == certainty]
        right = sum(verdict(results.get(q, 0.0)) == "right" for q in said)
        rows.append(CertaintyRow(certainty, len(said), right))
    return rows
