"""Courses as the rest of the program sees them.

An edition knows the outline of all its lessons from the start; the lesson itself (texts,
cards, questions) is read when it is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.content.course_model import CourseHead, Draw, Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from studykit.content.cards import Card
    from studykit.content.diagnostics import Diagnostic
    from studykit.content.lesson_model import Lesson, Section
    from studykit.content.questions import Question

ItemKind = Literal["lesson", "section", "card", "question"]

ALL_QUESTIONS = "course:all"
"""Id of the implicit quiz over every question of a course."""


def practice_quiz_id(lesson_id: str) -> str:
    """Id of the implicit practice quiz of a lesson."""
    return f"lesson:{lesson_id}"


class SectionOutline(NamedTuple):
    """A section without its text."""

    id: str
    title: str
    check: tuple[str, ...]
    line: int


class CardOutline(NamedTuple):
    """A studied card (a gap and a way back each count as one) without its text."""

    id: str
    entry: str
    objective: str
    source: str
    tags: tuple[str, ...]
    line: int


class QuestionOutline(NamedTuple):
    """A question without its text."""

    id: str
    type: str
    objective: str
    source: str
    tags: tuple[str, ...]
    points: float
    line: int


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """What is in a lesson, without the texts."""

    id: str
    title: str
    summary: str
    objectives: dict[str, str]
    sections: tuple[SectionOutline, ...]
    cards: tuple[CardOutline, ...]
    questions: tuple[QuestionOutline, ...]
    file: Path
    line: int = 1


def _implicit_quizzes(head: CourseHead, lessons: Iterable[LessonOutline]) -> list[Quiz]:
    quizzes = [
        Quiz(
            id=practice_quiz_id(lesson.id),
            title=lesson.title,
            description=lesson.summary,
            draw=(Draw(lessons=(lesson.id,)),),
        )
        for lesson in lessons
        if lesson.questions
    ]
    if quizzes:
        quizzes.append(
            Quiz(
                id=ALL_QUESTIONS,
                title=head.title,
                description=head.description,
                draw=(Draw(),),
                mode="exam",
            )
        )
    return quizzes


class Edition:
    """A course in one language.

    Where two lessons use one id (which `check` reports) the first one keeps it.
    """

    def __init__(
        self,
        head: CourseHead,
        folder: Path,
        lessons: Iterable[LessonOutline],
        load: Callable[[LessonOutline], Lesson],
    ) -> None:
        self.head = head
        self.folder = folder
        self.lessons = tuple(lessons)
        self.quizzes = (*head.quizzes, *_implicit_quizzes(head, self.lessons))
        self.objectives: dict[str, str] = {}
        """Objective id → what the learner will be able to do, over all lessons."""
        self._load = load
        self._loaded: dict[str, Lesson] = {}
        self._cards: dict[str, dict[str, Card]] = {}
        self._lessons: dict[str, LessonOutline] = {}
        self._places: dict[str, dict[str, tuple[LessonOutline, int]]]
        self._places = {"lesson": {}, "section": {}, "card": {}, "question": {}}
        self._by_objective: dict[str, LessonOutline] = {}
        for lesson in self.lessons:
            self._index(lesson)

    def _index(self, lesson: LessonOutline) -> None:
        self._lessons.setdefault(lesson.id, lesson)
        self._places["lesson"].setdefault(lesson.id, (lesson, lesson.line))
        sections, cards = self._places["section"], self._places["card"]
        questions = self._places["question"]
        for section in lesson.sections:
            sections.setdefault(section.id, (lesson, section.line))
        for card in lesson.cards:
            cards.setdefault(card.id, (lesson, card.line))
        for question in lesson.questions:
            questions.setdefault(question.id, (lesson, question.line))
        for objective, text in lesson.objectives.items():
            self.objectives.setdefault(objective, text)
            self._by_objective.setdefault(objective, lesson)

    def __repr__(self) -> str:
        return f"<Edition {self.id} {self.language} in {self.folder}>"

    @property
    def id(self) -> str:
        """The course's id, shared by its editions."""
        return self.head.id

    @property
    def title(self) -> str:
        """The title in this edition's language."""
        return self.head.title

    @property
    def language(self) -> str:
        """A BCP 47 tag."""
        return self.head.language

    def lesson(self, lesson_id: str) -> Lesson:
        """The whole lesson, read on first use and kept.

        Raises:
            KeyError: no lesson has this id.
            LibraryError: the file has been broken or removed since the library was opened.
        """
        if lesson_id not in self._loaded:
            self._loaded[lesson_id] = self._load(self._lessons[lesson_id])
        return self._loaded[lesson_id]

    def lesson_of_section(self, section_id: str) -> LessonOutline | None:
        """The lesson that holds the section."""
        return self._lesson_of("section", section_id)

    def lesson_of_card(self, card_id: str) -> LessonOutline | None:
        """The lesson that holds the studied card."""
        return self._lesson_of("card", card_id)

    def lesson_of_question(self, question_id: str) -> LessonOutline | None:
        """The lesson that holds the question."""
        return self._lesson_of("question", question_id)

    def lesson_of_objective(self, objective_id: str) -> LessonOutline | None:
        """The lesson that sets the objective."""
        return self._by_objective.get(objective_id)

    def _lesson_of(self, kind: ItemKind, item_id: str) -> LessonOutline | None:
        place = self._places[kind].get(item_id)
        return place[0] if place else None

    def section(self, section_id: str) -> Section:
        """The section with its text. Raises KeyError when the course has none of this id."""
        lesson = self.lesson(self._places["section"][section_id][0].id)
        return next(s for s in lesson.sections if s.id == section_id)

    def card(self, card_id: str) -> Card:
        """The studied card. Raises KeyError when the course has none of this id."""
        outline = self._places["card"][card_id][0]
        if outline.id not in self._cards:
            from studykit.content.cards import cards_of

            entries = self.lesson(outline.id).cards
            self._cards[outline.id] = {c.id: c for entry in entries for c in cards_of(entry)}
        return self._cards[outline.id][card_id]

    def question(self, question_id: str) -> Question:
        """The question. Raises KeyError when the course has none of this id."""
        lesson = self.lesson(self._places["question"][question_id][0].id)
        return next(q for q in lesson.questions if q.id == question_id)

    def quiz(self, quiz_id: str) -> Quiz:
        """The quiz, authored or implicit. Raises KeyError when there is none of this id."""
        for quiz in self.quizzes:
            if quiz.id == quiz_id:
                return quiz
        raise KeyError(quiz_id)

    def line_of(self, kind: ItemKind, item_id: str) -> tuple[Path, int]:
        """The file and the line (from 1) where the author edits an item. Raises KeyError."""
        lesson, line = self._places[kind][item_id]
        return lesson.file, line


@dataclass(frozen=True)
class Course:
    """The editions of one course, by language; there is at least one."""

    id: str
    editions: dict[str, Edition]

    def edition(self, language: str | None = None) -> Edition:
        """The edition in `language`, else one in the same primary language, else the first."""
        if language is not None:
            wanted = language.casefold()
            for tag, edition in self.editions.items():
                if tag.casefold() == wanted:
                    return edition
            primary = wanted.partition("-")[0]
            for tag, edition in self.editions.items():
                if tag.casefold().partition("-")[0] == primary:
                    return edition
        return next(iter(self.editions.values()))


@dataclass(frozen=True)
class Library:
    """The courses that could be opened, and what is wrong with the files that could not."""

    courses: tuple[Course, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    _by_id: dict[str, Course] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {c.id: c for c in self.courses})

    def course(self, course_id: str) -> Course:
        """The course. Raises KeyError when there is none of this id."""
        return self._by_id[course_id]
