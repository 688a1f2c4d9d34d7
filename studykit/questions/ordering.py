"""`ordering`: put items into their order. A response is the list of the items' indices in the
learner's order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.base import QuestionBase
from studykit.questions.checks import text_problems, too_few
from studykit.questions.indices import are_indices, shuffled
from studykit.questions.marks import Part, graded

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from studykit.questions.marks import Grade
    from studykit.questions.problem import Problem

OrderScoring = Literal["all_or_nothing", "position", "adjacent", "longest_ordered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionBase):
    """Put items into their order."""

    type: Literal["ordering"] = "ordering"
    label: ClassVar[Message] = Message("Question: things to put in order")
    items: tuple[str, ...]
    """The items in the right order."""
    scoring: OrderScoring = "all_or_nothing"
    """How an order becomes a score."""
    feedback: str = ""
    """Shown when the order is not right."""

    example: ClassVar[dict[str, Any]] = {
        "id": "steps",
        "type": "ordering",
        "stem": "Put the steps into their order.",
        "items": ["identify", "verify", "repatriate"],
        "scoring": "adjacent",
    }

    def judge(self, response: Any) -> Grade:
        """By the question's policy; anything but a whole order of the items earns 0."""
        order = list(response) if isinstance(response, list | tuple) else []
        if not self.accepts(order):
            return graded(0.0, self._parts(()), self.feedback)
        return graded(_POLICIES[self.scoring](order), self._parts(order), self.feedback)

    def _parts(self, order: Sequence[int]) -> tuple[Part, ...]:
        places = {item: place for place, item in enumerate(order)}
        return tuple(
            Part(
                label=text,
                right=places.get(n) == n,
                given=str(places[n] + 1) if n in places else "",
                expected=str(n + 1),
            )
            for n, text in enumerate(self.items)
        )

    @property
    def key(self) -> list[int]:
        """The author's order."""
        return list(range(len(self.items)))

    @property
    def texts(self) -> tuple[str, ...]:
        """The items."""
        return self.items

    @property
    def indexed_texts(self) -> tuple[str, ...]:
        """The items."""
        return self.items

    @property
    def shape(self) -> tuple[Any, ...]:
        """How many items there are."""
        return (len(self.items),)

    @property
    def guess_score(self) -> float:
        """One place in as many as there are; next to nothing by the other policies."""
        return 1 / len(self.items) if self.scoring == "position" else 0.05

    def accepts(self, value: Any) -> bool:
        """Whether `value` lists every item once."""
        return are_indices(value, len(self.items)) and len(value) == len(self.items)

    def answered(self, response: Any) -> bool:
        """Whether there is an order."""
        return bool(response)

    def text_of(self, response: Any) -> str:
        """The items, a line each, as the learner numbered them."""
        parts = self.judge(response).parts
        placed = sorted((p for p in parts if p.given), key=lambda p: int(p.given))
        return "\n".join(f"{part.given}. {part.label}" for part in placed)

    def shown_order(self, chance: random.Random | None) -> tuple[int, ...]:
        """The items; never in the right order, since there would be nothing to do."""
        order = shuffled(len(self.items), chance)
        return order[::-1] if chance and list(order) == self.key else order

    def blank(self, order: tuple[int, ...]) -> list[int]:
        """The order shown."""
        return list(order)

    def move(self, response: Any, place: int, to: int) -> list[int] | None:
        """Move an item; None beyond the ends."""
        order = list(response)
        if not (0 <= place < len(order) and 0 <= to < len(order)):
            return None
        order.insert(to, order.pop(place))
        return order

    def problems(self) -> Iterator[Problem]:
        """Too few items, or items alike."""
        yield from too_few(("items",), len(self.items), 2, "item")
        yield from text_problems(
            ((("items", n), item) for n, item in enumerate(self.items)), "item"
        )


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
