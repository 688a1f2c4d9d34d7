"""The event of an answer outside a quiz, and counting answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias

from studykit.progress.course_state import QuestionState, Verdict
from studykit.progress.events.base import EventBase, fold_of, stamp
from studykit.progress.fields import (
    AuthorId,
    Certainty,
    Count,
    EventId,
    Number,
    Parts,
    Response,
)
from studykit.progress.folding import RIGHT, spent

if TYPE_CHECKING:
    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment

Context: TypeAlias = Literal["check", "quiz", "card"]


class Answer(EventBase):
    """What every answer has."""

    course: AuthorId
    question: AuthorId
    response: Response
    parts: NotRequired[Parts]
    certainty: Certainty | None
    tries: Count
    """Which try it was, from 1."""
    hints: Count
    """How many hints were shown before."""
    seconds: Number
    """Since the question was shown or last answered."""


class QuestionAnswered(Answer):
    """A question was answered outside a quiz: a section's check, or asked as a card."""

    kind: Literal["question_answered"]
    score: Number
    verdict: Verdict
    context: NotRequired[Context]
    attempt: NotRequired[EventId | None]


def question_answered(
    moment: Moment,
    course: str,
    question: str,
    *,
    response: Any,
    score: float,
    verdict: Verdict,
    tries: int = 1,
    hints: int = 0,
    certainty: int | None = None,
    seconds: float = 0.0,
    context: Context = "check",
    attempt: str | None = None,
    parts: Any = None,
) -> QuestionAnswered:
    """A question was answered outside a quiz: a section's check, or asked as a card.

    An answer in a quiz is `quiz_answered`, which counts for the question too.
    """
    return QuestionAnswered(
        **stamp(moment),
        kind="question_answered",
        course=course,
        question=question,
        response=response,
        parts=parts,
        score=score,
        verdict=verdict,
        tries=tries,
        hints=hints,
        certainty=certainty,
        seconds=seconds,
        context=context,
        attempt=attempt,
    )


@fold_of(QuestionAnswered)
def _fold_question_answered(edit: Edit, event: QuestionAnswered) -> None:
    count_answer(edit, event, event["question"], event["score"])
    asked_as_card = event.get("context") == "card"
    edit.count(**spent("card" if asked_as_card else "question", event["seconds"]))


def count_answer(edit: Edit, event: EventBase, question: str, score: float) -> None:
    """Count an answer for its question and for the day."""
    old, right = edit.course["questions"].get(question), int(score >= RIGHT)
    answered: QuestionState = {
        "answers": (old["answers"] if old else 0) + 1,
        "right": (old["right"] if old else 0) + right,
        "last_score": score,
        "last": event["at"],
        "last_day": event["day"],
    }
    edit.put("questions", question, value=answered)
    edit.count(answers=1, right=right)
