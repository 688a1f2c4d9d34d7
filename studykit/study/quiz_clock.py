"""How much time an attempt has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.scheduling.days import parse_instant

if TYPE_CHECKING:
    from studykit.progress.state import AttemptState
    from studykit.scheduling.days import Moment


def seconds_left(attempt: AttemptState, moment: Moment) -> float | None:
    """Seconds until the attempt ends, not below 0; None without a limit.

    A clock that was set back gains nothing: it is never earlier than the last thing that
    happened in the attempt.
    """
    if attempt["deadline"] is None:
        return None
    known = [attempt["started"], *(r["at"] for r in attempt["responses"].values())]
    latest = max(moment.at, *map(parse_instant, known))
    return max(0.0, (parse_instant(attempt["deadline"]) - latest).total_seconds())
