"""Whether a value is a response of a question: courses change, profiles may be made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studykit.questions.base import QuestionBase


def is_response(question: QuestionBase, value: Any) -> bool:
    """Whether `value` is laid out as a response of the question's type, with indices of what
    the question has."""
    return question.accepts(value)
