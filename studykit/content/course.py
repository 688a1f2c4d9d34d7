"""Courses as the rest of the program sees them.

Of an edition its head is known from the start, the outline of all its lessons once it is open;
a lesson itself (texts, cards, questions) is read when it is asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar

from studykit.content.diagnostics import Diagnostic, in_order
from studykit.content.finding import LibraryError, bank_path
from studykit.content.implicit_quizzes import implicit_quizzes
from studykit.content.languages import UNSTATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from studykit.content.cards import Card
    from studykit.content.course_model import CourseHead, Quiz
    from studykit.content.lesson_model import Lesson, Section
    from studykit.content.outline import ItemKind, LessonOutline, QuestionOutline
    from studykit.content.search_text import SearchText
    from studykit.questions.registry import Question

Progress = Callable[[int, int], object]
"""Is told how many lessons are read, and of how many."""

SLOW = 0.5
"""Seconds after which one begins to wonder."""
KEPT_LESSONS = 32
"""Whole lessons that an edition keeps; one of fifty questions takes some 100 kB."""


class LessonSource(Protocol):
    """Where the lessons of an edition come from."""

    def outlines(
        self, progress: Progress | None = None
    ) -> tuple[list[LessonOutline], tuple[Diagnostic, ...]]:
        """The outlines of the lessons that can be studied, and what is wrong in the files."""

    def seconds(self) -> float:
        """About how long `outlines` takes."""

    def lesson(self, outline: LessonOutline) -> Lesson:
        """The whole lesson. Raises LibraryError."""

    def reread(
        self, outline: LessonOutline
    ) -> tuple[LessonOutline | None, tuple[Diagnostic, ...]]:
        """The outline of the lesson's file as it is now, or None, and what is wrong in it."""

    def search_text(self, progress: Progress | None = None) -> SearchText:
        """The text of all lessons; `progress` as for `outlines`."""


class _Contents:
    """What an edition knows once it is open.

    Where two lessons use one id (which `check` reports) the first one keeps it.
    """

    def __init__(
        self, head: CourseHead, lessons: Iterable[LessonOutline], wrong: Iterable[Diagnostic]
    ) -> None:
        self.lessons = tuple(lessons)
        self.diagnostics = tuple(wrong)
        self.quizzes = (*head.quizzes, *implicit_quizzes(head, self.lessons))
        self.objectives: dict[str, str] = {}
        self.places: dict[ItemKind, dict[str, LessonOutline]]
        self.places = {"lesson": {}, "section": {}, "card": {}, "question": {}}
        self.by_objective: dict[str, LessonOutline] = {}
        self.exam_only = frozenset(
            q.id for lesson in self.lessons for q in lesson.questions if q.exam_only
        )
        for lesson in self.lessons:
            self.places["lesson"].setdefault(lesson.id, lesson)
            for kind, items in lesson.items():
                known = self.places[kind]
                for item in items:
                    known.setdefault(item.id, lesson)
            for objective, text in lesson.objectives.items():
                self.objectives.setdefault(objective, text)
                self.by_objective.setdefault(objective, lesson)


