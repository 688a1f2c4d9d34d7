"""The cards of a review that are on learning steps, in the order in which they are due."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class LearningSteps:
    """Cards and the instant each is due.

    A review asks after each grade what is due first, how many are due soon, and changes one
    card: none of it goes through all of a large deck.
    """

    def __init__(self, due: Mapping[str, str]) -> None:
        self._places = {
            card: (at, number, card) for number, (card, at) in enumerate(due.items())
        }
        self._order = sorted(self._places.values())
        self._number = len(due)

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, card: str) -> bool:
        return card in self._places

    def __iter__(self) -> Iterator[str]:
        return (card for _, _, card in self._order)

    def first(self, but: str = "") -> tuple[str, str] | None:
        """The card that is due first, and when; `but` is passed over."""
        for at, _, card in self._order[:2]:
            if card != but:
                return card, at
        return None

    def is_due(self, card: str, until: str) -> bool:
        """Whether the card is on a step that is due by `until`."""
        return card in self._places and self._places[card][0] <= until

    def count_due(self, until: str) -> int:
        """How many cards are due by `until`."""
        return bisect_left(self._order, (until, self._number, ""))

    def replace(self, cards: Iterable[str], due: Mapping[str, str]) -> None:
        """Take `cards` out, and put those in `due` in."""
        for card in cards:
            if (place := self._places.pop(card, None)) is not None:
                del self._order[bisect_left(self._order, place)]
        for card, at in due.items():
            self._places[card] = (at, self._number, card)
            self._number += 1
            insort(self._order, self._places[card])
