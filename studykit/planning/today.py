"""Today at a glance: what to go on with, and how far every lesson is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.content.course_model import Quiz
from studykit.language.message import Refusal
from studykit.learner.attempts import (
    AGAIN,
    attempts_left,
    best_score,
    open_attempts,
    quiz_of,
)
from studykit.learner.course_state import course_state
from studykit.learner.settings import value_of
from studykit.learner.streak import streak
from studykit.planning.backlog import PutOff
from studykit.planning.deck import tally
from studykit.planning.exam_plan import PlanDay, asked_today
from studykit.planning.goal import goal_of
from studykit.planning.mastery import Masteries, Mastery, masteries
from studykit.planning.pace import seconds_a_card
from studykit.planning.source_sections import section_of_objective
from studykit.scheduling.days import parse_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.content.outline import LessonOutline
    from studykit.progress.state import CourseState, State
    from studykit.scheduling.days import Moment

WEAKEST_SHOWN = 3


class NextReading(NamedTuple):
    """The section to read next."""

    lesson: LessonOutline
    section: str
    title: str
    number: int
    """From 1, within the lesson."""
    total: int
    begun: bool
    """Whether the course was begun at all."""


class DueCards(NamedTuple):
    """The cards waiting today."""

    due: int
    """Those that come today."""
    all_due: int
    """All that are due, also where a limit leaves some for the next days."""
    new: int
    ready: int
    """New cards of what was read already."""
    minutes: int
    put_off: PutOff

    @property
    def total(self) -> int:
        """All of them."""
        return self.due + self.new


class OpenQuiz(NamedTuple):
    """A quiz that can be taken."""

    quiz: Quiz
    attempt: str | None
    """The attempt that waits to be gone on with."""
    best: float | None
    left: int | None
    """Attempts left; None without a limit."""
    again: bool = False
    """Whether the attempt that waits asks only what was missed in another one."""


class LessonRow(NamedTuple):
    """How far a lesson is."""

    lesson: LessonOutline
    read: int
    total: int
    mastery: Mastery


class WeakObjective(NamedTuple):
    """An objective to work on, and how: the section that teaches it, its cards."""

    objective: str
    text: str
    mastery: Mastery
    section: str | None
    cards: int
    """How many cards it has."""


class PlanToday(NamedTuple):
    """What the plan to the exam asks for today."""

    exam: date
    asked: PlanDay | None
    """None when there is nothing to plan: the exam is over, today or too far."""


NextThing = Literal["quiz", "review", "read", "take", "plan", "done"]


class Today(NamedTuple):
    """Today in one course."""

    reading: NextReading | None
    """None when all is read."""
    cards: DueCards
    quizzes: list[OpenQuiz]
    """An attempt that waits first, one whose clock runs before all; then those not passed yet.
    """
    used_up: list[OpenQuiz]
    """Quizzes without an attempt left, whose past attempts can be looked through."""
    lessons: list[LessonRow]
    weakest: list[WeakObjective]
    plan: PlanToday | None
    """None where no exam is set."""
    streak: int
    """Study days in a row, rest days apart; a today not begun yet does not break them."""

    @property
    def next(self) -> NextThing:
        """The sensible next thing: an open attempt, due cards, a lesson that was begun, the
        cards of what was read, the next lesson, other new cards, a quiz."""
        if self.quizzes and self.quizzes[0].attempt:
            return "quiz"
        within_a_lesson = self.reading is not None and self.reading.number > 1
        if self.cards.due or (self.cards.ready and not within_a_lesson):
            return "review"
        if self.reading:
            return "read"
        if self.cards.new:
            return "review"
        return "take" if self.quizzes and not _passed(self.quizzes[0]) else "done"


def today(
    edition: Edition, state: State, moment: Moment, others: Sequence[Edition] = ()
) -> Today:
    """Today in `edition`'s course; `others` are its other editions, to name the quiz of an
    attempt that waits where this edition lacks it."""
    course = course_state(state, edition.id)
    counted = tally(edition, state, moment)
    known = masteries(edition, state, moment.day)
    due = counted.due + counted.steps
    seconds = seconds_a_card(course) * (due + counted.new)
    return Today(
        reading=_next_reading(edition, course),
        cards=DueCards(
            due,
            counted.all_due,
            counted.new,
            counted.ready,
            max(1, round(seconds / 60)),
            counted.put_off,
        ),
        quizzes=_quizzes((edition, *others), course),
        used_up=_used_up(edition, course),
        lessons=_lessons(edition, state, known),
        weakest=_weakest(edition, known.objectives),
        plan=_plan(edition, state, moment),
        streak=streak(
            course["days"], moment.day, value_of(state, "rest_days", edition.id)
        ).days,
    )


def _plan(edition: Edition, state: State, moment: Moment) -> PlanToday | None:
    goal = goal_of(state, edition.id)
    if goal is None:
        return None
    try:
        return PlanToday(goal.exam, asked_today(edition, state, moment, goal))
    except Refusal:
        return PlanToday(goal.exam, None)


def _next_reading(edition: Edition, course: CourseState) -> NextReading | None:
    """The section where the learner stopped if it is not read yet, else the next unread."""
    read, place = course["sections"], course["place"]
    unread = [
        NextReading(lesson, section.id, section.title, n, len(lesson.sections), bool(read))
        for lesson in edition.lessons
        for n, section in enumerate(lesson.sections, start=1)
        if section.id not in read
    ]
    if place:
        for candidate in unread:
            if candidate.section == place["section"]:
                return candidate
        in_lesson = [c for c in unread if c.lesson.id == place["lesson"]]
        if in_lesson:
            return in_lesson[0]
    return unread[0] if unread else None


def _quizzes(editions: tuple[Edition, ...], course: CourseState) -> list[OpenQuiz]:
    """Every attempt that waits, whatever quiz it is at, the one whose time is up soonest first;
    then the other quizzes offered."""
    edition = editions[0]
    waiting = [
        _waiting(editions, course, quiz_id, attempt)
        for quiz_id, attempt in open_attempts(course).items()
    ]
    waiting.sort(key=lambda quiz: _deadline(course, quiz))
    begun = {offered.quiz.id for offered in waiting if not offered.again}
    others = [
        OpenQuiz(quiz, None, best_score(course, quiz.id), left)
        for quiz in edition.offered_quizzes
        if quiz.id not in begun and (left := attempts_left(course, quiz)) != 0
    ]
    return [*waiting, *sorted(others, key=_passed)]


def _deadline(course: CourseState, quiz: OpenQuiz) -> datetime:
    deadline = course["attempts"][quiz.attempt or ""]["deadline"]
    return datetime.max.replace(tzinfo=UTC) if deadline is None else parse_instant(deadline)


def _used_up(edition: Edition, course: CourseState) -> list[OpenQuiz]:
    waiting = {quiz_id.removeprefix(AGAIN) for quiz_id in open_attempts(course)}
    return [
        OpenQuiz(quiz, None, best_score(course, quiz.id), 0)
        for quiz in edition.offered_quizzes
        if quiz.id not in waiting and attempts_left(course, quiz) == 0
    ]


def _waiting(
    editions: tuple[Edition, ...], course: CourseState, quiz_id: str, attempt: str
) -> OpenQuiz:
    again = quiz_id.startswith(AGAIN)
    quiz = quiz_of(editions, quiz_id)
    if quiz is None:  # the course has lost it; the attempt still goes on
        name = quiz_id.removeprefix(AGAIN)
        exam = course["attempts"][attempt]["mode"] == "exam"
        quiz = Quiz(id=name, title=name, mode="exam" if exam else "practice")
    if again:
        return OpenQuiz(quiz, attempt, None, None, again)
    return OpenQuiz(quiz, attempt, best_score(course, quiz.id), attempts_left(course, quiz))


def _passed(quiz: OpenQuiz) -> bool:
    return quiz.best is not None and quiz.best >= (quiz.quiz.pass_mark or 0.0)


def _lessons(edition: Edition, state: State, known: Masteries) -> list[LessonRow]:
    read = course_state(state, edition.id)["sections"]
    return [
        LessonRow(
            lesson,
            sum(section.id in read for section in lesson.sections),
            len(lesson.sections),
            known.lessons[lesson.id],
        )
        for lesson in edition.lessons
    ]


def _weakest(edition: Edition, known: dict[str, Mastery]) -> list[WeakObjective]:
    ranked = sorted((figure.known, name) for name, figure in known.items() if figure.weak)
    return [
        WeakObjective(
            objective,
            edition.objectives[objective],
            known[objective],
            section_of_objective(edition, objective),
            sum(c.objective == objective for lesson in edition.lessons for c in lesson.cards),
        )
        for _, objective in ranked[:WEAKEST_SHOWN]
    ]
