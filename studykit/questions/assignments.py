"""Grading questions that give each part a place: matching, sorting into categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.choices import index
from studykit.questions.marks import Grade, Part, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.questions.models import Categorize, Matching


def grade_matching(question: Matching, response: Any) -> Grade:
    """Right pairs among all pairs."""
    lefts = [pair.left for pair in question.pairs]
    wanted = matching_key(question)
    return _graded(lefts, wanted, response, question.rights, question.feedback)


def grade_categorize(question: Categorize, response: Any) -> Grade:
    """Items in their category among all items."""
    wanted = categorize_key(question)
    names = tuple(question.categories)
    return _graded(question.items, wanted, response, names, question.feedback)


def matching_key(question: Matching) -> list[int]:
    """For each pair the index of its right side in `question.rights`."""
    return [question.rights.index(pair.right) for pair in question.pairs]


def categorize_key(question: Categorize) -> list[int]:
    """For each of `question.items` the index of its category."""
    return [n for n, items in enumerate(question.categories.values()) for _ in items]


def _graded(
    labels: Sequence[str],
    wanted: Sequence[int],
    response: Any,
    places: Sequence[str],
    feedback: str,
) -> Grade:
    given = response if isinstance(response, list | tuple) else ()
    parts = []
    for n, (label, key) in enumerate(zip(labels, wanted, strict=True)):
        place = index(given[n], len(places)) if n < len(given) else None
        put = "" if place is None else places[place]
        parts.append(Part(label, place == key, put, places[key]))
    whole = tuple(parts)
    score = share(whole)
    return Grade(score, whole, (feedback,) if feedback and score < 1 else ())
