"""What time it is for the learner."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from studykit.scheduling.days import ROLLOVER_HOUR, Moment, moment
from studykit.study.standing import setting

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

    def zone(self) -> tzinfo:
        """The learner's time zone."""
        return self._zone or self._tell().astimezone().tzinfo or UTC


def clock_from(state: State) -> Clock:
    """A clock by the settings `zone` (a name such as `Asia/Taipei`; the machine's when absent
    or unknown) and `rollover_hour` (0 to 12)."""
    from zoneinfo import ZoneInfo

    name = setting(state, "zone", "")
    hour = setting(state, "rollover_hour", ROLLOVER_HOUR)
    try:
        zone = ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        zone = None
    return Clock(zone=zone, rollover_hour=hour if 0 <= hour <= 12 else ROLLOVER_HOUR)


def _told_time() -> Callable[[], datetime]:
    pretended = os.environ.get(_PRETENDED, "")
    try:
        start = datetime.fromisoformat(pretended)
    except ValueError:
        return lambda: datetime.now(UTC)
    started = datetime.now(UTC)
    return lambda: start.astimezone(UTC) + (datetime.now(UTC) - started)
