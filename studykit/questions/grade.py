"""A question and a response → a grade, or words, for every type of question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studykit.questions.base import QuestionBase
    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.marks import Grade


def grade(
    question: QuestionBase, response: Any, *, scoring: ChoiceScoring | None = None
) -> Grade:
    """Grade one response. Never raises: what is no response of this type earns 0, and one that
    cannot be decided on in time is not `judged`.

    `scoring` is the quiz's policy for multiple-choice questions that set none.
    """
    return question.judge_by(scoring, response)


def key_response(question: QuestionBase) -> Any:
    """The response that earns full marks."""
    return question.key


def is_answered(question: QuestionBase, response: Any) -> bool:
    """Whether the learner has given anything to grade."""
    return question.answered(response)


def solution_text(question: QuestionBase) -> str:
    """The key in a line or a few, without words of any language of ours."""
    return question.solution


def response_text(question: QuestionBase, response: Any) -> str:
    """A response in a line or a few; "" when nothing was given."""
    return question.text_of(response) if question.answered(response) else ""
