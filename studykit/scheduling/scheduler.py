"""When a card comes back: FSRS-6 by the `fsrs` package, counted in study days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from studykit.scheduling.days import instant_text, later_day, later_instant
from studykit.scheduling.fuzz import fuzz_fraction, fuzzed
from studykit.scheduling.memory import Memory, Rating, interval_days, recall
from studykit.scheduling.settings import MAX_DAYS, SchedulerSettings

if TYPE_CHECKING:
    import fsrs

    from studykit.scheduling.days import Moment

_STATES: tuple[Literal["learning", "review", "relearning"], ...] = (
    "learning",
    "review",
    "relearning",
)
_IN_REVIEW = 2
_TODAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of every review as fsrs is told: only the days since the last one count, and no
clock, however wrong, can lead out of the calendar."""
_MOST_ELAPSED = 10 * MAX_DAYS
_EASIEST, _HARDEST = 1.0, 10.0
"""The bounds of a difficulty in FSRS; another program may have written one beyond them."""
_LEAST_STABILITY = 0.001


class Scheduler:
    """Schedules cards; pure: the same arguments give the same dates on every machine."""

    def __init__(self, settings: SchedulerSettings | None = None) -> None:
        self.settings = settings or SchedulerSettings()

    def review(
        self, card_id: str, memory: Memory | None, rating: Rating, moment: Moment
    ) -> Memory:
        """Return the memory of a card after a review; `memory` is None for a new card."""
        return self.preview(card_id, memory, moment)[rating]

    def preview(
        self, card_id: str, memory: Memory | None, moment: Moment
    ) -> dict[Rating, Memory]:
        """Return what each of the four ratings would lead to.

        Intervals of days always rise from Hard to Good to Easy, as Anki's do, and one that
        grows never falls below the last one for being spread.
        """
        after = {rating: self._fsrs_review(memory, rating, moment.day) for rating in Rating}
        spans = self._spans(card_id, memory, after)
        return {
            rating: self._memory(memory, rating, moment, card, spans[rating])
            for rating, card in after.items()
        }

    def foreseen(self, memory: Memory | None, rating: Rating, moment: Moment) -> Memory:
        """Return the memory after one rating, its due day as FSRS says and not spread: for
        looking ahead, where thousands of reviews are tried out."""
        card = self._fsrs_review(memory, rating, moment.day)
        return self._memory(memory, rating, moment, card, card.due - _TODAY)

    def recall(self, memory: Memory, day: date) -> float:
        """Return how likely the card is recalled on `day`, by this scheduler's weights."""
        return recall(memory, day, self.settings.decay)

    @cached_property
    def _fsrs(self) -> fsrs.Scheduler:
        from fsrs import Scheduler as Fsrs
        from fsrs.scheduler import DEFAULT_PARAMETERS

        settings = self.settings
        return Fsrs(
            parameters=settings.weights or DEFAULT_PARAMETERS,
            desired_retention=settings.retention,
            learning_steps=[timedelta(minutes=step) for step in settings.learning_steps],
            relearning_steps=[timedelta(minutes=step) for step in settings.relearning_steps],
            maximum_interval=settings.max_interval,
            enable_fuzzing=False,
        )

    def _fsrs_review(self, memory: Memory | None, rating: Rating, day: date) -> fsrs.Card:
        # fsrs counts whole spans of 24 hours. Given study days instead of instants, it counts
        # the days a learner would count. The card id plays no part there; without one,
        # Card() would sleep for a millisecond.
        import fsrs

        if memory is None or memory["state"] == "new" or memory["last_day"] is None:
            card = fsrs.Card(card_id=0, due=_TODAY)
        else:
            elapsed = (day - date.fromisoformat(memory["last_day"])).days
            in_review = memory["state"] == "review"
            card = fsrs.Card(
                card_id=0,
                state=fsrs.State(_STATES.index(memory["state"]) + 1),
                step=None if in_review else memory["step"] or 0,
                stability=max(memory["stability"], _LEAST_STABILITY),
                difficulty=min(max(memory["difficulty"], _EASIEST), _HARDEST),
                due=_TODAY,
                last_review=_TODAY - timedelta(days=min(max(elapsed, 0), _MOST_ELAPSED)),
            )
        after, _ = self._fsrs.review_card(card, fsrs.Rating(rating), _TODAY)
        return after

    def _spans(
        self,
        card_id: str,
        memory: Memory | None,
        after: dict[Rating, fsrs.Card],
    ) -> dict[Rating, timedelta]:
        """The time from the review until the card is due, for each rating."""
        spans = {rating: card.due - _TODAY for rating, card in after.items()}
        last = interval_days(memory) if memory else 0
        fraction = fuzz_fraction(card_id, memory["reps"] if memory else 0)
        previous = 0
        for rating in Rating:
            if after[rating].state != _IN_REVIEW:
                continue
            days = spans[rating].days
            # Room for the ratings above this one, which must all differ.
            most = self.settings.max_interval - (Rating.Easy - rating)
            if rating is Rating.Again:
                # Only without relearning steps. Not spread: it is short and must stay lowest.
                days = previous = min(days, most)
            else:
                least = max(previous + 1, last + 1 if days > last else 1)
                if self.settings.fuzz:
                    days = fuzzed(days, fraction, least, most)
                else:
                    days = min(max(days, least), most)
                previous = days
            spans[rating] = timedelta(days=days)
        return spans

    def _memory(
        self,
        before: Memory | None,
        rating: Rating,
        moment: Moment,
        card: fsrs.Card,
        span: timedelta,
    ) -> Memory:
        forgotten = (
            rating is Rating.Again and before is not None and before["state"] == "review"
        )
        return {
            "state": _STATES[card.state - 1],
            "step": card.step,
            "stability": min(card.stability or 0.0, float(MAX_DAYS)),
            "difficulty": card.difficulty or 0.0,
            "due": instant_text(later_instant(moment.at, span)),
            "due_day": later_day(moment.day, span.days).isoformat(),
            "last": instant_text(moment.at),
            "last_day": moment.day.isoformat(),
            "reps": (before["reps"] if before else 0) + 1,
            "lapses": (before["lapses"] if before else 0) + forgotten,
        }
