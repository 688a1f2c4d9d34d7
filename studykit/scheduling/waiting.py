"""How long until a card is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studykit.scheduling.days import parse_instant

if TYPE_CHECKING:
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory


def wait(memory: Memory, moment: Moment) -> timedelta:
    """How long from `moment` until the card of `memory` is due, not below 0: whole study
    days in review, else to the second."""
    if memory["state"] == "review":
        days = (date.fromisoformat(memory["due_day"]) - moment.day).days
        return timedelta(days=max(0, days))
    return max(timedelta(0), parse_instant(memory["due"]) - moment.at)
