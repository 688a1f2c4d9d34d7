"""Instants and study days. A study day starts at 04:00 local time, so that a late evening
and the night after it are one day of study."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

ROLLOVER_HOUR = 4


class Moment(NamedTuple):
    """An instant in UTC, and the study day on which it fell where the learner was.

    Both are kept, because the day cannot be had again from the instant on a machine with
    another time zone setting.
    """

    at: datetime
    day: date


def study_day(at: datetime, zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """Return the study day of the instant `at` for a learner in `zone`.

    The day turns when the wall clock shows `rollover_hour`, whatever daylight saving did in
    that night.
    """
    wall = at.astimezone(zone).replace(tzinfo=None)
    if wall.hour >= rollover_hour or wall.date() == date.min:
        return wall.date()
    return wall.date() - timedelta(days=1)


def moment(at: datetime, zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> Moment:
    """Return the instant `at` (any zone, not naive) together with its study day."""
    return Moment(at.astimezone(UTC), study_day(at, zone, rollover_hour))


def instant_text(at: datetime) -> str:
    """Write an instant as `2026-05-01T08:00:00.000Z`; such texts sort as the instants do."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """Read what `instant_text` wrote.

    Raises:
        ValueError: `text` is no instant, or says no time zone.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} says no time zone")
    return at.astimezone(UTC)


def later_day(day: date, days: int) -> date:
    """Return the day `days` after `day`, at most the last day there is.

    A clock that is centuries off must not stop a review.
    """
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def later_instant(at: datetime, span: timedelta) -> datetime:
    """Return the instant `span` after `at`, at most the last instant there is."""
    last = datetime.max.replace(tzinfo=UTC)
    return at + span if span <= last - at else last
