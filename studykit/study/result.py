"""What an attempt came to: the score by objective, the certainty, what was missed."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from studykit.planning.source_sections import section_of_question
from studykit.progress.folding import QUESTION_CARD
from studykit.questions.marks import verdict
from studykit.study.quiz_questions import edition_of
from studykit.study.quiz_rules import not_judged

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
    answers: int
    right: int


class Result(NamedTuple):
    """The result of an attempt that was submitted."""

    score: float
    points: float
    most: float
    passed: bool | None
    objectives: list[ObjectiveScore]
    certainty: list[CertaintyRow]
    missed: list[str]
    """Ids of the questions that were not fully right."""
    not_judged: list[str]
    """Ids of the answered questions that could not be judged, and do not count."""
    self_marked: float
    """How many of the points the learner marked, comparing with model answers."""
    again: list[str]
    """Those of them that can be asked again, in practice."""
    cards: list[str]
    """Those of them that are asked as cards: not what was left unanswered of a section that is
    unread."""


def result_of(attempt: QuizAttempt) -> Result:
    """The result of `attempt`, which was submitted."""
    known = attempt.attempt
    results = known["results"] or {}
    left_out = not_judged(attempt)
    missed = [
        q
        for q in attempt.questions
        if q not in left_out and verdict(results.get(q, 0.0)) != "right"
    ]
    return Result(
        score=known["score"] or 0.0,
        points=known["points"] or 0.0,
        most=known["points_max"] or 0.0,
        passed=None if attempt.again else known["passed"],
        objectives=_objectives(attempt, missed),
        certainty=_certainty(attempt, results),
        missed=missed,
        not_judged=left_out,
        self_marked=_self_marked(attempt, results),
        again=[question for question in missed if _may_be_practised(attempt, question)],
        cards=[question for question in missed if _is_card(attempt, question)],
    )


def _may_be_practised(attempt: QuizAttempt, question_id: str) -> bool:
    edition = edition_of(attempt.editions, question_id)
    return edition is not None and not edition.is_exam_only(question_id)


def _is_card(attempt: QuizAttempt, question_id: str) -> bool:
    cards = attempt.learner.course(attempt.edition.id)["cards"]
    return QUESTION_CARD + question_id in cards and _may_be_practised(attempt, question_id)


def _self_marked(attempt: QuizAttempt, results: dict[str, float]) -> float:
    return fsum(
        results.get(question, 0.0) * item["points"]
        for question, item in zip(attempt.questions, attempt.items, strict=True)
        if (asking := attempt.asking_of(question)) is not None and asking.self_marked
    )


def section_to_read(attempt: QuizAttempt, question_id: str) -> str | None:
    """The section that teaches a question, in the edition that asks it."""
    edition = edition_of(attempt.editions, question_id)
    return section_of_question(edition, question_id) if edition else None


def _objectives(attempt: QuizAttempt, missed: list[str]) -> list[ObjectiveScore]:
    tests = {
        question: item["objective"]
        for question, item in zip(attempt.questions, attempt.items, strict=True)
    }
    rows = []
    for objective, (points, most) in (attempt.attempt["by_objective"] or {}).items():
        wrong = [question for question in missed if tests[question] == objective]
        section = section_to_read(attempt, wrong[0]) if wrong else None
        texts = (edition.objectives.get(objective) for edition in attempt.editions)
        text = next(filter(None, texts), objective)
        rows.append(ObjectiveScore(objective, text, points, most, section))
    return rows


def _certainty(attempt: QuizAttempt, results: dict[str, float]) -> list[CertaintyRow]:
    if not attempt.certainty:
        return []
    rows = []
    for certainty in (3, 2, 1):
        chosen = [q for q in results if attempt.certainty_of(q) == certainty]
        right = sum(verdict(results[q]) == "right" for q in chosen)
        rows.append(CertaintyRow(certainty, len(chosen), right))
    return rows
