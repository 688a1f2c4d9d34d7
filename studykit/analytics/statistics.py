"""What a learner's standing tells of the studying: how much, how well, and what is to come.

All figures are of one course and come from the state alone, so that they are there at once;
what only the single reviews tell is in `history`. A day is a study day.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from studykit.analytics.workload import Load, workload
from studykit.learner.attempts import is_repetition
from studykit.learner.course_state import course_state
from studykit.learner.settings import scheduler_settings, value_of
from studykit.learner.streak import Streak, streak
from studykit.planning.eligible_cards import is_there
from studykit.planning.pace import seconds_a_card
from studykit.questions.marks import verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studykit.content.course import Edition
    from studykit.progress.state import AttemptState, CardState, DayState, State
    from studykit.scheduling.days import Moment

FORECAST_DAYS = 91
"""Thirteen whole weeks."""
_EARLIEST, _LATEST = date(1000, 1, 1), date(9000, 1, 1)
"""A clock that is centuries off must not lead out of the calendar."""
STABILITY_BOUNDS = (1, 3, 7, 14, 30, 90, 180, 365)
"""Days; the last group is open."""


_DIFFICULTY_BOUNDS = [number + 0.5 for number in range(1, 10)]


@dataclass
class Day:
    """What was done on one day."""

    reviews: int = 0
    """Cards graded, those of learning steps among them."""
    crammed: int = 0
    """Cards graded while cramming."""
    answers: int = 0
    """Questions answered; in an exam they count when it is handed in."""
    sections: int = 0
    seconds: float = 0.0

    @property
    def graded(self) -> int:
        """Reviews, crammed or not, and answers."""
        return self.reviews + self.crammed + self.answers


@dataclass
class Share:
    """How many of how many."""

    right: int = 0
    total: int = 0

    def count(self, right: bool) -> None:
        """One more."""
        self.right += right
        self.total += 1

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.total if self.total else None


@dataclass
class Score:
    """One attempt that was handed in."""

    day: str
    quiz: str
    title: str
    """Its id, where the course has it no more."""
    score: float
    passed: bool | None
    """None where the quiz has no pass mark."""


@dataclass
class Statistics:
    """The figures of a course."""

    today: date
    streak: Streak
    rest_days: int
    """Days a week without study that do not break the streak."""
    wanted: float
    """The recall that the learner wants on the day a card is due."""
    days: dict[str, Day] = field(default_factory=dict)
    """Study day → what was done on it; days without study are left out."""
    forecast: list[int] = field(default_factory=lambda: [0] * FORECAST_DAYS)
    """Cards that fall due today (with all overdue ones), tomorrow …, if none is forgotten."""
    stability: list[int] = field(default_factory=lambda: [0] * (len(STABILITY_BOUNDS) + 1))
    """Cards whose stability is below each of `STABILITY_BOUNDS`, and above the last."""
    difficulty: list[int] = field(default_factory=lambda: [0] * 10)
    """Cards of difficulty 1, 2 … 10."""
    scores: list[Score] = field(default_factory=list)
    """In the order in which they were handed in."""
    certainty: dict[int, Share] = field(default_factory=dict)
    """How sure the learner was, 1 to 3 → how often rightly."""
    seconds_a_card: float = 0.0
    """The learner's pace."""
    try_out: Callable[[], list[Load]] = list
    """Gives the `workload`, which takes a moment and few pages show."""

    @cached_property
    def workload(self) -> list[Load]:
        """What each recall that could be wanted costs; nothing without cards in review."""
        return self.try_out()

    def to_json(self) -> dict[str, Any]:
        """Everything as plain JSON; `studykit stats` tells the keys."""
        return {
            "streak": self.streak.days,
            "rest_days": self.rest_days,
            "desired_retention": self.wanted,
            "days": {key: asdict(day) for key, day in self.days.items()},
            "forecast": self.forecast,
            "stability_bounds": list(STABILITY_BOUNDS),
            "stability": self.stability,
            "difficulty": self.difficulty,
            "scores": [asdict(score) for score in self.scores],
            "certainty": {str(sure): asdict(share) for sure, share in self.certainty.items()},
            "workload": [load._asdict() for load in self.workload],
        }


