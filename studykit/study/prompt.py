"""What a review shows: the card in front of the learner, and in the end what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

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


class Standing(NamedTuple):
    """How far a review is, in cards; the one shown is among those to come."""

    done: int
    learning: int
    """Those on a learning step that come again in this review."""
    due: int
    new: int

    @property
    def left(self) -> int:
        """Cards still to come."""
        return self.learning + self.due + self.new


class Upcoming(NamedTuple):
    """What comes after a review."""

    steps: int
    """Cards on a learning step."""
    wait: timedelta
    """Until the first of them."""
    cards: int
    """Cards on the next day that has any."""
    day: date | None
    """That day; None where no card is scheduled."""
    today: date


@dataclass
class Summary:
    """What was done in this review."""

    ratings: Counter[Rating] = field(default_factory=Counter)
    cards: int = 0
    """How many different cards were graded."""
    new: int = 0
    seconds: float = 0.0

    @property
    def reviews(self) -> int:
        """How many grades were given; a card on its learning steps has several."""
        return self.ratings.total()
