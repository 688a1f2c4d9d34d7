"""What a review shows: the card in front of the learner, and in the end what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studykit.content.cards import Card
    from studykit.scheduling.memory import Rating
    from studykit.study.answering import Asking


@dataclass(frozen=True)
class Prompt:
    """What is in front of the learner: a card, or a missed question asked as one."""

    id: str
    card: Card | None
    asking: Asking | None
    kind: Literal["new", "learning", "review"]
    section: str | None
    """The section that teaches it."""
    unread: bool
    """Whether that section is still unread."""


@dataclass
class Summary:
    """What was done in this review."""

    ratings: Counter[Rating] = field(default_factory=Counter)
    new: int = 0
    seconds: float = 0.0

    @property
    def reviews(self) -> int:
        """How many cards were graded."""
        return self.ratings.total()
