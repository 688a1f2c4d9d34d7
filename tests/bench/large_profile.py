"""A profile of 100,000 cards with 1,000,000 reviews behind them, for the large library."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from studykit.progress import events
from studykit.progress.store import Profile
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from studykit.progress.events import Event
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory

REVIEWS = 10
_LIVES = 60
"""Ways in which a card's reviews may go; the cards share them."""
_BATCH = 20_000


def write_profile(file: Path, cards: Iterable[tuple[str, str]]) -> None:
    """Write a profile in which each of `cards` (course, card) was reviewed `REVIEWS` times."""
    sharing: list[list[tuple[str, str]]] = [[] for _ in range(_LIVES)]
    for number, card in enumerate(cards):
        sharing[number % _LIVES].append(card)
    with Profile.open(file) as profile:
        happened = _happened(sharing)
        while batch := list(itertools.islice(happened, _BATCH)):
            profile.record(batch)


def _happened(sharing: list[list[tuple[str, str]]]) -> Iterator[Event]:
    """The reviews of all cards in the order of time."""
    reviews = [
        (when.at, life, when, rating, memory)
        for life in range(_LIVES)
        for when, rating, memory in _life(life)
    ]
    for _, life, when, rating, memory in sorted(reviews, key=lambda review: review[:2]):
        for course, card in sharing[life]:
            yield events.card_reviewed(when, course, card, rating, seconds=5, memory=memory)


def _life(number: int) -> Iterator[tuple[Moment, Rating, Memory]]:
    """The reviews of one card, each on the day it was due or a little later, up to today."""
    scheduler, memory = Scheduler(), None
    at = datetime.now(UTC) - timedelta(days=300 + number)
    for review in range(REVIEWS):
        when = moment(at, UTC)
        rating = Rating.Again if (number + review) % 9 == 4 else Rating.Good
        memory = scheduler.foreseen(memory, rating, when)
        yield when, rating, memory
        at = min(at + timedelta(days=3 + 3 * review + number % 5), datetime.now(UTC))
