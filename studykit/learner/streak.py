"""The streak: days of study in a row.

A day counts from its first section, card or answer on, and ends at 04:00. A today not begun
yet does not break the streak. Neither do rest days: of every week, Monday to Sunday, as many
days without study as the setting `rest_days` says (0 to 6, one at first) are passed over; they
do not count themselves.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

REST_DAYS = 1
MOST_REST_DAYS = 6
"""With seven, nothing would ever break a streak."""


class Streak(NamedTuple):
    """A streak that lasts."""

    days: int
    """Days of study."""
    rests: frozenset[date]
    """The rest days among them."""


def streak(days: Iterable[str], today: date, rest_days: int = REST_DAYS) -> Streak:
    """The streak up to `today`, `days` being the study days (`YYYY-MM-DD`) with study."""
    studied = {date.fromisoformat(day).toordinal() for day in days}
    first = min(studied, default=today.toordinal() + 1)
    at = today.toordinal()
    if at not in studied:
        at -= 1
    count, rests = 0, list[int]()
    missed = list[int]()
    missed_in = Counter[int]()
    while at >= first:
        if at in studied:
            count += 1
            rests += missed
            missed.clear()
        else:
            missed.append(at)
            week = (at - 1) // 7  # the first day of the calendar was a Monday
            missed_in[week] += 1
            if missed_in[week] > rest_days:
                break
        at -= 1
    return Streak(count, frozenset(map(date.fromordinal, rests)))
