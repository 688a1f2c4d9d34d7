"""The week at a glance: which days were studied, and what falls due on the next ones."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.course_state import course_state
from studykit.planning.eligible_cards import is_hidden, is_there
from studykit.scheduling.days import later_day

if TYPE_CHECKING:
    from datetime import date

    from studykit.content.course import Edition
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment

WEEK = 7


class DayAhead(NamedTuple):
    """A day to come, and the cards that fall due on it."""

    day: date
    cards: int


class Week(NamedTuple):
    """The last seven days, today the last of them, and the next seven after today."""

    studied: list[tuple[date, bool]]
    ahead: list[DayAhead]

    @property
    def begun(self) -> bool:
        """Whether there is anything to show."""
        return any(done for _, done in self.studied) or any(day.cards for day in self.ahead)


def week(edition: Edition, state: State, moment: Moment) -> Week:
    """The week round `moment` in the course of `edition`."""
    course, today = course_state(state, edition.id), moment.day
    days = [later_day(today, number) for number in range(1, WEEK + 1)]
    names = {day.isoformat() for day in days}
    falls = Counter(
        card["due_day"]
        for card_id, card in course["cards"].items()
        if card["due_day"] in names
        and not is_hidden(card, moment)
        and is_there(edition, card_id)
    )
    past = [today - timedelta(days=number) for number in reversed(range(WEEK))]
    return Week(
        [(day, day.isoformat() in course["days"]) for day in past],
        [DayAhead(day, falls[day.isoformat()]) for day in days],
    )
