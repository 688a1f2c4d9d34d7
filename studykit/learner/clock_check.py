"""Whether the clock can be right: a learner cannot have studied in the days to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.language.words import Words
    from studykit.progress.state import CourseState
    from studykit.scheduling.days import Moment

_ZONES = 1
"""Days by which two time zones can differ."""
_LONG = 3 * 365
"""Days without study after which the clock is more likely wrong than the learner away."""


def clock_line(course: CourseState, moment: Moment, words: Words) -> str:
    """That the clock seems to be wrong; "" where it does not."""
    if not course["days"]:
        return ""
    last = date.fromisoformat(max(course["days"]))
    away = (moment.day - last).days
    if away < -_ZONES and not _was_put_right(course["days"], moment.day):
        return words(
            "You last studied on {last}, but the clock shows {today}: please check "
            "that it is right. Press u to undo grades given on a wrong day.",
            last=last.isoformat(),
            today=moment.day.isoformat(),
        )
    if away > _LONG:
        return words(
            "You last studied on {last}, and the clock shows {today}: please check "
            "that it is right before you review.",
            last=last.isoformat(),
            today=moment.day.isoformat(),
        )
    return ""


def _was_put_right(days: Iterable[str], today: date) -> bool:
    """Whether the clock was ahead once and is right now: after the days to come, there was
    study on more other days than they are. `days` stand in the order they were recorded."""
    ahead = [date.fromisoformat(day) > today for day in days]
    since = ahead[::-1].index(True)
    return since > sum(ahead)
