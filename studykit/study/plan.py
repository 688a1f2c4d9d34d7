"""A plan to the exam: what to do each day, and the recall to expect on the day itself.

The days ahead are played through with FSRS-6: what falls due is reviewed first, then sections
are read, then their cards are learnt, as far as the minutes of the day reach. A review goes as
its likelihood says, without chance: each card keeps count of what it has been likely to forget,
and is forgotten when that reaches one. So the same standing gives the same plan, and a plan
made anew after missed days starts from where the learner really stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.progress.events import setting_changed
from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.study.deck import seconds_a_card
from studykit.study.settings import scheduler_settings, value_of
from studykit.study.standing import setting, standing
from studykit.study.teaching import section_of_card

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.progress.events import Event
    from studykit.progress.state import State
    from studykit.scheduling.memory import Memory

MINUTES, RECALL = 20, 0.9
"""What is planned with when the learner says nothing else."""
LONGEST = 400
"""Days that can be planned."""
SECTION_MINUTES = 5.0
"""To read a section and answer its check."""
MOCK_MINUTES = 30.0
_NEW_COSTS = 2.5
"""A new card takes as long as so many reviews, with its first repetitions."""
_MOCK_BEFORE = (7, 2)
"""Days before the exam on which a mock exam is taken."""
_MOST_MINUTES = 240


class Goal(NamedTuple):
    """What the learner wants."""

    exam: date
    minutes: int
    """A day."""
    recall: float
    """To be expected of every objective on the day of the exam, 0 to 1."""


@dataclass
class PlanDay:
    """One day of the plan."""

    day: date
    sections: list[str] = field(default_factory=list)
    new: int = 0
    reviews: int = 0
    mock: bool = False
    minutes: float = 0.0


@dataclass
class Plan:
    """The days up to the exam, and what they lead to."""

    goal: Goal
    days: list[PlanDay]
    recall: dict[str, float]
    """Objective → the mean recall of its cards on the day of the exam."""
    unread: int
    """Sections for which there is no time."""
    unlearnt: int
    """Cards for which there is no time."""
    minutes_needed: int | None = None
    """Minutes a day that would reach the goal, where it is out of reach; None where none
    would, or where it is not."""

    @property
    def mean(self) -> float:
        """The mean recall of the objectives that have cards."""
        return sum(self.recall.values()) / len(self.recall) if self.recall else 0.0

    @property
    def reached(self) -> bool:
        """Whether everything is read and learnt, and recalled as wanted."""
        return not self.unread and not self.unlearnt and self.mean >= self.goal.recall - 0.005


def goal_of(state: State, course_id: str) -> Goal | None:
    """The goal that the learner has set for a course; None when there is none."""
    try:
        exam = date.fromisoformat(setting(state, "exam", "", course=course_id))
    except ValueError:
        return None
    minutes = value_of(state, "plan_minutes", course_id)
    return Goal(exam, minutes, value_of(state, "plan_recall", course_id))


def goal_set(moment: Moment, course_id: str, goal: Goal) -> list[Event]:
    """The events by which a goal is kept."""
    return [
        setting_changed(moment, f"exam@{course_id}", goal.exam.isoformat()),
        setting_changed(moment, f"plan_minutes@{course_id}", goal.minutes),
        setting_changed(moment, f"plan_recall@{course_id}", goal.recall),
    ]


def plan(edition: Edition, state: State, moment: Moment, goal: Goal) -> Plan:
    """The plan from today to the day before the exam.

    Raises:
        ValueError: the exam is not ahead, or too far, or the goal makes no sense; the sentence
            says which.
    """
    ahead = (goal.exam - moment.day).days
    if not 1 <= ahead <= LONGEST:
        raise ValueError(f"The exam must be 1 to {LONGEST} days ahead; this one is {ahead}.")
    if not 5 <= goal.minutes <= _MOST_MINUTES:
        raise ValueError(f"Minutes a day must be 5 to {_MOST_MINUTES}, not {goal.minutes}.")
    if not 0.7 <= goal.recall <= 0.97:
        raise ValueError(f"The wanted recall must be 0.70 to 0.97, not {goal.recall}.")
    made = _played(edition, state, moment, goal)
    if not made.reached:
        made.minutes_needed = _minutes_needed(edition, state, moment, goal)
    return made


def _minutes_needed(edition: Edition, state: State, moment: Moment, goal: Goal) -> int | None:
    low, high = goal.minutes, _MOST_MINUTES
    if not _played(edition, state, moment, goal._replace(minutes=high)).reached:
        return None
    while high - low > 5:
        middle = (low + high) // 2
        if _played(edition, state, moment, goal._replace(minutes=middle)).reached:
            high = middle
        else:
            low = middle
    return high


def _played(edition: Edition, state: State, moment: Moment, goal: Goal) -> Plan:
    return _Play(edition, state, moment, goal).plan()


class _Play:
    """The days ahead, played through once."""

    def __init__(self, edition: Edition, state: State, moment: Moment, goal: Goal) -> None:
        course = standing(state, edition.id)
        settings = scheduler_settings(state, edition.id)
        self.scheduler = Scheduler(
            replace(
                settings,
                retention=max(goal.recall, settings.retention),
                learning_steps=(),
                relearning_steps=(),
                fuzz=False,
            )
        )
        self.edition, self.moment, self.goal = edition, moment, goal
        self.review_minutes = seconds_a_card(course) / 60
        cards = course["cards"]
        self.memories: dict[str, Memory] = {}
        self.fresh: dict[str | None, list[str]] = defaultdict(list)
        self.objectives: dict[str, list[str]] = defaultdict(list)
        for lesson in edition.lessons:
            for card in lesson.cards:
                if card.objective:
                    self.objectives[card.objective].append(card.id)
                known = cards.get(card.id)
                if known is not None and known.get("suspended"):
                    continue
                if known is not None and known["state"] != "new":
                    self.memories[card.id] = known
                else:
                    self.fresh[section_of_card(edition, card.id)].append(card.id)
        self.unread = [
            section.id
            for lesson in edition.lessons
            for section in lesson.sections
            if section.id not in course["sections"]
        ]
        waiting = set(self.unread)
        self.learnable = [
            card for s, some in self.fresh.items() if s not in waiting for card in some
        ]
        self.doubt: dict[str, float] = defaultdict(float)
        self.due: dict[int, list[str]] = defaultdict(list)
        for card_id, memory in self.memories.items():
            wait = (date.fromisoformat(memory["due_day"]) - moment.day).days
            self.due[max(0, wait)].append(card_id)

    def plan(self) -> Plan:
        ahead = (self.goal.exam - self.moment.day).days
        mocks = {ahead - before for before in _MOCK_BEFORE if ahead - before > 0}
        late: list[str] = []
        days = []
        for number in range(ahead):
            day = PlanDay(self.moment.day + timedelta(days=number), mock=number in mocks)
            day.minutes = MOCK_MINUTES if day.mock else 0.0
            late = self._review(day, number, late + self.due.pop(number, []))
            self._read(day, ahead - number)
            self._learn(day, number)
            days.append(day)
        return Plan(
            self.goal,
            days,
            {key: self._recall(cards) for key, cards in self.objectives.items()},
            unread=len(self.unread),
            unlearnt=len(self.learnable) + sum(len(self.fresh[s]) for s in self.unread),
        )

    def _room(self, day: PlanDay, minutes: float) -> bool:
        return day.minutes + minutes <= self.goal.minutes + 1e-9

    def _review(self, day: PlanDay, number: int, due: list[str]) -> list[str]:
        """Review what is due, most at risk first; what there is no time for waits."""
        now = Moment(self.moment.at + timedelta(days=number), day.day)
        due.sort(key=lambda card: (self.scheduler.recall(self.memories[card], day.day), card))
        for place, card in enumerate(due):
            if not self._room(day, self.review_minutes):
                return due[place:]
            memory = self.memories[card]
            self.doubt[card] += 1 - self.scheduler.recall(memory, day.day)
            forgotten = self.doubt[card] >= 1
            self.doubt[card] -= forgotten
            rating = Rating.Again if forgotten else Rating.Good
            self._schedule(card, self.scheduler.foreseen(memory, rating, now), number)
            day.reviews += 1
            day.minutes += self.review_minutes * (1 + forgotten)
        return []

    def _read(self, day: PlanDay, left: int) -> None:
        """Read on, a little faster than would be just in time, so that cards can settle."""
        share = -(-len(self.unread) // max(1, round(left * 0.6)))
        while self.unread and len(day.sections) < share and self._room(day, SECTION_MINUTES):
            section = self.unread.pop(0)
            day.sections.append(section)
            day.minutes += SECTION_MINUTES
            self.learnable += self.fresh[section]

    def _learn(self, day: PlanDay, number: int) -> None:
        """Learn the cards of what was read."""
        now = Moment(self.moment.at + timedelta(days=number), day.day)
        minutes = self.review_minutes * _NEW_COSTS
        while self.learnable and self._room(day, minutes):
            card = self.learnable.pop(0)
            self._schedule(card, self.scheduler.foreseen(None, Rating.Good, now), number)
            day.new += 1
            day.minutes += minutes

    def _schedule(self, card: str, memory: Memory, number: int) -> None:
        wait = (date.fromisoformat(memory["due_day"]) - self.moment.day).days
        self.memories[card] = memory
        self.due[max(number + 1, wait)].append(card)

    def _recall(self, cards: list[str]) -> float:
        """The mean recall on the day of the exam; a card never learnt counts 0."""
        known = [self.memories[card] for card in cards if card in self.memories]
        total = sum(self.scheduler.recall(memory, self.goal.exam) for memory in known)
        return total / len(cards) if cards else 0.0
