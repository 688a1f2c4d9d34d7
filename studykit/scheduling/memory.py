"""What is known of a learner's memory of one card, in the JSON form the profile keeps."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypedDict

from studykit.scheduling.days import instant_text

if TYPE_CHECKING:
    from studykit.scheduling.days import Moment

FSRS_DECAY = 0.1542
"""The last of FSRS-6's published weights: how steeply recall falls with time."""


class Rating(IntEnum):
    """How well a card was recalled; the four answer buttons."""

    Again = 1
    Hard = 2
    Good = 3
    Easy = 4


class Memory(TypedDict):
    """The schedule of one card."""

    state: Literal["new", "learning", "review", "relearning"]
    """`new`: never reviewed but due already, as a question missed in a quiz is."""
    step: int | None
    """Which of the learning or relearning steps comes next; none in review."""
    stability: float
    """Days until recall falls to 90 %; 0 while new."""
    difficulty: float
    """From 1 to 10; 0 while new."""
    due: str
    """The instant it is due. Counts for steps; in review the day counts."""
    due_day: str
    """The study day it is due."""
    last: str | None
    """The instant of the last review."""
    last_day: str | None
    """The study day of the last review."""
    reps: int
    lapses: int


def new_memory(moment: Moment) -> Memory:
    """Return the memory of a card never reviewed that is due from `moment` on."""
    return {
        "state": "new",
        "step": None,
        "stability": 0.0,
        "difficulty": 0.0,
        "due": instant_text(moment.at),
        "due_day": moment.day.isoformat(),
        "last": None,
        "last_day": None,
        "reps": 0,
        "lapses": 0,
    }


def recall(memory: Memory, day: date, decay: float = FSRS_DECAY) -> float:
    """Return how likely the card is recalled on the study day `day`, from 0 to 1.

    FSRS-6's forgetting curve: 0.9 when as many days as the stability have passed. A card
    never reviewed has 0. A `day` before the last review (a clock set back) counts as the
    day of that review.
    """
    last = memory["last_day"]
    if last is None:
        return 0.0
    return forgetting_curve(day.toordinal() - ordinal(last), memory["stability"], decay)


def forgetting_curve(elapsed: int, stability: float, decay: float = FSRS_DECAY) -> float:
    """Return the likelihood of recall `elapsed` days after the last review (at least 0);
    0 without a stability."""
    if stability <= 0:
        return 0.0
    value: float = (1 + _factor(decay) * max(0, elapsed) / stability) ** -decay
    return value


def days_until(recalled: float, stability: float, decay: float = FSRS_DECAY) -> float:
    """Return after how many days the likelihood of recall has fallen to `recalled`, above 0:
    `forgetting_curve` the other way round."""
    return float(stability * (recalled ** (-1 / decay) - 1) / _factor(decay))


@lru_cache(maxsize=4096)
def ordinal(day: str) -> int:
    """Return the number of a study day (`YYYY-MM-DD`): thousands of cards share a few days."""
    return date.fromisoformat(day).toordinal()


@cache
def _factor(decay: float) -> float:
    return float(0.9 ** (-1 / decay) - 1)


def interval_days(memory: Memory) -> int:
    """Return the days from the last review to the due day; 0 while on a step or new."""
    if memory["state"] != "review" or memory["last_day"] is None:
        return 0
    return max(0, ordinal(memory["due_day"]) - ordinal(memory["last_day"]))
