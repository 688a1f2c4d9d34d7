"""How long things take a learner, and how much of a day's time is spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.progress.state import CourseState
    from studykit.scheduling.days import Moment

SECTION_MINUTES = 5.0
"""To read a section and answer its check."""
MOCK_MINUTES = 30.0
NEW_COSTS = 2.5
"""A new card takes as long as so many reviews, with its first repetitions."""
SECONDS_A_CARD = 15.0
"""What a review takes as long as nothing is known of the learner's own pace."""


def seconds_a_card(course: CourseState) -> float:
    """The learner's own pace over the last thirty days of study, else a usual one."""
    days = [course["days"][day] for day in sorted(course["days"])[-30:]]
    reviews = sum(
        d.get("reviews", 0) + d.get("new", 0) + d.get("steps", 0) + d.get("crammed", 0)
        for d in days
    )
    seconds = sum(d.get("card_seconds", 0.0) for d in days)
    return seconds / reviews if reviews >= 20 else SECONDS_A_CARD


def minutes_spent(course: CourseState, moment: Moment) -> float:
    """Minutes studied today already; a section counts as long as the plan gives it."""
    done = course["days"].get(moment.day.isoformat(), {})
    answering = done.get("seconds", 0.0) - done.get("reading_seconds", 0.0)
    return answering / 60 + done.get("sections", 0) * SECTION_MINUTES
