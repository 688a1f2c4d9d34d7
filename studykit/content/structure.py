"""What is wrong between the files of a course: ids, references, blueprints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from studykit.content.blueprints import Known, blueprint_problems, unknown
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import MOST_PROBLEMS, Diagnostic
from studykit.content.ids import folded_id, kind_name, nearly_alike
from studykit.content.lesson_file import MOST_QUIZZES, FileReading
from studykit.content.lesson_model import Lesson
from studykit.content.shared import included_file, takes
from studykit.content.yaml_reader import Document
from studykit.language.message import Message
from studykit.questions.problem import Problem, Way


@dataclass(frozen=True)
class CourseReading:
    """One course folder, read as a whole. `head` is None where there is no `course.yaml`."""

    folder: Path
    head: FileReading[CourseHead] | None
    lessons: tuple[FileReading[Lesson], ...]
    """The lessons, then the banks."""
    missing: bool = False
    """Whether a listed lesson file could not be read, so that references may lead there."""
    banks: dict[str, FileReading[Lesson]] = field(default_factory=dict)
    """Those of the above that lessons include, by the names they include them by."""
    refused: dict[str, tuple[str, Message, Message]] = field(default_factory=dict)
    """Files that are included and are not read: code, what is wrong, what to do."""

    @property
    def complete(self) -> bool:
        """Whether everything the author wrote was understood."""
        head_read = self.head is None or self.head.model is not None
        return head_read and not self.missing and all(r.model for r in self.lessons)

    def models(self) -> Iterator[tuple[FileReading[Lesson], Lesson]]:
        """The lessons that were understood, each with its file."""
        for reading in self.lessons:
            if reading.model is not None:
                yield reading, reading.model


def course_diagnostics(course: CourseReading) -> list[Diagnostic]:
    """The problems between the files of one course."""
    known = _known(course)
    found = [*_ids_used_twice(course), *_ids_nearly_alike(course)]
    if course.complete:
        # A reference may lead into what could not be read: then it is not called wrong.
        found += _references(course, known)
    if course.head is not None and course.head.model is not None:
        quizzes = course.head.model.quizzes[:MOST_QUIZZES]
        problems = blueprint_problems(quizzes, known, complete=course.complete)
        found += map(course.head.document.diagnostic, islice(problems, MOST_PROBLEMS))
    return found


def _known(course: CourseReading) -> Known:
    known = Known(set(), set(), set(), set(), {}, {})
    for _, lesson in course.models():
        if not lesson.bank:
            known.lessons.add(lesson.id)
        known.sections.update(section.id for section in lesson.sections)
        known.objectives.update(lesson.objectives or ())
        for question in lesson.questions:
            known.tags.update(question.tags)
            known.questions.setdefault(question.id, (lesson.id, question))
    for _, lesson in course.models():
        own = {question.id for question in lesson.questions}
        for question in with_shared_items(course, lesson).questions:
            if question.id not in own:
                known.asked_in.setdefault(question.id, set()).add(lesson.id)
    return known


def with_shared_items(course: CourseReading, lesson: Lesson) -> Lesson:
    """A lesson with the cards and questions that it takes from other files."""
    if not lesson.include and not lesson.reuse:
        return lesson
    cards = {card.id: card for card in lesson.cards}
    questions = {question.id: question for question in lesson.questions}
    for entry in lesson.include:
        bank = course.banks.get(included_file(entry))
        if bank is None or bank.model is None:
            continue
        for card in bank.model.cards:
            if isinstance(entry, str) or takes(entry, card.id, card.tags):
                cards.setdefault(card.id, card)
        for question in bank.model.questions:
            if isinstance(entry, str) or takes(entry, question.id, question.tags):
                questions.setdefault(question.id, question)
    reused = set(lesson.reuse)
    for _, other in course.models() if reused else ():
        for question in other.questions:
            if question.id in reused:
                questions.setdefault(question.id, question)
    return replace(lesson, cards=tuple(cards.values()), questions=tuple(questions.values()))


def _ids_used_twice(course: CourseReading) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], tuple[Document, Way]] = {}
    for reading, lesson in course.models():
        document = reading.document
        for kind, item_id, way in _ids(lesson):
            first, first_way = seen.setdefault((kind, item_id), (document, way))
            if first is document:
                continue  # twice in one file is said when that file is read
            line = first.place(first_way)[0]
            message = Message(
                "The {kind} id “{id}” is used twice; the first is in {name}, line {line}.",
                kind=kind_name(kind),
                id=item_id,
                name=first.file.name,
                line=line,
            )
            hint = Message("Give each its own id; progress hangs on it.")
            is_key = kind in ("objective", "stimulus")
            yield document.diagnostic(Problem(way, "SK401", message, hint, key=is_key))


def _ids_nearly_alike(course: CourseReading) -> Iterator[Diagnostic]:
    """Ids that an editor, or an archive of another system, may make one."""
    seen: dict[tuple[str, str], tuple[str, Document, Way]] = {}
    for reading, lesson in course.models():
        document = reading.document
        for kind, item_id, way in _ids(lesson):
            first, first_document, first_way = seen.setdefault(
                (kind, folded_id(item_id)), (item_id, document, way)
            )
            if first != item_id:
                line = first_document.place(first_way)[0]
                where = (
                    Message("line {line}", line=line)
                    if first_document is document
                    else Message(
                        "{name}, line {line}", name=first_document.file.name, line=line
                    )
                )
                yield document.diagnostic(nearly_alike(kind, item_id, first, where, way))


def _ids(lesson: Lesson) -> Iterator[tuple[str, str, Way]]:
    if not lesson.bank:
        yield "lesson", lesson.id, ("id",)
    for stimulus in lesson.stimuli or ():
        yield "stimulus", stimulus, ("stimuli", stimulus)
    for objective in lesson.objectives or ():
        yield "objective", objective, ("objectives", objective)
    groups: dict[str, tuple[Any, ...]] = {
        "section": lesson.sections,
        "card": lesson.cards,
        "question": lesson.questions,
    }
    for kind, items in groups.items():
        for n, item in enumerate(items):
            yield kind, item.id, (f"{kind}s", n, "id")


def _references(course: CourseReading, known: Known) -> Iterator[Diagnostic]:
    for reading, lesson in course.models():
        problems = _wrong_references(lesson, known)
        yield from map(reading.document.diagnostic, islice(problems, MOST_PROBLEMS))


def _wrong_references(lesson: Lesson, known: Known) -> Iterator[Problem]:
    groups: dict[str, tuple[Any, ...]] = {"cards": lesson.cards, "questions": lesson.questions}
    for kind, items in groups.items():
        for n, item in enumerate(items):
            if item.objective and item.objective not in known.objectives:
                way: Way = (kind, n, "objective")
                yield unknown(way, "SK403", "objective", item.objective, known.objectives)
            if item.source and item.source not in known.sections:
                way = (kind, n, "source")
                yield unknown(way, "SK404", "section", item.source, known.sections)
