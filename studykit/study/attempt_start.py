"""Beginning an attempt: its questions are drawn and frozen."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Refusal
from studykit.learner.attempts import again_id
from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.digest import question_digest
from studykit.questions.drawing import values_for
from studykit.scheduling.days import instant_text
from studykit.study.question_selection import draw_questions, point_values
from studykit.study.quiz_questions import edition_of, question_in
from studykit.study.result import result_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.learner.learner import Learner
    from studykit.progress.course_state import AttemptItem, AttemptRules
    from studykit.study.quiz import QuizAttempt


class Started(NamedTuple):
    """A new attempt: its id, and the step that begins it."""

    attempt: str
    step: Step


def start_attempt(
    editions: Sequence[Edition], quiz: Quiz, learner: Learner, seed: int | None = None
) -> Started:
    """Begin an attempt at `quiz` in the first of the `editions` of its course; keep the step
    before the attempt is opened. By one `seed` the same questions are drawn, in the same order
    and with the same numbers; an exam takes none, or its paper could be chosen.

    What counts for the result is frozen here: the questions, what each is worth, and a digest
    of its wording. A course that changes later changes no result.

    Raises:
        Refusal: there is no question to ask, or an exam is to be drawn by a seed.
    """
    check_seed(quiz, seed)
    seed = _seed() if seed is None else seed
    questions = draw_questions(editions[0], quiz, seed)
    worth = point_values(editions[0], quiz, questions)
    minutes = quiz.time_limit
    until = None if minutes is None else learner.now().at + timedelta(minutes=minutes)
    return _started(
        editions,
        learner,
        quiz_id=quiz.id,
        questions=questions,
        seed=seed,
        mode=quiz.mode,
        deadline=None if until is None else instant_text(until),
        items=[_item(editions, question, seed, worth[question]) for question in questions],
        rules={
            "pass_mark": quiz.pass_mark,
            "certainty": quiz.certainty,
            "penalty": quiz.penalty,
            "scoring": quiz.scoring,
        },
    )


def start_again(attempt: QuizAttempt) -> Started:
    """Begin to ask again what was missed in an attempt: in practice, without a limit of time
    and a pass mark, whatever the blueprint says.

    It is an attempt at `again:` and the quiz's id, so that it changes neither the scores of
    the quiz nor the attempts left. What the course has lost is not asked.

    Raises:
        Refusal: there is no question to ask.
    """
    editions = attempt.editions
    questions = [q for q in result_of(attempt).missed if edition_of(editions, q)]
    seed = _seed()
    return _started(
        editions,
        attempt.learner,
        quiz_id=again_id(attempt.quiz_id),
        questions=questions,
        seed=seed,
        mode="practice",
        deadline=None,
        items=[_item(editions, question, seed) for question in questions],
        rules={
            "pass_mark": None,
            "certainty": False,
            "penalty": attempt.rules["penalty"],
            "scoring": attempt.rules["scoring"],
        },
    )


def check_seed(quiz: Quiz, seed: int | None) -> None:
    """Raise Refusal where an exam is to be drawn by a seed."""
    if seed is not None and quiz.mode == "exam":
        raise Refusal("An exam draws its questions itself: leave out --seed.")


def _seed() -> int:
    return int.from_bytes(os.urandom(4))


def _started(
    editions: Sequence[Edition],
    learner: Learner,
    *,
    quiz_id: str,
    questions: list[str],
    seed: int,
    mode: str,
    deadline: str | None,
    items: list[AttemptItem],
    rules: AttemptRules,
) -> Started:
    if not questions:
        raise Refusal("This quiz has no question to ask.")
    attempt = os.urandom(6).hex()
    started = events.quiz_started(
        learner.now(),
        editions[0].id,
        quiz_id,
        attempt,
        questions=questions,
        seed=seed,
        mode=mode,
        deadline=deadline,
        items=items,
        rules=rules,
    )
    return Started(attempt, Step((started,)))


def _item(
    editions: Sequence[Edition], question_id: str, seed: int, points: float | None = None
) -> AttemptItem:
    """What is frozen of a question, with the numbers that its variables have in this attempt;
    it is worth its own points unless others are fixed."""
    edition = edition_of(editions, question_id) or editions[0]
    outline = edition.question_outline(question_id)
    question = question_in(editions, question_id)
    item: AttemptItem = {
        "points": outline.points if points is None else points,
        "objective": outline.objective,
        "digest": "" if question is None else question_digest(question),
    }
    if question is not None and question.variables:
        item["values"] = values_for(question, seed)
    return item
