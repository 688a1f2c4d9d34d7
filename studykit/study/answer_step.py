"""Answering a question outside a quiz: as a section's check or as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.responses import named_response

if TYPE_CHECKING:
    from studykit.learner.learner import Learner
    from studykit.progress.events.answers import Context
    from studykit.study.answering import Asking
    from studykit.study.stopwatch import Stopwatch


def answer_step(
    asking: Asking | None, learner: Learner, course: str, watch: Stopwatch, context: Context
) -> Step:
    """Submit the response to a question; it is shown as judged once it is stored. Nothing is
    stored, and the question stays open, where it has no response, the response has an
    `objection`, or it cannot be judged in time.

    `course`: the id of the edition that is read.
    """
    if asking is None or not asking.open or not asking.answered or asking.objection:
        return Step()
    # Grading may take seconds: they make no answer late.
    moment, seconds = learner.now(), watch.answering
    judged = asking.judgement()
    if not judged.grade.judged:
        return Step()
    answered = events.question_answered(
        moment,
        course,
        asking.question.id,
        response=asking.response,
        parts=named_response(asking.question, asking.response),
        score=judged.score,
        verdict=judged.verdict,
        tries=judged.tries,
        hints=asking.hints,
        seconds=seconds,
        context=context,
    )

    def apply() -> None:
        watch.restart()
        asking.judge(judged)

    return Step((answered,), apply)
