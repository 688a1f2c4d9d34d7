"""Whether a value is a response of a question: courses change, profiles may be made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.gaps import gaps_of
from studykit.questions.models import (
    Categorize,
    Cloze,
    Matching,
    MultipleChoice,
    OpenResponse,
    Ordering,
    SingleChoice,
    TrueFalse,
)

if TYPE_CHECKING:
    from studykit.questions.models import Question


def is_response(question: Question, value: Any) -> bool:
    """Tell whether `value` is laid out as a response of the question's type, with indices of
    what the question has (see `studykit.questions.grade`)."""
    match question:
        case SingleChoice():
            return _is_index(value, len(question.options))
        case MultipleChoice():
            return _are_indices(value, len(question.options))
        case TrueFalse():
            return isinstance(value, bool)
        case Cloze():
            return _is_list(value, len(gaps_of(question.text))) and all(
                isinstance(text, str) for text in value
            )
        case Ordering():
            count = len(question.items)
            return _is_list(value, count) and _are_indices(value, count)
        case Matching():
            return _are_places(value, len(question.pairs), len(question.rights))
        case Categorize():
            return _are_places(value, len(question.items), len(question.categories))
        case OpenResponse():
            return (
                isinstance(value, dict)
                and isinstance(value.get("text"), str)
                and _are_indices(value.get("ticked"), len(question.key_points))
            )
        case _:
            return isinstance(value, str)


def _is_index(value: Any, count: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count


def _are_indices(value: Any, count: int) -> bool:
    """Each at most once."""
    return (
        isinstance(value, list)
        and all(_is_index(one, count) for one in value)
        and len(set(value)) == len(value)
    )


def _is_list(value: Any, count: int) -> bool:
    return isinstance(value, list) and len(value) == count


def _are_places(value: Any, parts: int, places: int) -> bool:
    return _is_list(value, parts) and all(
        one is None or _is_index(one, places) for one in value
    )
