"""Reading all files of courses for their authors: every problem of every file in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studykit.content.collector import collector_off
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import Diagnostic, in_order
from studykit.content.editions import edition_diagnostics
from studykit.content.finding import (
    COURSE_NAMES,
    LibraryError,
    course_file,
    course_folders,
    existing,
    lesson_path,
    read_bytes,
    refused_name,
    unreadable,
    yaml_names,
)
from studykit.content.ids import folded_id, nearly_alike
from studykit.content.lesson_file import FileReading, read_course_head, read_lesson
from studykit.content.lesson_model import Lesson
from studykit.content.pictures import picture_problems
from studykit.content.shared_checks import Banks, shared_diagnostics
from studykit.content.silencing import silenced_lines, without_silenced
from studykit.content.structure import CourseReading, course_diagnostics
from studykit.language.message import Message, quoted
from studykit.questions.problem import Problem

_LESSON_KEY = re.compile(rb"^(?:sections|cards|questions)[ \t]*:", re.MULTILINE)
"""What tells a lesson from another YAML file that lies there."""


@dataclass(frozen=True)
class CheckedCourses:
    """What was read, and everything that is wrong with it, silenced warnings left out."""

    courses: tuple[CourseReading, ...]
    diagnostics: tuple[Diagnostic, ...]


@collector_off()
def read_courses(paths: Sequence[Path]) -> CheckedCourses:
    """Read and check the courses at `paths`: libraries, course folders or lesson files.

    Raises:
        LibraryError: a path does not exist or cannot be read.
    """
    existing(paths)
    courses: list[CourseReading] = []
    found: list[Diagnostic] = []
    for path in paths:
        if path.is_file() and path.name not in COURSE_NAMES:
            if refused := refused_name(path.name):
                _, code, message, hint = refused
                found.append(Diagnostic(path, 1, 1, "error", code, message, hint))
                continue
            lesson = _lesson(path, found)
            read = [lesson] if lesson else []
            banks = _banks(path.parent, read, found)
            courses.append(CourseReading(path.parent, None, *_with_banks(read, banks)))
            continue
        folders = course_folders(path.parent if path.is_file() else path)
        if not folders:
            message = Message("There is no course here.")
            hint = Message("A course is a folder with a course.yaml and lesson files.")
            found.append(Diagnostic(path, 1, 1, "error", "SK410", message, hint))
        courses += [_course(folder, found) for folder in folders]
    for course in courses:
        # What a lesson file alone refers to may stand in the other files of its course.
        whole = course.head is not None or course_file(course.folder) is None
        if whole:
            found += course_diagnostics(course)
        found += shared_diagnostics(course, whole=whole)
    for editions in _editions(courses, found):
        found += edition_diagnostics(editions)
    return CheckedCourses(tuple(courses), in_order(unsilenced(courses, found)))


def unsilenced(
    courses: Sequence[CourseReading], diagnostics: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """`diagnostics` less the warnings that comments or `ignore` in `course.yaml` silence."""
    if all(d.severity == "error" for d in diagnostics):
        return list(diagnostics)
    by_file: dict[Path, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.file, []).append(diagnostic)
    for course in courses:
        everywhere = course.head.model.ignore if course.head and course.head.model else ()
        readings: list[FileReading[Any]] = [*course.lessons]
        if course.head:
            readings.append(course.head)
        for reading in readings:
            own = by_file.get(reading.file)
            if own:
                lines = silenced_lines(reading.document.text)
                by_file[reading.file] = without_silenced(own, lines, everywhere)
    return [diagnostic for own in by_file.values() for diagnostic in own]


def _course(folder: Path, found: list[Diagnostic]) -> CourseReading:
    file = course_file(folder)
    head = None
    if file is not None:
        try:
            head = read_course_head(read_bytes(file)[0], file)
            found += head.diagnostics
        except OSError as error:
            found.append(unreadable(file, error))
    lessons, missing = [], file is not None and head is None
    for n, name in enumerate(_names(folder, head)):
        path, code, message, hint = lesson_path(folder, name)
        if path is None:
            missing = True
            if head is not None and head.model is not None and head.model.lessons:
                problem = Problem(("lessons", n), code, message, hint)
                found.append(head.document.diagnostic(problem))
            else:
                # Not at the file itself: it is not ours to look into.
                at = file or folder
                found.append(Diagnostic(at, 1, 1, "error", code, message, hint))
            continue
        reading = _lesson(path, found)
        if reading is None:
            missing = True
        else:
            lessons.append(reading)
    banks = _banks(folder, lessons, found)
    if head is not None and head.model is not None and head.model.lessons:
        problems = _not_listed(folder, (*head.model.lessons, *banks.readings, *banks.refused))
        found += [head.document.diagnostic(problem) for problem in problems]
    if not lessons and not missing:
        hint = Message("Add a lesson file beside course.yaml.")
        at = file or folder
        found.append(
            Diagnostic(at, 1, 1, "error", "SK410", Message("The course has no lessons."), hint)
        )
    return CourseReading(folder, head, *_with_banks(lessons, banks, missing=missing))


def _banks(
    folder: Path, lessons: Sequence[FileReading[Lesson]], found: list[Diagnostic]
) -> Banks:
    """What the lessons of a folder include; a bank that is among them was read before."""
    banks = Banks(folder)
    there = {reading.file: reading for reading in lessons}
    for name, file in banks.wanted(lessons):
        banks.add(name, there[file] if file in there else _lesson(file, found))
    return banks


def _with_banks(
    lessons: Sequence[FileReading[Lesson]], banks: Banks, *, missing: bool = False
) -> tuple[tuple[FileReading[Lesson], ...], bool, Any, Any]:
    """All files of a course, whether one is missing, and its banks."""
    files = {reading.file: reading for reading in (*lessons, *banks.readings.values())}
    return tuple(files.values()), missing, banks.readings, banks.refused


def _not_listed(folder: Path, listed: Sequence[str]) -> Iterator[Problem]:
    """Warnings for lesson files that lie in the course and belong to nothing."""
    names = {Path(name).as_posix() for name in listed}
    lying = []
    with suppress(LibraryError):  # what is listed may be readable all the same
        lying = yaml_names(folder)
    for name in lying:
        if name in names or refused_name(name):
            continue
        try:
            data = read_bytes(folder / name)[0]
        except OSError:
            continue
        if _LESSON_KEY.search(data):
            message = Message(
                "The lesson file “{name}” is not listed here, so nobody sees it.", name=name
            )
            hint = Message("Add it to “lessons”, or move it out of the folder.")
            yield Problem(("lessons",), "SK415", message, hint, "warning", key=True)


def _names(folder: Path, head: FileReading[Any] | None) -> Sequence[str]:
    if head is not None and head.model is not None and head.model.lessons:
        names: tuple[str, ...] = head.model.lessons
        return names
    # A broken course.yaml hides no broken lesson.
    return yaml_names(folder)


def _lesson(file: Path, found: list[Diagnostic]) -> FileReading[Lesson] | None:
    try:
        reading = read_lesson(read_bytes(file)[0], file)
    except OSError as error:
        found.append(unreadable(file, error))
        return None
    found += reading.diagnostics
    if reading.model is not None:
        problems = picture_problems(reading.model, file.parent)
        found += [reading.document.diagnostic(problem) for problem in problems]
    return reading


def _editions(
    courses: Sequence[CourseReading], found: list[Diagnostic]
) -> Iterator[list[CourseReading]]:
    by_id: dict[str, dict[str, CourseReading]] = {}
    folded: dict[str, CourseHead] = {}
    for course in courses:
        if course.head is None or course.head.model is None:
            continue
        model = course.head.model
        alike = folded.setdefault(folded_id(model.id), model)
        if alike.id != model.id:
            where = quoted(alike.title)
            problem = nearly_alike("course", model.id, alike.id, where, ("id",))
            found.append(course.head.document.diagnostic(problem))
        editions = by_id.setdefault(model.id, {})
        first = editions.setdefault(model.language, course)
        if first.folder != course.folder:
            message = Message(
                "The course “{id}” in “{language}” is also in {folder}.",
                id=model.id,
                language=model.language,
                folder=first.folder,
            )
            hint = Message("Give one of them another id, or another language.")
            problem = Problem(("id",), "SK409", message, hint)
            found.append(course.head.document.diagnostic(problem))
    yield from (list(editions.values()) for editions in by_id.values())
