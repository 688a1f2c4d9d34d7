"""Rules of a quiz that need no session: what is frozen, who may retry, what it adds up to."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.attempts import AGAIN
from studykit.questions.grade import grade
from studykit.questions.marks import certainty_mark, verdict, with_penalty
from studykit.study.quiz_questions import edition_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.progress.course_state import AttemptItem, AttemptRules
    from studykit.progress.state import AttemptState, ResponseState
    from studykit.study.answering import Asking
    from studykit.study.quiz import QuizAttempt

MOST_TRIES = 4
"""Responses to one question in practice, where no penalty ends it before."""
BEST_MARK = 3
"""The mark of a right answer that the learner was certain of."""
PASS_MARGIN = 1e-9
"""Sums of fractions are not exact: a mark is passed this near below it."""
UNSAID = 1
"""How sure an answer counts as whose certainty was not said: not sure."""


def may_retry(asking: Asking, penalty: float) -> bool:
    """Whether another try could earn more than the response that stands: there is more to try
    than the opposite of what was said, and the penalties have not used the points up."""
    judged = asking.grade
    if judged is None or judged.verdict == "right" or not asking.retryable:
        return False
    best = with_penalty(1.0, asking.tries, penalty)
    return asking.tries < MOST_TRIES and best > asking.score + PASS_MARGIN


def frozen_items(attempt: AttemptState, editions: Sequence[Edition]) -> list[AttemptItem]:
    """What each question of the attempt is worth and tests; of attempts from before this was
    frozen, as the course says now."""
    items = attempt.get("items")
    if items is not None and len(items) == len(attempt["questions"]):
        return items
    return [_item_now(question, editions) for question in attempt["questions"]]


def _item_now(question: str, editions: Sequence[Edition]) -> AttemptItem:
    edition = edition_of(editions, question)
    if edition is None:
        return {"points": 1.0, "objective": "", "digest": ""}
    outline = edition.question_outline(question)
    return {"points": outline.points, "objective": outline.objective, "digest": ""}


def frozen_rules(attempt: AttemptState, quiz: Quiz | None) -> AttemptRules:
    """By which rules the attempt is scored; of older attempts, the quiz's of now."""
    rules = attempt.get("rules")
    if rules is not None:
        return rules
    again = attempt["quiz"].startswith(AGAIN)
    return {
        "pass_mark": quiz.pass_mark if quiz and not again else None,
        "certainty": quiz.certainty if quiz and not again else False,
        "penalty": quiz.penalty if quiz else 1 / 3,
        "scoring": quiz.scoring if quiz else None,
    }


class Totals(NamedTuple):
    """What an attempt adds up to."""

    score: float
    """From 0 to 1."""
    points: float
    most: float
    passed: bool | None
    by_objective: dict[str, list[float]]
    scores: dict[str, float]
    """Of each question that could be judged, as a fraction of its points."""


def totals(attempt: QuizAttempt, responses: Mapping[str, ResponseState]) -> Totals:
    """Add up an attempt: what is not answered earns nothing, what could not be judged does not
    count, and what counts was frozen when it began."""
    known = {q: _score(attempt, q, responses.get(q)) for q in attempt.questions}
    scores = {question: score for question, score in known.items() if score is not None}
    worth = {
        question: item["points"]
        for question, item in zip(attempt.questions, attempt.items, strict=True)
        if question in scores
    }
    if attempt.certainty:
        marks = [_mark(scores[q], responses.get(q)) * worth[q] for q in scores]
        points, most = fsum(marks), BEST_MARK * fsum(worth.values())
    else:
        points = fsum(scores[q] * worth[q] for q in scores)
        most = fsum(worth.values())
    score = min(1.0, max(0.0, points / most)) if most else 0.0
    mark = attempt.rules["pass_mark"]
    passed = None if mark is None or not scores else score >= mark - PASS_MARGIN
    return Totals(score, points, most, passed, _by_objective(attempt, scores, worth), scores)


def not_judged(attempt: QuizAttempt) -> list[str]:
    """The answered questions of a submitted attempt that could not be judged: they do not
    count."""
    known = attempt.attempt
    results = known["results"]
    if results is None:
        return []
    return [q for q in attempt.questions if q in known["responses"] and q not in results]


def _score(
    attempt: QuizAttempt, question_id: str, response: ResponseState | None
) -> float | None:
    """None where a response cannot be judged."""
    if response is None:
        return 0.0
    if response["score"] is not None:
        return min(1.0, max(-1.0, response["score"]))  # a profile may be made up
    if not attempt.exam:
        return 0.0  # it was chosen and never submitted
    question = attempt.question(question_id)
    if question is None:
        return None
    scoring = attempt.rules["scoring"]
    graded = grade(question, response["response"], scoring=scoring)
    return graded.score if graded.judged else None


def _mark(score: float, response: ResponseState | None) -> int:
    return 0 if response is None else mark_earned(score, response["certainty"])


def mark_earned(score: float, certainty: int | None) -> int:
    """The mark of an answer whose certainty was so."""
    known = certainty if certainty in (1, 2, 3) else UNSAID
    return certainty_mark(right=verdict(score) == "right", certainty=known or UNSAID)


def _by_objective(
    attempt: QuizAttempt, scores: Mapping[str, float], worth: Mapping[str, float]
) -> dict[str, list[float]]:
    sums: dict[str, list[float]] = {}
    for question, item in zip(attempt.questions, attempt.items, strict=True):
        if item["objective"] and question in scores:
            pair = sums.setdefault(item["objective"], [0.0, 0.0])
            pair[0] = fsum((pair[0], scores[question] * worth[question]))
            pair[1] = fsum((pair[1], worth[question]))
    return sums