class Edition:
    """A course in one language.

    Its head is known at once. Its outlines are read when first asked for, or by `open`; a
    lesson when it is asked for. Of the lessons, those used last are kept.
    """

    def __init__(
        self,
        head: CourseHead,
        folder: Path,
        source: LessonSource,
        lesson_file: Path | None = None,
    ) -> None:
        self.head = head
        self.folder = folder
        self.place = lesson_file or folder
        """What was opened: the course folder, or the lesson file that was opened alone."""
        self._source = source
        self._contents: _Contents | None = None
        self._opening = RLock()
        self._loaded: OrderedDict[str, Lesson] = OrderedDict()
        self._cards: dict[str, dict[str, Card]] = {}
        self._templates: dict[str, dict[str, Question]] = {}

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

    # Opening

    @property
    def is_open(self) -> bool:
        """Whether the outlines are held."""
        return self._contents is not None

    @property
    def slow(self) -> bool:
        """Whether opening it takes so long that one begins to wonder."""
        return self._contents is None and self._source.seconds() > SLOW

    def open(self, progress: Progress | None = None) -> None:
        """Read the outlines, if they are not held yet; safe in any thread.

        `progress` hears how many lessons are read, of how many. It may raise, to stop: what was
        read is then remembered for the next time.
        """
        self._open(progress)

    def close(self) -> None:
        """Let go of all that can be read again."""
        self._contents = None
        self._loaded.clear()
        self._cards.clear()
        self._templates.clear()

    def _open(self, progress: Progress | None = None) -> _Contents:
        if self._contents is None:
            with self._opening:
                if self._contents is None:
                    self._contents = _Contents(self.head, *self._source.outlines(progress))
        return self._contents

    def reread(self, lesson_id: str) -> tuple[Diagnostic, ...]:
        """Read the file of one lesson again: what is wrong in it.

        With an error among the diagnostics the lesson stays as it was. Raises KeyError.
        """
        contents = self._open()
        old = contents.places["lesson"][lesson_id]
        with self._opening:
            outline, found = self._source.reread(old)
        if outline is not None:
            lessons = [outline if lesson is old else lesson for lesson in contents.lessons]
            others = [d for d in contents.diagnostics if d.file != old.file]
            self._contents = _Contents(self.head, lessons, in_order([*others, *found]))
            # What it shares with others may have changed too.
            self._loaded.clear()
            self._cards.clear()
            self._templates.clear()
        return found

    # What is in it

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the lesson files."""
        return self._open().diagnostics

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        """The outlines of the lessons, in order."""
        return self._open().lessons

    @property
    def banks(self) -> list[Path]:
        """The files that lessons include, those left out that are not there or not ours."""
        names = dict.fromkeys(each.file for lesson in self.lessons for each in lesson.includes)
        return [file for name in names if (file := bank_path(self.folder, name).file)]

    @property
    def drafts(self) -> int:
        """How many cards and questions wait for their author; nothing else counts them."""
        return sum(lesson.drafts for lesson in self.lessons)

    @property
    def quizzes(self) -> tuple[Quiz, ...]:
        """The authored quizzes, then the implicit ones."""
        return self._open().quizzes

    @property
    def offered_quizzes(self) -> tuple[Quiz, ...]:
        """The quizzes a learner chooses from: those of the author, else the implicit ones."""
        return self.head.quizzes or self.quizzes

    @property
    def objectives(self) -> dict[str, str]:
        """Objective id → what the learner will be able to do, over all lessons."""
        return self._open().objectives

    def lesson(self, lesson_id: str) -> Lesson:
        """The whole lesson; of a question with variables, an example.

        Raises:
            KeyError: no lesson has this id.
            LibraryError: the file has been broken or removed since the library was opened.

        The look-ups by id below raise the same, also where the file no longer has the item.
        """
        lesson = self._loaded.get(lesson_id)
        if lesson is None:
            lesson = self._source.lesson(self._open().places["lesson"][lesson_id])
            questions = tuple(q.in_language(self.language) for q in lesson.questions)
            templates = {q.id: q for q in questions if q.variables}
            self._templates[lesson_id] = templates
            if templates:
                from studykit.questions.drawing import example  # few courses have any

                questions = tuple(map(example, questions))
            if questions != lesson.questions:
                lesson = replace(lesson, questions=questions)
            self._loaded[lesson_id] = lesson
            if len(self._loaded) > KEPT_LESSONS:
                oldest, _ = self._loaded.popitem(last=False)
                self._cards.pop(oldest, None)
                self._templates.pop(oldest, None)
        self._loaded.move_to_end(lesson_id)
        return lesson

    def outline(self, lesson_id: str) -> LessonOutline:
        """The lesson without its texts. Raises KeyError."""
        return self.lesson_with("lesson", lesson_id)

    def lesson_with(self, kind: ItemKind, item_id: str) -> LessonOutline:
        """The lesson that holds an item. Raises KeyError."""
        return self._open().places[kind][item_id]

    def lesson_of_section(self, section_id: str) -> LessonOutline | None:
        """The lesson that holds the section."""
        return self._open().places["section"].get(section_id)

    def lesson_of_card(self, card_id: str) -> LessonOutline | None:
        """The lesson that holds the studied card."""
        return self._open().places["card"].get(card_id)

    def lesson_of_question(self, question_id: str) -> LessonOutline | None:
        """The lesson that holds the question."""
        return self._open().places["question"].get(question_id)

    def lesson_of_objective(self, objective_id: str) -> LessonOutline | None:
        """The lesson that sets the objective."""
        return self._open().by_objective.get(objective_id)

    def section(self, section_id: str) -> Section:
        """The section with its text. Raises KeyError when the course has none of this id."""
        lesson = self.lesson(self._open().places["section"][section_id].id)
        return _in(lesson, lesson.sections, section_id)

    def card(self, card_id: str) -> Card:
        """The studied card. Raises KeyError when the course has none of this id."""
        lesson_id = self._open().places["card"][card_id].id
        lesson = self.lesson(lesson_id)
        if lesson_id not in self._cards:
            from studykit.content.cards import cards_of

            self._cards[lesson_id] = {c.id: c for e in lesson.cards for c in cards_of(e)}
        try:
            return self._cards[lesson_id][card_id]
        except KeyError:
            raise _changed(lesson) from None

    def question(self, question_id: str) -> Question:
        """The question; an example of it where it has variables. Raises KeyError when the
        course has none of this id."""
        lesson = self.lesson(self._open().places["question"][question_id].id)
        return _in(lesson, lesson.questions, question_id)

    def template(self, question_id: str) -> Question:
        """The question as its author wrote it, with its variables: whoever asks it draws them
        (`studykit.questions.drawing`). Raises KeyError when there is none of this id."""
        question = self.question(question_id)
        lesson_id = self._open().places["question"][question_id].id
        return self._templates[lesson_id].get(question_id, question)

    def has_variables(self, question_id: str) -> bool:
        """Whether the numbers of a question vary; not of what is no question."""
        lesson = self._open().places["question"].get(question_id)
        return lesson is not None and bool(self.template(question_id).variables)

    def question_outline(self, question_id: str) -> QuestionOutline:
        """The question without its text. Raises KeyError when there is none of this id."""
        lesson = self._open().places["question"][question_id]
        return next(q for q in lesson.questions if q.id == question_id)

    def asked_in(self, lesson: LessonOutline) -> list[QuestionOutline]:
        """The questions that a lesson asks: its own, then those that it borrows."""
        places = self._open().places["question"]
        borrowed = [self.question_outline(each) for each in lesson.borrowed if each in places]
        return [*lesson.questions, *borrowed]

    def first_question_about(self, stimulus_id: str) -> str:
        """The id of the first question with this stimulus; "" where none has it."""
        questions = (q for lesson in self.lessons for q in lesson.questions)
        return next((q.id for q in questions if q.stimulus == stimulus_id), "")

    def is_exam_only(self, question_id: str) -> bool:
        """Whether nothing but an exam may ask the question."""
        return question_id in self._open().exam_only

    def quiz(self, quiz_id: str) -> Quiz:
        """The quiz, authored or implicit. Raises KeyError when there is none of this id."""
        for quiz in self.quizzes:
            if quiz.id == quiz_id:
                return quiz
        raise KeyError(quiz_id)

    def search_text(self, progress: Progress | None = None) -> SearchText:
        """The text of all lessons, as it is kept for search; `progress` as for `open`."""
        with self._opening:
            return self._source.search_text(progress)

    def line_of(self, kind: ItemKind, item_id: str) -> tuple[Path, int]:
        """The file and the line (from 1) where the author edits an item. Raises KeyError."""
        lesson = self._open().places[kind][item_id]
        if kind == "lesson":
            return lesson.file, lesson.line
        item = next(item for item in dict(lesson.items())[kind] if item.id == item_id)
        return getattr(item, "home", None) or lesson.file, item.line


_Item = TypeVar("_Item", "Section", "Question")


def _in(lesson: Lesson, items: Iterable[_Item], item_id: str) -> _Item:
    """The item of this id. Raises LibraryError where the file no longer has it."""
    for item in items:
        if item.id == item_id:
            return item
    raise _changed(lesson)


def _changed(lesson: Lesson) -> LibraryError:
    return LibraryError(
        "The file of “{title}” was changed while the course was open.", title=lesson.title
    )


@dataclass(frozen=True)
class Course:
    """The editions of one course, by language; there is at least one."""

    id: str
    editions: dict[str, Edition]

    @property
    def languages(self) -> list[str]:
        """The languages of the editions, without one that is not known."""
        return [tag for tag in self.editions if tag != UNSTATED]

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

    def from_edition(self, first: Edition) -> tuple[Edition, ...]:
        """The editions of the course, `first` before the others."""
        return (first, *(e for e in self.editions.values() if e is not first))


@dataclass(frozen=True)
class Library:
    """The courses there are, and what is wrong with the files of those that are left out."""

    courses: tuple[Course, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with their heads; an edition tells what is wrong in its lessons."""
    _by_id: dict[str, Course] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {c.id: c for c in self.courses})

    def course(self, course_id: str) -> Course:
        """The course. Raises KeyError when there is none of this id."""
        return self._by_id[course_id]

    def editions(self) -> Iterator[Edition]:
        """Every edition of every course."""
        for course in self.courses:
            yield from course.editions.values()

    def everything_wrong(self) -> tuple[Diagnostic, ...]:
        """What is wrong in any file; every edition is opened for it."""
        found = (d for edition in self.editions() for d in edition.diagnostics)
        return in_order([*self.diagnostics, *found])
