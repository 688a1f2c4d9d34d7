"""A small course in memory, a learner's state that events change, and a clock that is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.content.cards import cards_of
from studykit.content.course import Edition
from studykit.content.course_model import CourseHead, Quiz
from studykit.content.lesson_model import CardEntry, Lesson, Section
from studykit.content.outline import CardOutline, LessonOutline, QuestionOutline, SectionOutline
from studykit.content.search_text import Block, SearchText, lines_of
from studykit.learner.clock import Clock
from studykit.learner.learner import Learner
from studykit.progress.state import State, apply, empty_state
from studykit.progress.store.files import ProfileError
from studykit.questions.choices import Option
from studykit.questions.open_response import OpenResponse
from studykit.questions.registry import Question
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studykit.content.course import Progress
    from studykit.content.diagnostics import Diagnostic
    from studykit.progress.events import Event
    from studykit.study.review import Review
    from studykit.study.undo import UndoRecord

COURSE = "course"


def choice(question_id: str, objective: str = "know", section: str = "") -> SingleChoice:
    options = (Option(text="yes", correct=True), Option(text="no"), Option(text="maybe"))
    return SingleChoice(
        id=question_id, stem="Is it?", options=options, objective=objective, source=section
    )


def open_question() -> OpenResponse:
    return OpenResponse(
        id="why", stem="Why?", model_answer="Because.", key_points=("one", "two")
    )


def small_course(
    *,
    cards: int = 3,
    quizzes: tuple[Quiz, ...] = (),
    without: str | tuple[str, ...] = (),
    exam_only: tuple[str, ...] = (),
    language: str = "en",
    points: Mapping[str, float] | None = None,
    written: bool = False,
) -> Edition:
    """Two sections, `cards` plain cards, one text with two gaps, four questions; `written`
    adds an open one, `without` leaves some out, as an author may; those `exam_only` are for
    exams alone; `points` are those of questions worth others than 1."""
    left_out = (without,) if isinstance(without, str) else without
    entries = tuple(
        CardEntry(id=f"card-{n}", front=f"front {n}", back=f"back {n}", objective="know")
        for n in range(cards)
    )
    gaps = CardEntry(id="gaps", cloze="{{One}} and {{two::a number}}", source="first")
    questions: tuple[Question, ...] = tuple(
        replace(q, exam_only=q.id in exam_only, points=(points or {}).get(q.id, 1.0))
        for q in (
            choice("q1", section="first"),
            choice("q2", section="second"),
            TrueFalse(id="q3", stem="True?", answer=True, objective="see"),
            choice("q4"),
            *([open_question()] if written else []),
        )
        if q.id not in left_out
    )
    lesson = Lesson(
        id="lesson",
        title="The lesson",
        objectives={"know": "know it", "see": "see it"},
        sections=(
            Section(id="first", title="First", text="Joint patrols 聯合巡邏", check=("q1",)),
            Section(id="second", title="Second", text="More of it", check=("q2", "q3")),
        ),
        cards=(*entries, gaps),
        questions=questions,
    )
    head = CourseHead(id=COURSE, title="Course", language=language, quizzes=quizzes)
    return Edition(head, Path("nowhere"), OneLesson(lesson))


class OneLesson:
    """A lesson that lies in no file."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson

    def outlines(
        self, told: Progress | None = None
    ) -> tuple[list[LessonOutline], tuple[Diagnostic, ...]]:
        return [_outline(self._lesson)], ()

    def seconds(self) -> float:
        return 0.0

    def lesson(self, outline: LessonOutline) -> Lesson:
        return self._lesson

    def reread(self, outline: LessonOutline) -> tuple[LessonOutline, tuple[Diagnostic, ...]]:
        return outline, ()

    def search_text(self, told: Progress | None = None) -> SearchText:
        folded, shown = lines_of(self._lesson)
        block = Block(self._lesson.id, 0, len(folded), len(folded) + len(shown))
        return SearchText(folded + shown, (block,))


def _outline(lesson: Lesson) -> LessonOutline:
    return LessonOutline(
        id=lesson.id,
        title=lesson.title,
        summary="",
        objectives=lesson.objectives or {},
        sections=tuple(SectionOutline(s.id, s.title, s.check, 1) for s in lesson.sections),
        cards=tuple(
            CardOutline(c.id, c.entry, c.objective, c.source, c.tags, 1)
            for entry in lesson.cards
            for c in cards_of(entry)
        ),
        questions=tuple(
            QuestionOutline(
                q.id, q.type, q.objective, q.source, q.tags, q.points, q.exam_only, 1
            )
            for q in lesson.questions
        ),
        file=Path("lesson.yaml"),
    )


class Memory:
    """Stores events as a profile does, but only in memory."""

    def __init__(self) -> None:
        self.read_only = False
        self.refuses = False
        """Whether nothing can be stored, as on a full disk."""
        self.state: State = empty_state()
        self.stored: list[Event] = []

    def record(self, events: Iterable[Event]) -> None:
        if self.refuses:
            raise ProfileError("The disk is full.")
        for event in events:
            assert apply(self.state, event)
            self.stored.append(event)

    def events(self) -> Iterable[Event]:
        return self.stored


class Student(Learner):
    """A learner at a time that only `wait` moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 1, 8, tzinfo=UTC)
        self.memory = Memory()
        super().__init__(self.memory, Clock(zone=UTC, tell=lambda: self.at))

    def wait(self, **span: float) -> None:
        self.at += timedelta(**span)

    def forget(self) -> None:
        """Lose the history; the state stays."""
        self.memory.stored.clear()

    def undo(self, session: Review) -> UndoRecord | None:
        """Take back what was done last; None when nothing is left."""
        record = session.last_undoable
        if record is not None:
            self.keep(session.undo(record))
        return record
