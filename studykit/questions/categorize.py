"""`categorize`: sort items into categories. A response lists for each of `items` the index of a
category, or null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.checks import text_problems, too_few
from studykit.questions.indices import shuffled
from studykit.questions.placing import PlacingQuestion
from studykit.questions.problem import Problem, Way

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorize(PlacingQuestion):
    """Sort items into categories."""

    type: Literal["categorize"] = "categorize"
    label: ClassVar[Message] = Message("Question: things to sort")
    categories: dict[str, tuple[str, ...]]
    """Category name → its items."""

    example: ClassVar[dict[str, Any]] = {
        "id": "sorted",
        "type": "categorize",
        "stem": "Sort these.",
        "categories": {"Challenge": ["weak law"], "Strategy": ["joint patrols"]},
    }

    @property
    def items(self) -> tuple[str, ...]:
        """The items of all categories, in the author's order."""
        return tuple(item for items in self.categories.values() for item in items)

    @property
    def row_texts(self) -> tuple[str, ...]:
        """The items."""
        return self.items

    @property
    def places(self) -> tuple[str, ...]:
        """The categories."""
        return tuple(self.categories)

    @property
    def key(self) -> list[int]:
        """For each of `items` the index of its category."""
        return [n for n, items in enumerate(self.categories.values()) for _ in items]

    @property
    def texts(self) -> tuple[str, ...]:
        """Each category with its items."""
        return tuple(t for name, items in self.categories.items() for t in (name, *items))

    @property
    def shape(self) -> tuple[Any, ...]:
        """How many items each category has."""
        return tuple(len(items) for items in self.categories.values())

    def shown_order(self, chance: random.Random | None) -> tuple[int, ...]:
        """The items."""
        return shuffled(len(self.items), chance)

    def rows_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The items are shuffled."""
        return order

    def places_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The categories keep the author's order."""
        return tuple(range(len(self.categories)))

    def counted_parts(self) -> Iterator[tuple[str, int]]:
        """Categories and items together."""
        yield "hints", len(self.hints)
        yield "categories", len(self.categories) + len(self.items)

    def problems(self) -> Iterator[Problem]:
        """Too few categories, categories without items, items alike."""
        way: Way = ("categories",)
        yield from too_few(
            way, len(self.categories), 2, Message("There must be at least two categories.")
        )
        for name, items in self.categories.items():
            if not items:
                message = Message("The category “{name}” has no items.", name=name)
                yield Problem((*way, name), "SK309", message)
        yield from text_problems(
            (
                ((*way, name, n), item)
                for name, items in self.categories.items()
                for n, item in enumerate(items)
            ),
            Message.in_context("part of a question", "item"),
        )
