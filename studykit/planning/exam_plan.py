"""A plan to the exam: what to do each day, and the recall to expect on the day itself.

The days ahead are played through with FSRS-6, as the sessions would go: what falls due is
reviewed first, then the cards of what was read are learnt, then sections are read, the cards
of each right after it, as far as the minutes of the day and the daily limits reach. So reading
never takes the time of the cards, on which the recall hangs. A review goes as its likelihood
says, without chance: each card keeps count of what it has been likely to forget, and is
forgotten when that reaches one. So the same standing gives the same plan, and a plan made anew
after missed days starts from where the learner really stands. Suspended cards are left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.course_state import course_state
from studykit.learner.settings import scheduler_settings, value_of
from studykit.planning.backlog import ration, spread
from studykit.planning.eligible_cards import STEPS, is_scheduled, is_there, limits
from studykit.planning.final_days import final_reviews, is_final, mock_is_due
from studykit.planning.goal import LONGEST, MOST_MINUTES, Goal, check_goal
from studykit.planning.pace import (
    MOCK_MINUTES,
    NEW_COSTS,
    SECTION_MINUTES,
    minutes_spent,
    seconds_a_card,
)
from studykit.planning.source_sections import Teaching
from studykit.progress.folding import LEARNT_DAYS, QUESTION_CARD
from studykit.scheduling.days import Moment, later_day
from studykit.scheduling.memory import Rating, interval_days, recall
from studykit.scheduling.scheduler import Scheduler

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.progress.state import State
    from studykit.scheduling.memory import Memory

_NEARLY = 0.005
_NO_LIMIT = 1_000_000


@dataclass
class PlanDay:
    """One day of the plan; of today, what is left to do."""

    day: date
    sections: list[str] = field(default_factory=list)
    new: int = 0
    reviews: int = 0
    due: int = 0
    """All cards that are due, whether or not the minutes and the limits reach for them."""
    mock: bool = False
    minutes: float = 0.0


class Reach(NamedTuple):
    """What would reach a goal that is out of reach: all of these together."""

    minutes: int
    """A day."""
    exam: date
    new_per_day: int | None = None
    """The daily limit for new cards that it takes; None where the present one will do."""
    reviews_per_day: int | None = None
    """The same for reviews."""


class FinalDay(NamedTuple):
    """The cards of one of the last days before the exam."""

    new: int
    reviews: list[str]
    """In the order they come."""
    waiting: int
    """Cards that would come too if the day had more minutes."""


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
    suspended: int
    """Cards that are left out because they are suspended."""
    without_cards: tuple[str, ...]
    """Objectives of whose recall nothing is known, as no card asks for them."""
    by_schedule: float
    """The mean recall if the last days went as any other, by what FSRS has due on them."""
    reach: Reach | None = None
    """What would reach the goal, where it is out of reach; None where nothing would, or
    where it is not."""

    @property
    def mean(self) -> float:
        """The mean recall of the objectives that have cards."""
        return sum(self.recall.values()) / len(self.recall) if self.recall else 0.0

    @property
    def reached(self) -> bool:
        """Whether everything is read and learnt, and recalled as wanted."""
        recalled = not self.recall or self.mean >= self.goal.recall - _NEARLY
        return not self.unread and not self.unlearnt and recalled


def plan(edition: Edition, state: State, moment: Moment, goal: Goal) -> Plan:
    """The plan from today to the day before the exam.

    Raises:
        Refusal: the exam is not ahead, or too far, or the goal makes no sense.
    """
    check_goal(goal, moment.day)
    start = start_of(edition, state, moment)
    result = Play(start, goal).plan()
    result.by_schedule = Play(start, goal, acts=False).plan().mean
    if not result.reached:
        result.reach = _reach(start, goal)
    return result


def asked_today(edition: Edition, state: State, moment: Moment, goal: Goal) -> PlanDay:
    """What the plan asks for today, without looking further ahead.

    Raises:
        Refusal: as `plan`.
    """
    check_goal(goal, moment.day)
    return _Today(start_of(edition, state, moment), goal).day(0)


def final_day(edition: Edition, state: State, moment: Moment, goal: Goal) -> FinalDay:
    """The cards that the plan asks for today, one of the last days before the exam."""
    return _Today(start_of(edition, state, moment), goal).final()


def _reach(start: Start, goal: Goal) -> Reach | None:
    """More minutes, else the limits raised too, else a later day: the first of them that
    reaches the goal."""
    minutes = _fewest_minutes(start, goal)
    if minutes is not None:
        return Reach(minutes, goal.exam)
    freed = replace(start, new_a_day=_NO_LIMIT, reviews_a_day=_NO_LIMIT)
    minutes = _fewest_minutes(freed, goal)
    if minutes is not None:
        result = Play(freed, goal._replace(minutes=minutes)).plan()
        new = max(day.new for day in result.days)
        reviews = max(day.reviews for day in result.days)
        return Reach(
            minutes,
            goal.exam,
            new if new > start.new_a_day else None,
            reviews if reviews > start.reviews_a_day else None,
        )
    ahead = (goal.exam - start.moment.day).days
    for longer in (ahead * 3 // 2, ahead * 2, ahead * 3, LONGEST):
        exam = later_day(start.moment.day, longer)
        if longer <= LONGEST and Play(start, goal._replace(exam=exam)).plan().reached:
            return Reach(goal.minutes, exam)
    return None


def _fewest_minutes(start: Start, goal: Goal) -> int | None:
    """The minutes a day that reach the goal, to within five, not below those it gives; None
    where none do."""
    low, high = goal.minutes, MOST_MINUTES
    if Play(start, goal).plan().reached:
        return low
    if not Play(start, goal._replace(minutes=high)).plan().reached:
        return None
    while high - low > 5:
        middle = (low + high) // 2
        if Play(start, goal._replace(minutes=middle)).plan().reached:
            high = middle
        else:
            low = middle
    return high


@dataclass(frozen=True)
class Start:
    """From where the days are played: the course, where the learner stands, the limits."""

    edition: Edition
    state: State
    moment: Moment
    new_a_day: int
    reviews_a_day: int


def start_of(edition: Edition, state: State, moment: Moment) -> Start:
    """The learner's own limits."""
    new, reviews = (
        value_of(state, key, edition.id) for key in ("new_per_day", "reviews_per_day")
    )
    return Start(edition, state, moment, new, reviews)


