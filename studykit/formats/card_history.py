"""What another program knows of a learner's cards → events for the learner's profile.

Instants, grades and the days on which cards are due are the other program's. What it does not
say of the memory is computed from the grades, as for reviews done here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.exchange import Loss
from studykit.language.message import Message
from studykit.progress.events import (
    card_crammed,
    card_due_set,
    card_flagged,
    card_reset,
    card_reviewed,
    card_suspended,
    is_event,
)
from studykit.scheduling.days import instant_text, later_day, later_instant
from studykit.scheduling.memory import Rating
from studykit.scheduling.settings import MAX_DAYS as _MOST_DAYS
from studykit.study.stopwatch import LONGEST_ANSWER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from studykit.learner.clock import Clock
    from studykit.progress.events import Event
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory
    from studykit.scheduling.scheduler import Scheduler

_START = datetime(1970, 1, 1, tzinfo=UTC)
_BEYOND = 10**14
"""Milliseconds; some three thousand years."""
_NEXT = timedelta(milliseconds=1)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
"""How far ahead of ours another machine's clock may be."""


class Review(NamedTuple):
    """A review, or that a card was made new again."""

    at: int
    """Milliseconds since 1970, UTC."""
    rating: int
    """1 to 4; 0 where the card was made new again."""
    interval: int
    """Days until it was due again; below 0 seconds, on a step of learning."""
    seconds: float
    """How long the answer took."""
    relearning: bool = False
    """Whether a step of learning follows a lapse."""
    counts: bool = True
    """Whether it changed the schedule; one before an exam may not."""


class CardHistory(NamedTuple):
    """What is known of one card."""

    card: str
    """Its id in the course; "" where the course does not have it."""
    reviews: tuple[Review, ...]
    """In the order of their instants."""
    item: str
    """What the report calls it; `file` and `line` as for a loss."""
    file: str = ""
    line: int = 0
    stability: float = 0.0
    """Days, after the last review; 0 where it is to be computed."""
    difficulty: float = 0.0
    """1 to 10."""
    due: tuple[int, int] | None = None
    """Seconds since 1970 of a day, and how many days later the card is due; None where that
    follows from the last review."""
    suspended: bool = False
    flagged: bool = False
    changed: int = 0
    """Seconds since 1970 when it was last changed."""


def review_count(histories: Iterable[CardHistory]) -> int:
    """How many reviews there are."""
    return sum(review.rating > 0 for each in histories for review in each.reviews)


def history_events(
    course: str,
    histories: Iterable[CardHistory],
    scheduler: Scheduler,
    clock: Clock,
    known: Collection[tuple[str, str]] = (),
) -> tuple[list[Event], list[Loss]]:
    """The events of a course that are not `known`, by the card and the instant, and what of
    the histories cannot be carried. The ids of events are the same each time."""
    events: list[Event] = []
    losses: list[Loss] = []
    for history in histories:
        if not history.card and history.reviews:
            reason = Message("It was reviewed as a card that it no longer has.")
            losses.append(Loss(history.item, reason, False, history.file, history.line))
        elif history.card:
            replay = _Replay(course, history, scheduler, clock)
            events += [e for e in replay.events() if (history.card, e["at"]) not in known]
            losses += replay.losses
    return events, losses


class _Replay:
    """One card's history."""

    def __init__(
        self, course: str, history: CardHistory, scheduler: Scheduler, clock: Clock
    ) -> None:
        self._course, self._history, self._scheduler = course, history, scheduler
        self._clock = clock
        self._latest = clock.now().at + _AHEAD
        self._memory: Memory | None = None
        self.losses: list[Loss] = []

    def events(self) -> list[Event]:
        """The events, in order."""
        history, wrong, last = self._history, 0, None
        found: list[Any] = []
        for review in history.reviews:
            when = self._moment(review.at)
            if when is None or not 0 <= review.rating <= 4:
                wrong += 1
                continue
            last = when
            found.append(self._event(review, when, is_last=review is history.reviews[-1]))
        if wrong:
            reason = Message.many(
                wrong,
                "{n} review with an impossible date or grade is not carried over.",
                "{n} reviews with an impossible date or grade are not carried over.",
            )
            self.losses.append(Loss(history.item, reason, False, history.file, history.line))
        changed = self._moment(history.changed * 1000)
        if changed is not None:
            # Of one instant, events stand in no certain order.
            after = (
                changed if last is None else max(changed, self._clock.moment(last.at + _NEXT))
            )
            due = self._due_day()
            if due and self._memory and due != self._memory["due_day"]:
                found.append(card_due_set(after, self._course, history.card, due))
            if history.suspended:
                found.append(card_suspended(after, self._course, history.card))
            if history.flagged:
                found.append(card_flagged(after, self._course, history.card))
        return [self._named(event) for event in found if is_event(event)]

    def _event(self, review: Review, when: Moment, *, is_last: bool) -> Event:
        card = self._history.card
        if review.rating == 0:
            self._memory = None
            return card_reset(when, self._course, card)
        rating, seconds = Rating(review.rating), min(max(review.seconds, 0.0), LONGEST_ANSWER)
        if not review.counts:
            return card_crammed(when, self._course, card, rating, seconds)
        memory = self._scheduler.foreseen(self._memory, rating, when)
        memory.update(_schedule(review, when, memory))
        if is_last and self._history.stability > 0:
            memory["stability"] = self._history.stability
            memory["difficulty"] = self._history.difficulty
        self._memory = memory
        return card_reviewed(when, self._course, card, rating, seconds=seconds, memory=memory)

    def _moment(self, milliseconds: int) -> Moment | None:
        """The instant, where a learner can have studied at it."""
        if not 0 <= milliseconds < _BEYOND:
            return None
        at = _START + timedelta(milliseconds=milliseconds)
        return self._clock.moment(at) if _EARLIEST <= at <= self._latest else None

    def _due_day(self) -> str:
        if self._history.due is None:
            return ""
        seconds, days = self._history.due
        first = self._moment(seconds * 1000)
        return _later(first.day, days) if first is not None else ""

    def _named(self, event: Any) -> Event:
        """The event under an id of its own that is the same in each import."""
        text = f"{self._course}/{self._history.card}/{event['kind']}/{event['at']}"
        event["id"] = sha256(text.encode()).hexdigest()[:16]
        checked: Event = event
        return checked


def _schedule(review: Review, when: Moment, memory: Memory) -> Any:
    """When the other program had the card come back."""
    if review.interval > 0:
        due = later_instant(when.at, timedelta(days=min(review.interval, _MOST_DAYS)))
        day = _later(when.day, review.interval)
        return {"state": "review", "step": None, "due": instant_text(due), "due_day": day}
    due = later_instant(when.at, timedelta(seconds=min(-review.interval, 86_400)))
    return {
        "state": "relearning" if review.relearning else "learning",
        "step": memory["step"] or 0,
        "due": instant_text(due),
        "due_day": when.day.isoformat(),
    }


def _later(day: date, days: int) -> str:
    return later_day(day, min(max(days, -_MOST_DAYS), _MOST_DAYS)).isoformat()
