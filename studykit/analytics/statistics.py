"""What a learner's events tell of the studying: how much, how well, and what is to come.

All figures are of one course. A day is a study day; a week begins on Monday. True retention is,
as Anki counts it, the share of reviews of cards in review (not in their learning steps, and not
seen on the same day before) that were recalled, whatever the grade above *again*.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studykit.grading.marks import verdict
from studykit.progress.state import lasting
from studykit.scheduling.days import parse_instant
from studykit.scheduling.memory import Rating
from studykit.scheduling.settings import settings_from
from studykit.study.standing import standing
from studykit.study.today import streak

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from studykit.progress.events import Event
    from studykit.progress.state import AttemptState, CardState, State
    from studykit.scheduling.days import Moment

FORECAST_DAYS = 90
STABILITY_BOUNDS = (1, 3, 7, 14, 30, 90, 180, 365)
"""Days; the last group is open."""


@dataclass
class Day:
    """What was done on one day."""

    reviews: int = 0
    answers: int = 0
    sections: int = 0
    seconds: float = 0.0


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
    score: float


@dataclass
class Statistics:
    """All figures of a course."""

    days: dict[str, Day] = field(default_factory=dict)
    """Study day → what was done on it; days without study are left out."""
    streak: int = 0
    """Days in a row up to today; a today not begun yet does not break it."""
    forecast: list[int] = field(default_factory=list)
    """Cards that fall due today (with all overdue ones), tomorrow …, if none is forgotten."""
    wanted: float = 0.9
    """The recall that the learner wants on the day a card is due."""
    retention: dict[str, Share] = field(default_factory=dict)
    """Monday of a week → the true retention of its reviews."""
    buttons: dict[str, int] = field(default_factory=dict)
    """How often each grade was given."""
    hours: dict[int, Share] = field(default_factory=dict)
    """Hour of the day → how much was recalled in it, in the learner's time zone."""
    stability: list[int] = field(default_factory=list)
    """Cards whose stability is below each of `STABILITY_BOUNDS`, and above the last."""
    difficulty: list[int] = field(default_factory=list)
    """Cards of difficulty 1, 2 … 10."""
    scores: list[Score] = field(default_factory=list)
    certainty: dict[int, Share] = field(default_factory=dict)
    """How sure the learner was, 1 to 3 → how often rightly."""

    def to_json(self) -> dict[str, Any]:
        """Everything as plain JSON."""
        return asdict(self) | {"stability_bounds": list(STABILITY_BOUNDS)}


def statistics(
    events: Iterable[Event], state: State, course_id: str, moment: Moment, zone: tzinfo | None
) -> Statistics:
    """The figures of a course at `moment`; `events` are gone through twice."""
    course = standing(state, course_id)
    made = Statistics(streak=streak(course, moment))
    made.wanted = settings_from(state["settings"]).retention
    made.buttons = {rating.name: 0 for rating in Rating}
    days: defaultdict[str, Day] = defaultdict(Day)
    weeks: defaultdict[str, Share] = defaultdict(Share)
    hours: defaultdict[int, Share] = defaultdict(Share)
    before: dict[str, tuple[str, str]] = {}
    for event in lasting(events):
        if event.get("course") != course_id:
            continue
        day = days[event["day"]]
        day.seconds += event.get("seconds") or 0.0
        match event["kind"]:
            case "card_reviewed":
                day.reviews += 1
                rating = Rating(event["rating"])
                made.buttons[rating.name] += 1
                kind, last = before.get(event["card"], ("new", ""))
                if kind == "review" and last < event["day"]:
                    recalled = rating is not Rating.Again
                    weeks[_monday(event["day"])].count(recalled)
                    hours[parse_instant(event["at"]).astimezone(zone).hour].count(recalled)
                before[event["card"]] = (event["memory"]["state"], event["day"])
            case "question_answered":
                day.answers += 1
            case "quiz_answered":
                day.answers += 1
            case "section_read":
                day.sections += 1
    made.days = {key: day for key, day in sorted(days.items()) if day != Day()}
    made.retention, made.hours = dict(sorted(weeks.items())), dict(sorted(hours.items()))
    _count_cards(made, course["cards"].values(), moment)
    _count_quizzes(made, course["attempts"].values())
    return made


def _count_cards(made: Statistics, cards: Iterable[CardState], moment: Moment) -> None:
    made.forecast = [0] * FORECAST_DAYS
    made.stability = [0] * (len(STABILITY_BOUNDS) + 1)
    made.difficulty = [0] * 10
    for card in cards:
        if card["state"] == "new" or card.get("suspended"):
            continue
        wait = (date.fromisoformat(card["due_day"]) - moment.day).days
        if wait < FORECAST_DAYS:
            made.forecast[max(0, wait)] += 1
        if card["stability"] is not None:
            made.stability[sum(card["stability"] >= b for b in STABILITY_BOUNDS)] += 1
        if card["difficulty"] is not None:
            made.difficulty[min(9, max(0, round(card["difficulty"]) - 1))] += 1


def _count_quizzes(made: Statistics, attempts: Iterable[AttemptState]) -> None:
    handed_in = [attempt for attempt in attempts if attempt["submitted"]]
    for attempt in sorted(handed_in, key=lambda attempt: attempt["submitted"] or ""):
        made.scores.append(Score(attempt["day"], attempt["quiz"], attempt["score"] or 0.0))
        for question, score in (attempt["results"] or {}).items():
            response = attempt["responses"].get(question)
            if response is not None and response["certainty"] is not None:
                share = made.certainty.setdefault(response["certainty"], Share())
                share.count(verdict(score) == "right")
    made.certainty = dict(sorted(made.certainty.items()))


def _monday(day: str) -> str:
    when = date.fromisoformat(day)
    return (when - timedelta(days=when.weekday())).isoformat()