def statistics_of(edition: Edition, state: State, moment: Moment) -> Statistics:
    """The figures of the course of `edition` at `moment`."""
    titles = {quiz.id: quiz.title for quiz in edition.quizzes}
    return statistics(state, edition.id, moment, titles, partial(is_there, edition))


def statistics(
    state: State,
    course_id: str,
    moment: Moment,
    titles: Mapping[str, str],
    there: Callable[[str], bool] = lambda card: True,
) -> Statistics:
    """The figures of a course at `moment`; `titles` are those of its quizzes, by id; `there`
    says whether the course still has a card."""
    course = course_state(state, course_id)
    rests = value_of(state, "rest_days", course_id)
    counted = Statistics(
        today=min(max(moment.day, _EARLIEST), _LATEST),
        streak=streak(course["days"], moment.day, rests),
        rest_days=rests,
        wanted=scheduler_settings(state, course_id).retention,
        days={key: _day(counts) for key, counts in sorted(course["days"].items())},
    )
    _count_cards(counted, course["cards"], moment, there)
    counted.seconds_a_card = seconds_a_card(course)
    in_review = [
        card
        for card_id, card in course["cards"].items()
        if card["state"] == "review" and not card.get("suspended") and there(card_id)
    ]
    counted.try_out = partial(
        workload,
        in_review,
        scheduler_settings(state, course_id),
        counted.seconds_a_card,
        moment,
    )
    _count_quizzes(counted, course["attempts"].values(), titles)
    return counted


def _day(counts: DayState) -> Day:
    return Day(
        reviews=counts.get("new", 0) + counts.get("reviews", 0) + counts.get("steps", 0),
        crammed=counts.get("crammed", 0),
        answers=counts.get("answers", 0),
        sections=counts.get("sections", 0),
        # A day has no more, whatever an event from elsewhere says.
        seconds=min(86_400.0, max(0.0, counts.get("seconds", 0.0))),
    )


def _count_cards(
    counted: Statistics,
    cards: Mapping[str, CardState],
    moment: Moment,
    there: Callable[[str], bool],
) -> None:
    """What is due today is counted as Home counts it: with missed questions and cards on a
    learning step, without those put off until tomorrow or lost by the course."""
    waits: dict[str, int] = {}
    today = moment.day.isoformat()
    for card_id, card in cards.items():
        if card.get("suspended"):
            continue
        day = card["due_day"]
        if day not in waits:
            waits[day] = max(0, (date.fromisoformat(day) - counted.today).days)
        wait = 0 if card["state"] in ("learning", "relearning") else waits[day]
        wait = max(wait, int(card.get("buried_day") == today))
        if wait < FORECAST_DAYS and there(card_id):
            counted.forecast[wait] += 1
        if card["state"] == "new":
            continue
        counted.stability[bisect(STABILITY_BOUNDS, card["stability"])] += 1
        counted.difficulty[bisect(_DIFFICULTY_BOUNDS, card["difficulty"])] += 1


def _count_quizzes(
    counted: Statistics, attempts: Iterable[AttemptState], titles: Mapping[str, str]
) -> None:
    submitted = [a for a in attempts if a["submitted"] and not is_repetition(a)]
    for attempt in sorted(submitted, key=lambda attempt: attempt["submitted"] or ""):
        score = Score(
            day=attempt["day"],
            quiz=attempt["quiz"],
            title=titles.get(attempt["quiz"], attempt["quiz"]),
            score=attempt["score"] or 0.0,
            passed=attempt["passed"],
        )
        counted.scores.append(score)
        for question, points in (attempt["results"] or {}).items():
            response = attempt["responses"].get(question)
            if response is not None and response["certainty"] is not None:
                share = counted.certainty.setdefault(response["certainty"], Share())
                share.count(verdict(points) == "right")
    counted.certainty = dict(sorted(counted.certainty.items()))
