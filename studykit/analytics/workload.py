"""What the wanted recall costs: minutes a day, against what is remembered after a year.

Each recall that could be wanted is tried out with some of the learner's cards. A card is
reviewed on the day on which its recall has fallen to what is wanted; it is then recalled as
likely as the model says, and graded Good, or forgotten and learnt again. No new cards come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Rating, days_until, ordinal
from studykit.scheduling.scheduler import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.scheduling.memory import Memory
    from studykit.scheduling.settings import SchedulerSettings

WANTED = (0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)
DAYS = 365
_SAMPLE = 80
"""Cards that are tried, of all degrees of stability."""
_LEAST_DAYS = 1


class Load(NamedTuple):
    """What one wanted recall leads to."""

    wanted: float
    minutes: float
    """A day, on average over the year, for all cards."""
    remembered: float
    """The share of the cards that would be recalled at its end."""


def workload(
    memories: Sequence[Memory], settings: SchedulerSettings, seconds: float, moment: Moment
) -> list[Load]:
    """The load of each recall in `WANTED`, and of the one that is set, for cards in review;
    `seconds` is what a review takes. Nothing without cards."""
    if not memories:
        return []
    firm = sorted(memories, key=lambda memory: memory["stability"])
    tried = firm[:: -(-len(firm) // _SAMPLE)]
    scale = len(memories) / len(tried) * seconds / 60 / DAYS
    loads = []
    for wanted in sorted({*WANTED, settings.retention}):
        scheduler = Scheduler(replace(settings, retention=wanted))
        # Each card meets the same chances, whatever is wanted, so that these can be compared.
        years = [_year(card, scheduler, moment, Random(n)) for n, card in enumerate(tried)]
        reviews, recalls = zip(*years, strict=True)
        loads.append(Load(wanted, sum(reviews) * scale, sum(recalls) / len(tried)))
    return loads


def _year(
    memory: Memory, scheduler: Scheduler, moment: Moment, chance: Random
) -> tuple[int, float]:
    """How often a card is reviewed in a year, and how likely it is recalled at its end."""
    wanted, decay = scheduler.settings.retention, scheduler.settings.decay
    today = moment.day.toordinal()
    last = ordinal(memory["last_day"] or moment.day.isoformat())
    span = max(_LEAST_DAYS, round(days_until(wanted, memory["stability"], decay)))
    due, reviews = max(today, last + span), 0
    while due <= today + DAYS:
        ahead = timedelta(days=due - today)
        now = Moment(moment.at + ahead, moment.day + ahead)
        recalled = chance.random() < scheduler.recall(memory, now.day)
        for rating in (Rating.Good,) if recalled else _learnt_again():
            memory = scheduler.foreseen(memory, rating, now)
            reviews += 1
            if memory["state"] == "review":
                break
        due = max(due + _LEAST_DAYS, ordinal(memory["due_day"]))
    return reviews, scheduler.recall(memory, moment.day + timedelta(days=DAYS))


def _learnt_again() -> Iterator[Rating]:
    """The grades of a card that was forgotten, until it is in review again."""
    yield Rating.Again
    yield from (Rating.Good for _ in range(10))