class Play:
    """The days ahead, played through once."""

    def __init__(self, start: Start, goal: Goal, *, acts: bool = True) -> None:
        """`acts` is whether the last days before the exam have their own rule."""
        self.acts = acts
        edition, self.moment, self.goal = start.edition, start.moment, goal
        course = course_state(start.state, edition.id)
        self.edition, self.course = edition, course
        self.scheduler = Scheduler(
            replace(
                scheduler_settings(start.state, edition.id),
                learning_steps=(),
                relearning_steps=(),
                fuzz=False,
            )
        )
        self.most_new, self.most_reviews = start.new_a_day, start.reviews_a_day
        self.load = value_of(start.state, "weekday_load", edition.id)
        self.left_today = _left_today(start)
        self.ahead = (goal.exam - self.moment.day).days
        self.review_minutes = seconds_a_card(course) / 60
        self.memories: dict[str, Memory] = {}
        self.fresh: dict[str | None, list[str]] = defaultdict(list)
        self.objectives: dict[str, list[str]] = {key: [] for key in edition.objectives}
        self.suspended = 0
        self._take_up_cards()
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
        self.late: list[str] = []
        self.buried: set[str] = set()
        self.due: dict[int, list[str]] = defaultdict(list)
        today, steps = self.moment.day.isoformat(), 0
        for card_id, memory in self.memories.items():
            wait = (date.fromisoformat(memory["due_day"]) - self.moment.day).days
            if memory["state"] in STEPS:
                wait = 0  # a step comes when its time is there, whatever the day
            buried = course["cards"][card_id].get("buried_day") == today
            self.due[max(int(buried), wait)].append(card_id)
            if buried:
                self.buried.add(card_id)
            elif memory["state"] in STEPS:
                steps += 1
        if acts and is_final(self.moment.day, goal.exam):
            self.portion = None
            return
        # What piled up in a break the review spreads over days, and so does the plan.
        settled = len(self.due[0]) - steps
        many, put_off = spread(course, self.moment, settled, self.left_today.reviews)
        self.portion = ration(course, self.moment, settled) if put_off.days else None
        # Steps come of themselves, whatever the limit.
        self.left_today = self.left_today._replace(reviews=many + steps)

    def _take_up_cards(self) -> None:
        cards, taught = self.course["cards"], Teaching(self.edition)
        for lesson in self.edition.lessons:
            for card in lesson.cards:
                known = cards.get(card.id)
                if known is not None and known.get("suspended"):
                    self.suspended += 1
                    continue
                if card.objective:
                    self.objectives.setdefault(card.objective, []).append(card.id)
                if known is not None and is_scheduled(known):
                    self.memories[card.id] = known
                else:
                    self.fresh[taught.by(card)].append(card.id)
        for card_id, known in cards.items():
            question = card_id.removeprefix(QUESTION_CARD)
            if question == card_id or known.get("suspended"):
                continue
            if is_there(self.edition, card_id):
                self.memories[card_id] = known  # a missed question, asked until it is learnt

    def plan(self) -> Plan:
        """All the days up to the exam."""
        days = [self.day(number) for number in range(self.ahead)]
        return Plan(
            self.goal,
            days,
            {key: self._recall(cards) for key, cards in self.objectives.items() if cards},
            unread=len(self.unread),
            unlearnt=len(self.learnable) + sum(len(self.fresh[s]) for s in self.unread),
            suspended=self.suspended,
            without_cards=tuple(key for key, cards in self.objectives.items() if not cards),
            by_schedule=0.0,
        )

    def day(self, number: int) -> PlanDay:
        """The day numbered `number` from today; the days before it have been played."""
        day = PlanDay(self.moment.day + timedelta(days=number))
        if self.acts and is_final(day.day, self.goal.exam):
            self._final(day, number)
        else:
            due = self.late + self.due.pop(number, [])
            day.due = len(due)
            self.late = self._review(day, number, due)
            self._learn(day, number)
            self._read(day, number)
        return day

    def _final(self, day: PlanDay, number: int) -> None:
        """One of the last days: what is new, then what is least recalled on the exam day."""
        self.portion = None
        self._rehearse(day)
        known = self.memories
        if number == 0:
            known = {card: known[card] for card in known if card not in self.buried}
        later = sum(
            self._minutes(n) / self.review_minutes for n in range(number + 1, self.ahead)
        )
        decay = self.scheduler.settings.decay
        weak = final_reviews(known, day.day, self.goal, decay, later)
        self._learn(day, number)
        self._read(day, number)
        self.late = self._ask(weak, day, number)

    def _minutes(self, number: int) -> float:
        """What the plan may take of a whole day, by the load of its weekday."""
        weekday = (self.moment.day + timedelta(days=number)).weekday()
        return self.goal.minutes * float(self.load[weekday]) / 100

    def _rehearse(self, day: PlanDay) -> None:
        """Give a mock exam its time, once something was learnt."""
        learnt = any(memory["last_day"] for memory in self.memories.values())
        off = not self.load[day.day.weekday()]
        if learnt and not off and mock_is_due(self.edition, self.course, day.day, self.goal):
            day.mock = True
            day.minutes += MOCK_MINUTES

    def _room(self, day: PlanDay, number: int, minutes: float) -> bool:
        most = self._minutes(number)
        if number == 0:
            most = max(0.0, most - self.left_today.spent)
        return day.minutes + minutes <= most + 1e-9

    def _review(self, day: PlanDay, number: int, due: list[str]) -> list[str]:
        """Review what is due, most at risk first; what there is no time for waits."""
        decay = self.scheduler.settings.decay
        due.sort(key=lambda card: (recall(self.memories[card], day.day, decay), card))
        return self._ask(due, day, number)

    def _ask(self, cards: list[str], day: PlanDay, number: int) -> list[str]:
        """Review `cards` in their order; what there is no time for is left over."""
        most = self.left_today.reviews if number == 0 else self.most_reviews
        if self.portion is not None and number > 0:
            most = min(most, self.portion)
        for place, card in enumerate(cards):
            if place >= most or not self._room(day, number, self.review_minutes):
                return cards[place:]
            rating = self._grade(card, day)
            forgotten = rating is Rating.Again
            self._send(card, rating, day, number)
            day.reviews += 1
            day.minutes += self.review_minutes * (1 + forgotten)
        self.portion = None
        return []

    def _grade(self, card: str, day: PlanDay) -> Rating:
        """How a review goes; the first one of a card goes well."""
        memory = self.memories.get(card)
        if memory is None or memory["state"] == "new":
            return Rating.Good
        self.doubt[card] += 1 - self.scheduler.recall(memory, day.day)
        if self.doubt[card] < 1:
            return Rating.Good
        self.doubt[card] -= 1
        return Rating.Again

    def _read(self, day: PlanDay, number: int) -> None:
        """Read on, a little faster than would be just in time, so that cards can settle; the
        cards of a section are learnt right after it."""
        left = self.ahead - number
        share = -(-len(self.unread) // max(1, round(left * 0.6)))
        while (
            self.unread
            and len(day.sections) < share
            and self._room(day, number, SECTION_MINUTES)
        ):
            section = self.unread.pop(0)
            day.sections.append(section)
            day.minutes += SECTION_MINUTES
            self.learnable += self.fresh[section]
            self._learn(day, number)

    def _learn(self, day: PlanDay, number: int) -> None:
        """Learn the cards of what was read, unless a pile is being worked off."""
        if self.portion is not None:
            return
        minutes = self.review_minutes * NEW_COSTS
        most = self.left_today.new if number == 0 else self.most_new
        while self.learnable and day.new < most and self._room(day, number, minutes):
            card = self.learnable.pop(0)
            self._send(card, self._grade(card, day), day, number)
            day.new += 1
            day.minutes += minutes

    def _send(self, card: str, rating: Rating, day: PlanDay, number: int) -> None:
        """Have a card come back when FSRS says."""
        now = Moment(self.moment.at + timedelta(days=number), day.day)
        memory = self.scheduler.foreseen(self.memories.get(card), rating, now)
        if card.startswith(QUESTION_CARD) and interval_days(memory) >= LEARNT_DAYS:
            del self.memories[card]
            return
        wait = (date.fromisoformat(memory["due_day"]) - self.moment.day).days
        self.memories[card] = memory
        self.due[max(number + 1, wait)].append(card)

    def _recall(self, cards: list[str]) -> float:
        """The mean recall on the day of the exam; a card never learnt counts 0."""
        known = [self.memories[card] for card in cards if card in self.memories]
        total = sum(self.scheduler.recall(memory, self.goal.exam) for memory in known)
        return total / len(cards) if cards else 0.0


class _Today(Play):
    """Today alone: no card need be sent ahead, so FSRS is not asked."""

    def final(self) -> FinalDay:
        """Today as one of the last days before the exam."""
        day = self.day(0)
        return FinalDay(day.new, self.reviewed, len(self.late))

    def _ask(self, cards: list[str], day: PlanDay, number: int) -> list[str]:
        waiting = super()._ask(cards, day, number)
        self.reviewed = cards[: len(cards) - len(waiting)]
        return waiting

    def _send(self, card: str, rating: Rating, day: PlanDay, number: int) -> None:
        return


class _LeftToday(NamedTuple):
    """What is left of today's time and limits."""

    spent: float
    """Minutes studied today already."""
    new: int
    reviews: int


def _left_today(start: Start) -> _LeftToday:
    spent = minutes_spent(course_state(start.state, start.edition.id), start.moment)
    new, reviews = limits(start.state, start.edition.id, start.moment)
    if start.new_a_day == _NO_LIMIT:
        new = reviews = _NO_LIMIT
    return _LeftToday(spent, new, reviews)
