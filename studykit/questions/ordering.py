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
from studykit.questions.fields import Whole
from studykit.questions.indices import are_indices, shuffled
from studykit.questions.marks import Part, graded
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from studykit.questions.marks import Grade
    from studykit.questions.problem import Way

OrderScoring = Literal["all_or_nothing", "position", "adjacent", "longest_ordered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionBase):
    """Put items into their order."""

    type: Literal["ordering"] = "ordering"
    label: ClassVar[Message] = Message("Question: things to put in order")
    items: tuple[str, ...]
    """The items in the right order."""
    any_order: tuple[tuple[Whole, ...], ...] = ()
    """Items that may stand in any order among themselves: groups of their numbers from 1, such
    as `[[2, 3]]`."""
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
        ranked = self._placed(order) if self.scoring == "position" else self._ranked(order)
        score = _POLICIES[self.scoring](ranked)
        return graded(score, self._parts(order), self.feedback)

    def _ranked(self, order: Sequence[int]) -> list[int]:
        """The order with the items of a group exchanged so that they stand as their author
        wrote them: what is right then is right in every order of the group."""
        ranked = list(order)
        for group in self.any_order:
            members = sorted(number - 1 for number in group)
            places = [place for place, item in enumerate(order) if item in members]
            for place, item in zip(places, members, strict=True):
                ranked[place] = item
        return ranked

    def _placed(self, order: Sequence[int]) -> list[int]:
        """The order with the items of a group exchanged so that whichever of them stands in
        one of the group's places is the one whose place it is."""
        placed = list(order)
        for group in self.any_order:
            members = {number - 1 for number in group}
            places = {place for place, item in enumerate(order) if item in members}
            rest = zip(sorted(places - members), sorted(members - places), strict=False)
            for place, item in (*((p, p) for p in places & members), *rest):
                placed[place] = item
        return placed

    def _parts(self, order: Sequence[int]) -> tuple[Part, ...]:
        places = {item: place for place, item in enumerate(order)}
        placed = self._placed(order)
        return tuple(
            Part(
                label=text,
                right=n in places and placed[places[n]] == places[n],
                given=str(places[n] + 1) if n in places else "",
                expected=self._places_of(n),
            )
            for n, text in enumerate(self.items)
        )

    def _places_of(self, item: int) -> str:
        """Where an item may stand, from 1: `2`, or `2–3` for one of a group."""
        group = next((group for group in self.any_order if item + 1 in group), (item + 1,))
        first, last = min(group), max(group)
        return str(first) if first == last else f"{first}–{last}"

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
        return order[::-1] if chance and self._ranked(order) == self.key else order

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
        yield from too_few(
            ("items",), len(self.items), 2, Message("There must be at least two items.")
        )
        yield from text_problems(
            ((("items", n), item) for n, item in enumerate(self.items)),
            Message.in_context("part of a question", "item"),
        )
        yield from self._group_problems()

    def _group_problems(self) -> Iterator[Problem]:
        """Groups that name no items, or items apart from each other, or everything."""
        seen: set[int] = set()
        for n, group in enumerate(self.any_order):
            way: Way = ("any_order", n)
            low, high = min(group, default=0), max(group, default=0)
            if len(group) < 2:
                message = Message("A group of “any_order” needs at least two items.")
                yield Problem(
                    way, "SK206", message, Message("Write their numbers, such as [2, 3].")
                )
            elif low < 1 or high > len(self.items):
                message = Message(
                    "“any_order” counts the items from 1 to {last}.", last=len(self.items)
                )
                yield Problem(way, "SK206", message)
            elif sorted(group) != list(range(low, high + 1)):
                message = Message(
                    "The items of a group of “any_order” must follow one another."
                )
                yield Problem(
                    way, "SK206", message, Message("Put them side by side under “items”.")
                )
            elif len(group) == len(self.items):
                message = Message(
                    "If all items may stand in any order, there is nothing to order."
                )
                yield Problem(way, "SK206", message)
            elif seen & set(group):
                message = Message("An item stands in two groups of “any_order”.")
                yield Problem(way, "SK303", message)
            seen.update(group)


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
