"""How much time an attempt has left."""

from __future__ import annotations

from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from studykit.scheduling.days import parse_instant

if TYPE_CHECKING:
    from studykit.progress.state import AttemptState
    from studykit.scheduling.days import Moment


_LONGEST = 1e8
"""Seconds that can be added to an instant of our time; a profile may be made up."""


def seconds_left(attempt: AttemptState, moment: Moment) -> float | None:
    """Seconds until the attempt ends, not below 0; None without a limit.

    A clock that was set back gains nothing: it is never earlier than the last thing that
    happened in the attempt, nor than its beginning and the time spent on its answers.
    """
    if attempt["deadline"] is None:
        return None
    answers = attempt["responses"].values()
    started = parse_instant(attempt["started"])
    spent = timedelta(seconds=min(_LONGEST, fsum(max(0.0, r["seconds"]) for r in answers)))
    known = (parse_instant(answer["at"]) for answer in answers)
    latest = max(moment.at, started + spent, *known)
    return max(0.0, (parse_instant(attempt["deadline"]) - latest).total_seconds())
