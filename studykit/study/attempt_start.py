"""Beginning an attempt: its questions are drawn and frozen."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.attempts import again_id
from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.digest import question_digest
from studykit.scheduling.days import instant_text
from studykit.study.question_selection import draw_questions, point_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.learner.learner import Learner
    from studykit.progress.course_state import AttemptItem, AttemptRules


class Started(NamedTuple):
    """A new attempt: its id, and the step that begins it."""

    attempt: str
    step: Step


def start_attempt(
    edition: Edition, quiz: Quiz, learner: Learner, *, only: Sequence[str] | None = None
) -> Started:
    """Begin an attempt at `quiz`; keep the step before the attempt is opened.

    What counts for the result is frozen here: the questions, what each is worth, and a digest
    of its wording. A course that changes later changes no result.

    `only`: ask these questions again, in practice and without a limit of time, whatever the
    blueprint says. Such an attempt is one at `again:` and the quiz's id, so that it changes
    neither the scores of the quiz nor the attempts left, and nobody passes by it.
    """
    attempt = os.urandom(6).hex()
    seed = int.from_bytes(os.urandom(4))
    again = only is not None
    questions = list(only) if only is not None else draw_questions(edition, quiz, seed)
    worth = point_values(edition, quiz, questions)
    moment = learner.now()
    limit = None if again else quiz.time_limit
    deadline = None if limit is None else moment.at + timedelta(minutes=limit)
    started = events.quiz_started(
        moment,
        edition.id,
        again_id(quiz.id) if again else quiz.id,
        attempt,
        questions=questions,
        seed=seed,
        mode="practice" if again else quiz.mode,
        deadline=None if deadline is None else instant_text(deadline),
        items=[_item(edition, question, worth[question]) for question in questions],
        rules=_rules(quiz, again=again),
    )
    return Started(attempt, Step((started,)))


def _item(edition: Edition, question_id: str, points: float) -> AttemptItem:
    question = edition.question(question_id)
    return {
        "points": points,
        "objective": question.objective,
        "digest": question_digest(question),
    }


def _rules(quiz: Quiz, *, again: bool) -> AttemptRules:
    return {
        "pass_mark": None if again else quiz.pass_mark,
        "certainty": quiz.certainty and not again,
        "penalty": quiz.penalty,
        "scoring": quiz.scoring,
    }
