"""What is wrong in what the lessons of a course share: banks, reused questions, stimuli."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from studykit.content.blueprints import unknown
from studykit.content.diagnostics import MOST_PROBLEMS, Diagnostic, did_you_mean
from studykit.content.finding import bank_path
from studykit.content.lesson_file import exams_alone, unknown_stimulus
from studykit.content.shared import MOST_INCLUDES, included_file, included_files, not_a_bank
from studykit.language.message import Message
from studykit.questions.problem import Problem, Way

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from studykit.content.lesson_file import FileReading
    from studykit.content.lesson_model import Include, Lesson
    from studykit.content.structure import CourseReading


class Banks:
    """The banks of one course folder, by the names that lessons include them by."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.readings: dict[str, FileReading[Lesson]] = {}
        """Those that could be read, whatever is wrong in them."""
        self.refused: dict[str, tuple[str, Message, Message]] = {}
        """Why a file is no bank: code, what is wrong, what to do."""

    def wanted(self, lessons: Collection[FileReading[Lesson]]) -> Iterator[tuple[str, Path]]:
        """The files that lessons include and that were not read yet."""
        for reading in lessons:
            for name in included_files(reading.model) if reading.model else ():
                if name in self.readings or name in self.refused:
                    continue
                file, code, message, hint = bank_path(self._folder, name)
                if file is None:
                    self.refused[name] = (code, message, hint)
                else:
                    yield name, file

    def add(self, name: str, reading: FileReading[Lesson] | None) -> None:
        """Take up a file that was read, or could not be."""
        if reading is None:
            self.refused[name] = ("", Message(), Message())  # that it cannot be read was said
        elif reading.model is not None and not reading.model.bank:
            self.refused[name] = not_a_bank(name)
        else:
            self.readings[name] = reading


def shared_diagnostics(course: CourseReading, *, whole: bool) -> Iterator[Diagnostic]:
    """The problems of what the lessons of a course share; unless it was read as a `whole`, a
    reused question may be in another file."""
    questions = {
        question.id
        for reading in course.lessons
        if reading.model is not None
        for question in reading.model.questions
    }
    exam_only = {
        question.id
        for _, lesson in course.models()
        for question in lesson.questions
        if question.exam_only
    }
    complete = whole and course.complete
    used: set[tuple[str, str]] = set()
    included: set[str] = set()
    for reading, lesson in course.models():
        if lesson.bank:
            continue
        included.update(included_files(lesson))
        problems = _lesson_problems(course, lesson, questions, exam_only, complete=complete)
        yield from map(reading.document.diagnostic, islice(problems, MOST_PROBLEMS))
        files = [reading.file.name, *included_files(lesson)]
        used |= {(file, q.stimulus) for file in files for q in lesson.questions if q.stimulus}
    for reading, lesson in course.models():
        if lesson.bank:
            used |= {(reading.file.name, q.stimulus) for q in lesson.questions}
    names = {reading.file: name for name, reading in course.banks.items()}
    for reading, lesson in course.models():
        name = names.get(reading.file, reading.file.name)
        for stimulus in lesson.stimuli or ():
            if complete and {(name, stimulus), (reading.file.name, stimulus)}.isdisjoint(used):
                message = Message("No question has the stimulus “{name}”.", name=stimulus)
                hint = Message("Name it as the “stimulus” of one, or take it out.")
                way = ("stimuli", stimulus)
                problem = Problem(way, "SK418", message, hint, "warning", key=True)
                yield reading.document.diagnostic(problem)
        if lesson.bank and complete and name not in included:
            message = Message("No lesson includes this bank, so nobody sees it.")
            hint = Message("Name it under “include” of a lesson.")
            yield reading.document.diagnostic(
                Problem(("bank",), "SK419", message, hint, "warning", key=True)
            )


def _lesson_problems(
    course: CourseReading,
    lesson: Lesson,
    questions: set[str],
    exam_only: set[str],
    *,
    complete: bool,
) -> Iterator[Problem]:
    known = {question.id for question in lesson.questions}.union(lesson.reuse)
    stimuli = set(lesson.stimuli or ())
    all_read = True
    if len(lesson.include) > MOST_INCLUDES:
        return  # that is said, and nothing of it is read
    for n, entry in enumerate(lesson.include):
        name = included_file(entry)
        way: Way = ("include", n) if isinstance(entry, str) else ("include", n, "file")
        if name in course.refused:
            all_read = False
            code, message, hint = course.refused[name]
            if message:
                yield Problem(way, code, message, hint)
            continue
        reading = course.banks.get(name)
        bank = reading.model if reading else None
        if bank is None:
            all_read = False
            continue
        stimuli.update(bank.stimuli or ())
        known.update(question.id for question in bank.questions)
        if not isinstance(entry, str):
            yield from _selection_problems(entry, bank, n)
    if all_read:
        own = lesson.stimuli or {}
        for n, question in enumerate(lesson.questions):
            if question.stimulus and question.stimulus not in stimuli and lesson.include:
                yield unknown_stimulus(n, question.stimulus, sorted(stimuli.union(own)))
    for n, section in enumerate(lesson.sections):
        for m, wanted in enumerate(section.check):
            way = ("sections", n, "check", m)
            if wanted not in known and lesson.include and all_read:
                message = Message(
                    "The check “{wanted}” names no question of this lesson.", wanted=wanted
                )
                hint = did_you_mean(wanted, known)
                yield Problem(way, "SK402", message, hint)
            elif wanted in exam_only and all(q.id != wanted for q in lesson.questions):
                yield exams_alone(way, wanted)
    for n, wanted in enumerate(lesson.reuse if complete else ()):
        if wanted not in questions:
            yield unknown(("reuse", n), "SK420", "question", wanted, questions)


def _selection_problems(entry: Include, bank: Lesson, n: int) -> Iterator[Problem]:
    """Ids and tags that nothing in the bank has."""
    items = [*bank.cards, *bank.questions]
    ids = {item.id for item in items}
    tags = {tag for item in items for tag in item.tags}
    for m, name in enumerate(entry.ids):
        if name not in ids:
            message = Message(
                "There is no card or question “{id}” in the bank “{name}”.",
                id=name,
                name=entry.file,
            )
            yield Problem(("include", n, "ids", m), "SK421", message, did_you_mean(name, ids))
    for m, name in enumerate(entry.tags):
        if name not in tags:
            message = Message(
                "There is no tag “{tag}” in the bank “{name}”.", tag=name, name=entry.file
            )
            yield Problem(("include", n, "tags", m), "SK421", message, did_you_mean(name, tags))
