"""What time it is for the learner."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from studykit.learner.settings import value_of
from studykit.scheduling.days import ROLLOVER_HOUR, Moment, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from studykit.progress.state import State

_PRETENDED = "STUDYKIT_NOW"


class Clock:
    """Tells instants with their study day, in one time zone.

    For rehearsals, the variable STUDYKIT_NOW (an instant such as `2026-05-01T08:00:00Z`) sets
    the time at which the program starts; from there the clock runs as always.
    """

    def __init__(
        self,
        *,
        zone: tzinfo | None = None,
        rollover_hour: int = ROLLOVER_HOUR,
        tell: Callable[[], datetime] | None = None,
        seconds: Callable[[], float] | None = None,
    ) -> None:
        self._zone = zone
        self._rollover_hour = rollover_hour
        self._tell = tell or _time_source()
        self._seconds = seconds or (lambda: tell().timestamp() if tell else monotonic())

    def seconds(self) -> float:
        """Seconds from an arbitrary start, to measure how long something takes; a change of
        the machine's time does not disturb them."""
        return self._seconds()

    def now(self) -> Moment:
        """The present instant and its study day."""
        return self.moment(self._tell())

    def moment(self, at: datetime) -> Moment:
        """The instant `at` and its study day."""
        return moment(at, self.zone(), self._rollover_hour)

    def by(self, state: State) -> Clock:
        """This clock, by the settings of `state` as they are now."""
        zone, hour = zone_and_hour(state)
        return Clock(zone=zone, rollover_hour=hour, tell=self._tell, seconds=self._seconds)

    def zone(self) -> tzinfo:
        """The learner's time zone."""
        return self._zone or self._tell().astimezone().tzinfo or UTC


def clock_from(state: State) -> Clock:
    """A clock by the settings `zone` (the machine's when absent or unknown) and
    `rollover_hour`."""
    zone, hour = zone_and_hour(state)
    return Clock(zone=zone, rollover_hour=hour)


def zone_and_hour(state: State) -> tuple[tzinfo | None, int]:
    """The learner's time zone, None for the machine's, and the hour a study day begins."""
    from zoneinfo import ZoneInfo

    name = value_of(state, "zone")
    return ZoneInfo(name) if name else None, value_of(state, "rollover_hour")


def _time_source() -> Callable[[], datetime]:
    pretended = os.environ.get(_PRETENDED, "")
    try:
        start = datetime.fromisoformat(pretended)
    except ValueError:
        return lambda: datetime.now(UTC)
    started = datetime.now(UTC)
    return lambda: start.astimezone(UTC) + (datetime.now(UTC) - started)
