"""What is wrong between the files of a course: ids, references, blueprints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from studykit.content.course_model import CourseHead, Draw, Quiz
from studykit.content.diagnostics import Diagnostic, did_you_mean
from studykit.content.lesson_file import FileReading
from studykit.content.lesson_model import Lesson
from studykit.content.yaml_reader import Document
from studykit.questions.problem import Problem, Way
from studykit.questions.registry import Question


@dataclass(frozen=True)
class CourseReading:
    """One course folder, read as a whole. `head` is None where there is no `course.yaml`."""

    folder: Path
    head: FileReading[CourseHead] | None
    lessons: tuple[FileReading[Lesson], ...]
    missing: bool = False
    """Whether a listed lesson file could not be read, so that references may lead there."""

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


class _Known(NamedTuple):
    """What references may name."""

    lessons: set[str]
    sections: set[str]
    objectives: set[str]
    tags: set[str]
    questions: dict[str, tuple[str, Question]]
    """Question id → its lesson's id and itself."""


def course_diagnostics(course: CourseReading) -> list[Diagnostic]:
    """The problems between the files of one course."""
    known = _known(course)
    found = [*_ids_used_twice(course)]
    if course.complete:
        # A reference may lead into what could not be read: then it is not called wrong.
        found += _references(course, known)
    if course.head is not None and course.head.model is not None:
        document = course.head.document
        for n, quiz in enumerate(course.head.model.quizzes):
            problems = _quiz_problems(quiz, known, complete=course.complete)
            found += [document.diagnostic(p.within(("quizzes", n))) for p in problems]
    return found


def _known(course: CourseReading) -> _Known:
    known = _Known(set(), set(), set(), set(), {})
    for _, lesson in course.models():
        known.lessons.add(lesson.id)
        known.sections.update(section.id for section in lesson.sections)
        known.objectives.update(lesson.objectives or ())
        for question in lesson.questions:
            known.tags.update(question.tags)
            known.questions.setdefault(question.id, (lesson.id, question))
    return known


def _ids_used_twice(course: CourseReading) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, str], tuple[Document, Way]] = {}
    for reading, lesson in course.models():
        document = reading.document
        for kind, item_id, way in _ids(lesson):
            first, first_way = seen.setdefault((kind, item_id), (document, way))
            if first is document:
                continue  # twice in one file is said when that file is read
            line = first.place(first_way)[0]
            message = (
                f"The {kind} id “{item_id}” is used twice; "
                f"the first is in {first.file.name}, line {line}."
            )
            hint = "Give each its own id; progress hangs on it."
            is_key = kind == "objective"
            yield document.diagnostic(Problem(way, "SK401", message, hint, key=is_key))


def _ids(lesson: Lesson) -> Iterator[tuple[str, str, Way]]:
    yield "lesson", lesson.id, ("id",)
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


def _references(course: CourseReading, known: _Known) -> Iterator[Diagnostic]:
    for reading, lesson in course.models():
        groups: dict[str, tuple[Any, ...]] = {
            "cards": lesson.cards,
            "questions": lesson.questions,
        }
        for kind, items in groups.items():
            for n, item in enumerate(items):
                if item.objective and item.objective not in known.objectives:
                    way = (kind, n, "objective")
                    problem = _unknown(
                        way, "SK403", "objective", item.objective, known.objectives
                    )
                    yield reading.document.diagnostic(problem)
                if item.source and item.source not in known.sections:
                    way = (kind, n, "source")
                    problem = _unknown(way, "SK404", "section", item.source, known.sections)
                    yield reading.document.diagnostic(problem)


def _unknown(way: Way, code: str, thing: str, name: str, known: Any) -> Problem:
    message = f"There is no {thing} “{name}” in this course."
    return Problem(way, code, message, did_you_mean(name, known))


def _quiz_problems(quiz: Quiz, known: _Known, *, complete: bool) -> Iterator[Problem]:
    for n, draw in enumerate(quiz.draw):
        way = ("draw", n)
        unknown = [p.within(way) for p in _unknown_in_draw(draw, known)] if complete else []
        yield from unknown
        read = bool(draw.lessons) and set(draw.lessons) <= known.lessons
        if draw.count is None or unknown or not (complete or read):
            continue
        pool = drawn_from(draw, known.questions, exam=quiz.mode == "exam")
        if draw.count > len(pool):
            message = f"The quiz draws {draw.count} questions where there are {len(pool)}."
            hint = "Lower “count”, or draw from more."
            yield Problem((*way, "count"), "SK405", message, hint)
    if complete:
        yield from _drawn_twice(quiz, known)
        for n, group in enumerate(quiz.linked):
            for m, name in enumerate(group):
                if name not in known.questions:
                    way = ("linked", n)
                    yield _unknown((*way, m), "SK406", "question", name, known.questions)


def _unknown_in_draw(draw: Draw, known: _Known) -> Iterator[Problem]:
    for field, thing, names in (
        ("lessons", "lesson", known.lessons),
        ("objectives", "objective", known.objectives),
        ("tags", "tag", known.tags),
        ("ids", "question", known.questions),
    ):
        for n, name in enumerate(getattr(draw, field)):
            if name not in names:
                yield _unknown((field, n), "SK406", thing, name, names)


def drawn_from(
    draw: Draw, questions: dict[str, tuple[str, Question]], *, exam: bool
) -> set[str]:
    """Ids of the questions that a line of a blueprint may draw, for an `exam` or for practice.

    `questions` maps each question id to its lesson's id and the question.
    """
    lessons, objectives = set(draw.lessons), set(draw.objectives)
    tags, ids = set(draw.tags), set(draw.ids)
    return {
        question.id
        for lesson_id, question in questions.values()
        if (exam or not question.exam_only)
        and (not lessons or lesson_id in lessons)
        and (not objectives or question.objective in objectives)
        and (not tags or not tags.isdisjoint(question.tags))
        and (not ids or question.id in ids)
    }


def _drawn_twice(quiz: Quiz, known: _Known) -> Iterator[Problem]:
    """Lines that each have enough to draw from, yet not all of them together."""
    exam = quiz.mode == "exam"
    pools = [drawn_from(draw, known.questions, exam=exam) for draw in quiz.draw]
    counts = [
        len(pool) if draw.count is None else draw.count
        for draw, pool in zip(quiz.draw, pools, strict=True)
    ]
    for n, (draw, pool) in enumerate(zip(quiz.draw, pools, strict=True)):
        if draw.count is None or draw.count > len(pool):
            continue
        # Lines that draw from nothing but this pool compete with this one.
        rivals = [m for m in range(n) if pools[m] and pools[m] <= pool]
        wanted = draw.count + sum(counts[m] for m in rivals)
        if rivals and wanted > len(pool):
            message = (
                f"This line and the lines above draw {wanted} questions "
                f"where there are {len(pool)}."
            )
            yield Problem(("draw", n, "count"), "SK405", message, "Lower “count”.")
