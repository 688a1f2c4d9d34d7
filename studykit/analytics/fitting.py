"""Fitting the weights of FSRS-6 to a learner's own reviews.

The reviews of the earlier days teach, those of the latest fifth are held out: on them the new
weights are compared with the ones in use by log loss (the mean of −ln of the likelihood that
was given to what happened; lower is better). The fit itself is that of fsrs-rs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from studykit.language.message import Refusal
from studykit.progress.folding import LEARNT_DAYS, QUESTION_CARD
from studykit.progress.state import lasting
from studykit.scheduling.memory import interval_days
from studykit.scheduling.settings import bounded_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.progress.events import History as JournalEvents

LEAST_REVIEWS = 400
"""Reviews on a later day than the one before: with fewer, weights follow chance."""
_HELD_OUT = 0.2


class FittingUnavailable(Refusal):
    """fsrs-rs is not installed; `str()` says how to get it."""


class TooFewReviews(Refusal):
    """There is too little to learn from; `str()` says how much there is."""


@dataclass(frozen=True)
class Fit:
    """New weights, and what they are worth."""

    weights: tuple[float, ...]
    reviews: int
    """Reviews that were learnt from."""
    held_out: int
    """Reviews on which the weights were compared."""
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        """Whether the new weights foretell the held-out reviews better."""
        return self.loss_after < self.loss_before


History = list[tuple[int, int]]
"""The reviews of a card: rating, days since the one before."""


def histories(events: JournalEvents) -> list[tuple[str, History]]:
    """For every review on a later day: that day, and the card's reviews up to it.

    Those on one day are among them, 0 days apart, as the scheduler counts them too; but none
    of them is foretold, since what was seen minutes ago says nothing of lasting memory. A card
    started anew has a new history. `events` are gone through twice.
    """
    cards: dict[tuple[str, str], tuple[str, History]] = {}
    found: list[tuple[str, History]] = []
    for event in lasting(events):
        if event["kind"] != "card_reset" and event["kind"] != "card_reviewed":
            continue
        key = (event["course"], event["card"])
        if event["kind"] == "card_reset":
            cards.pop(key, None)
            continue
        day = event["day"]
        last, history = cards.get(key, (day, []))
        days = max(0, (date.fromisoformat(day) - date.fromisoformat(last)).days)
        longer = [*history, (event["rating"], days)]
        if days:
            found.append((day, longer))
        learnt = key[1].startswith(QUESTION_CARD)
        if learnt and interval_days(event["memory"]) >= LEARNT_DAYS:
            cards.pop(key, None)
        else:
            cards[key] = (max(day, last), longer)
    return sorted(found, key=lambda entry: entry[0])


def fit(events: JournalEvents, weights: Sequence[float] | None) -> Fit:
    """Fit weights to the reviews among `events`; `weights` are those in use (None: default).

    Raises:
        TooFewReviews: fewer than `LEAST_REVIEWS`.
        FittingUnavailable: fsrs-rs is not installed.
    """
    found = histories(events)
    if len(found) < LEAST_REVIEWS:
        raise TooFewReviews(
            "There are {n} reviews on a later day than the one before; {least} are needed, else"
            " the weights would follow chance.",
            n=len(found),
            least=LEAST_REVIEWS,
        )
    try:
        import fsrs_rs_python as fsrs_rs
    except ImportError:
        raise FittingUnavailable("Fitting needs the extra `optimize` of studykit.") from None
    items = [_item(fsrs_rs, history) for _, history in found]
    cut = int(len(items) * (1 - _HELD_OUT))
    before = fsrs_rs.FSRS(list(weights or fsrs_rs.DEFAULT_PARAMETERS))
    fitted = bounded_weights(round(w, 6) for w in before.compute_parameters(items[:cut]))
    after = fsrs_rs.FSRS(list(fitted))
    return Fit(
        weights=fitted,
        reviews=cut,
        held_out=len(items) - cut,
        loss_before=before.evaluate(items[cut:]).log_loss,
        loss_after=after.evaluate(items[cut:]).log_loss,
    )


def _item(fsrs_rs: Any, history: History) -> Any:
    return fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(rating, days) for rating, days in history])
