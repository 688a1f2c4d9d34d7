"""What time it is for the learner."""

from __future__ import annotations

import os
from datetime import UTC, datetime
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
    ) -> None:
        self._zone = zone
        self._rollover_hour = rollover_hour
        self._tell = tell or _told_time()

    def now(self) -> Moment:
        """The present instant and its study day."""
        return moment(self._tell(), self.zone(), self._rollover_hour)

    def by(self, state: State) -> Clock:
        """This clock, by the settings of `state` as they are now."""
        return clock_from(state, self._tell)

    def zone(self) -> tzinfo:
        """The learner's time zone."""
        return self._zone or self._tell().astimezone().tzinfo or UTC


def clock_from(state: State, tell: Callable[[], datetime] | None = None) -> Clock:
    """A clock by the settings `zone` (the machine's when absent or unknown) and
    `rollover_hour`."""
    from zoneinfo import ZoneInfo

    name = value_of(state, "zone")
    zone = ZoneInfo(name) if name else None
    return Clock(zone=zone, rollover_hour=value_of(state, "rollover_hour"), tell=tell)


def _told_time() -> Callable[[], datetime]:
    pretended = os.environ.get(_PRETENDED, "")
    try:
        start = datetime.fromisoformat(pretended)
    except ValueError:
        return lambda: datetime.now(UTC)
    started = datetime.now(UTC)
    return lambda: start.astimezone(UTC) + (datetime.now(UTC) - started)
