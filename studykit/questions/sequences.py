"""Grading an order of items."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from studykit.questions.choices import index
from studykit.questions.marks import Grade, Part, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.questions.fields import OrderScoring
    from studykit.questions.models import Ordering


def grade_ordering(question: Ordering, response: Any) -> Grade:
    """By the question's policy; anything but a whole order of the items earns 0."""
    order = _permutation(response, len(question.items))
    if order is None:
        return Grade(0.0, _parts(question.items, ()), _feedback(question, 0.0))
    score = _POLICIES[question.scoring](order)
    return Grade(score, _parts(question.items, order), _feedback(question, score))


def _feedback(question: Ordering, score: float) -> tuple[str, ...]:
    return (question.feedback,) if question.feedback and verdict(score) != "right" else ()


def all_or_nothing(order: Sequence[int]) -> float:
    """1 when every item is in its place."""
    return float(all(place == item for place, item in enumerate(order)))


def position(order: Sequence[int]) -> float:
    """Items in their own place among all (Moodle: absolute position)."""
    return sum(place == item for place, item in enumerate(order)) / len(order)


def adjacent(order: Sequence[int]) -> float:
    """Neighbours in sequence among all (Moodle: relative to the next item, excluding last)."""
    if len(order) < 2:
        return all_or_nothing(order)
    pairs = sum(after == before + 1 for before, after in pairwise(order))
    return pairs / (len(order) - 1)


def longest_ordered(order: Sequence[int]) -> float:
    """The longest run of items, gaps allowed, that is in order, among all items.

    After Moodle's longest ordered subset. One item alone is always in order, so a run of
    one earns nothing.
    """
    ends: list[int] = []
    for item in order:
        at = bisect_left(ends, item)
        ends[at : at + 1] = [item]
    return len(ends) / len(order) if len(ends) > 1 or len(order) == 1 else 0.0


_POLICIES: dict[OrderScoring, Callable[[Sequence[int]], float]] = {
    "all_or_nothing": all_or_nothing,
    "position": position,
    "adjacent": adjacent,
    "longest_ordered": longest_ordered,
}


def _permutation(response: Any, count: int) -> list[int] | None:
    if not isinstance(response, list | tuple) or len(response) != count:
        return None
    good = [one for one in response if index(one, count) is not None]
    return good if len(set(good)) == count else None


def _parts(items: tuple[str, ...], order: Sequence[int]) -> tuple[Part, ...]:
    places = {item: place for place, item in enumerate(order)}
    return tuple(
        Part(
            label=text,
            right=places.get(n) == n,
            given=str(places[n] + 1) if n in places else "",
            expected=str(n + 1),
        )
        for n, text in enumerate(items)
    )
