"""Items to put in order, by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.questions.face import Face
from studykit.plain.questions.lines import numbers_in
from studykit.questions.ordering import Ordering

if TYPE_CHECKING:
    from studykit.study.answering import Asking


class OrderingFace(Face[Ordering]):
    """All the numbers, in order."""

    @property
    def how(self) -> str:
        """All the numbers."""
        return self.talk.words("Type all the numbers in the right order, such as: 2 1 3")

    @property
    def prompt(self) -> str:
        """All the numbers."""
        return self.talk.words("Numbers in the right order, such as 2 1 3 (? helps)")

    def show(self, asking: Asking) -> None:
        """The items, numbered as shown."""
        self.list([self.question.items[n] for n in asking.order], numbers=True)

    def take(self, asking: Asking, line: str) -> bool:
        """Put every item in its place."""
        chosen = numbers_in(line, len(asking.order)) or []
        order = [asking.order[n] for n in chosen if n is not None]
        if len(order) != len(chosen) or sorted(order) != sorted(asking.order):
            return False
        for place, item in enumerate(order):
            asking.move(asking.response.index(item), place)
        return True
