"""What a learner's single reviews tell, which the state does not keep: one pass over them.

True retention is, as Anki counts it, the share of reviews of cards in review (not on their
learning steps, and not seen on the same day before) that were recalled, whatever the grade
above *again*. A week begins on Monday.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studykit.analytics.statistics import Share
from studykit.progress.folding import LEARNT_DAYS, QUESTION_CARD
from studykit.progress.state import lasting
from studykit.scheduling.days import parse_instant
from studykit.scheduling.memory import Rating, interval_days

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from studykit.progress.events import History as JournalEvents

_NAMES = {int(rating): rating.name for rating in Rating}


@dataclass
class History:
    """What the reviews of one course tell."""

    retention: dict[str, Share] = field(default_factory=dict)
    """Monday of a week → the true retention of its reviews."""
    buttons: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_NAMES.values(), 0))
    """How often each grade was given."""
    hours: dict[int, Share] = field(default_factory=dict)
    """Hour of the day → how much was recalled in it, in the learner's time zone."""

    def to_json(self) -> dict[str, Any]:
        """Everything as plain JSON; `studykit stats` tells the keys."""
        return {
            "retention": {week: asdict(share) for week, share in self.retention.items()},
            "ratings": {name.lower(): count for name, count in self.buttons.items()},
            "hours": {str(hour): asdict(share) for hour, share in self.hours.items()},
        }


class _Course:
    """A course while its reviews are counted."""

    def __init__(self) -> None:
        self.weeks = defaultdict[str, Share](Share)
        self.hours = defaultdict[int, Share](Share)
        self.buttons = dict.fromkeys(_NAMES.values(), 0)
        self.in_review: dict[str, str] = {}
        """Cards in review → the day each was last seen."""


def history(
    events: JournalEvents, zone: tzinfo | None, ended: Callable[[], bool] = lambda: False
) -> dict[str, History]:
    """What the reviews of each course tell; `events` are gone through twice.

    Events that are undone, malformed or of another kind count nowhere. `ended` is asked again
    and again whether nobody waits any more; then the result is unfinished.
    """
    courses = defaultdict[str, _Course](_Course)
    mondays: dict[str, str] = {}
    for number, event in enumerate(lasting(events)):
        if number % 500 == 0 and ended():
            break
        if event["kind"] == "card_reset":
            courses[event["course"]].in_review.pop(event["card"], None)
        if event["kind"] != "card_reviewed":
            continue
        course, card, day = courses[event["course"]], event["card"], event["day"]
        course.buttons[_NAMES[event["rating"]]] += 1
        if course.in_review.get(card, day) < day:
            recalled = event["rating"] != 1  # Again
            if day not in mondays:
                mondays[day] = _monday(day)
            course.weeks[mondays[day]].count(recalled)
            hour = _hour(event["at"], zone)
            if hour is not None:
                course.hours[hour].count(recalled)
        memory = event["memory"]
        learnt = card.startswith(QUESTION_CARD) and interval_days(memory) >= LEARNT_DAYS
        if memory["state"] == "review" and not learnt:
            course.in_review[card] = day
        else:
            course.in_review.pop(card, None)
    return {
        name: History(
            dict(sorted(course.weeks.items())),
            course.buttons,
            dict(sorted(course.hours.items())),
        )
        for name, course in courses.items()
    }


def _monday(day: str) -> str:
    when = date.fromisoformat(day)
    return (when - timedelta(days=when.weekday())).isoformat()


def _hour(at: str, zone: tzinfo | None) -> int | None:
    try:
        return parse_instant(at).astimezone(zone).hour
    except OverflowError:  # a clock that stood at the end of the calendar
        return None
