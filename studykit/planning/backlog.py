"""What has piled up while the learner was away: reviewed over some days, not all in one.

Who comes back after a break finds many cards due at once. A day then has no more of them than
twice what is usual for this learner, or a week's share of the pile where that is more; those
most at stake come first, and no new cards are begun, until the pile is gone. How much a day has
is told from the days before it and from all that the day began with, so that it stays the same
all day long.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.progress.state import CourseState
    from studykit.scheduling.days import Moment

LEAST = 40
"""Reviews that a day has in any case: about ten minutes."""
WEEK = 7
"""A day has this part of the pile at least."""
_LOOKED_BACK = 14
"""Days in which a missed one counts as a break; days of study of which the usual is taken."""


class PutOff(NamedTuple):
    """Due cards that are left for later days."""

    cards: int
    days: int
    """Over how many days they are spread after a break; 0 where the daily limit alone is why
    they wait."""
    exam: bool = False
    """Whether an exam is so near that cards come by the recall expected on its day: then these
    are those beyond the minutes of today."""


def ration(course: CourseState, moment: Moment, due: int) -> int | None:
    """How many reviews today has after a break, `due` being still due; None when there was no
    break."""
    today = moment.day.isoformat()
    before = sorted(day for day in course["days"] if day < today)
    if not before:
        return None
    day = moment.day.toordinal()
    first = max(day - _LOOKED_BACK, date.fromisoformat(before[0]).toordinal())
    if all(date.fromordinal(each).isoformat() in course["days"] for each in range(first, day)):
        return None
    pile = due + _done(course, moment)
    return max(LEAST, 2 * usual(course, moment), -(-pile // WEEK))


def _done(course: CourseState, moment: Moment) -> int:
    return course["days"].get(moment.day.isoformat(), {}).get("reviews", 0)


def usual(course: CourseState, moment: Moment) -> int:
    """Reviews on a usual day of study."""
    today = moment.day.isoformat()
    done = [
        counts["reviews"]
        for day, counts in sorted(course["days"].items())
        if day < today and counts.get("reviews")
    ][-_LOOKED_BACK:]
    return round(sum(done) / len(done)) if done else 0


def spread(course: CourseState, moment: Moment, due: int, left: int) -> tuple[int, PutOff]:
    """How many of `due` cards come today, of which the daily limit leaves room for `left`;
    and what is put off."""
    done, portion = _done(course, moment), ration(course, moment, due)
    if portion is None or due + done <= portion or left + done <= portion:
        kept = min(due, left)
        return kept, PutOff(due - kept, 0)
    kept = max(0, portion - done)
    gain = max(1, portion - usual(course, moment))  # the usual goes on to fall due
    return kept, PutOff(due - kept, -(-(due - kept) // gain))


def put_off_line(put_off: PutOff, words: Words) -> str:
    """Why there are fewer cards than are due; "" when there are not."""
    if not put_off.cards:
        return ""
    if put_off.exam:
        return words(
            "The exam is near: the cards you are least likely to recall on its day come first."
            " {n} more do not fit in today's minutes.",
            n=put_off.cards,
        )
    if not put_off.days:
        return words(
            "{n} more are due beyond the daily limit: those most at risk come first, the rest"
            " on the next days.",
            n=put_off.cards,
        )
    if put_off.days == 1:
        return words(
            "Many cards came due while you were away. Those most at risk come first; "
            "the other {n} are left for tomorrow, and new cards wait until then.",
            n=put_off.cards,
        )
    return words(
        "Many cards came due while you were away. Those most at risk come first; "
        "the other {n} are spread over about {days} days, and new cards wait "
        "until then.",
        n=put_off.cards,
        days=put_off.days,
    )
