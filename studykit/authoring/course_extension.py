"""Adding lessons to a course that exists, or bringing those it has up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.authoring.import_record import (
    RECORD,
    imported_title,
    read_record,
    record_of,
    record_text,
)
from studykit.authoring.lesson_update import updated_lesson
from studykit.authoring.yaml_edit import with_items
from studykit.content.diagnostics import has_errors
from studykit.content.finding import (
    LibraryError,
    course_file,
    read_bytes,
    unreadable,
    yaml_names,
)
from studykit.content.lesson_file import read_course_head, read_lesson
from studykit.content.yaml_reader import read_yaml
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.authoring.import_record import Record
    from studykit.authoring.lesson_update import OwnSection
    from studykit.content.course_model import CourseHead
    from studykit.content.lesson_model import Lesson


class Existing(NamedTuple):
    """What a course has already: what is imported into it goes by the same names."""

    head: CourseHead
    lessons: dict[str, Lesson]
    """By the names of their files."""
    record: Record
    """What it was when it was last imported."""

    def lesson_id(self, title: str) -> str | None:
        """The id of the lesson with a title."""
        return next((each.id for each in self.lessons.values() if each.title == title), None)

    def section_id(self, lesson: str, title: str) -> str | None:
        """The id of the section with a title in the lesson with an id."""
        return next(
            (
                section.id
                for each in self.lessons.values()
                if each.id == lesson
                for section in each.sections
                if title in (section.title, imported_title(self.record, section.id))
            ),
            None,
        )

    @property
    def lesson_names(self) -> set[str]:
        """The ids of the lessons and the names of their files."""
        files = {name.rpartition(".")[0] for name in self.lessons}
        return files | {each.id for each in self.lessons.values()}

    @property
    def section_names(self) -> set[str]:
        """The ids of the sections."""
        return {section.id for each in self.lessons.values() for section in each.sections}


def existing_course(folder: Path) -> Existing:
    """What is in a course folder.

    Raises:
        LibraryError: there is no course, or a file of it has an error.
    """
    file = course_file(folder)
    if file is None:
        raise LibraryError("{path} is no course: there is no course.yaml in it.", path=folder)
    head = read_course_head(_bytes(file), file)
    if head.usable is None:
        broken = next(d for d in head.diagnostics if d.severity == "error")
        raise LibraryError(broken.line_of_text)
    lessons = {}
    for name in head.usable.lessons or yaml_names(folder):
        lesson = read_lesson(_bytes(folder / name), folder / name)
        if lesson.model is None or has_errors(lesson.diagnostics):
            broken = next(d for d in lesson.diagnostics if d.severity == "error")
            raise LibraryError(broken.line_of_text)
        lessons[name] = lesson.model
    return Existing(head.usable, lessons, read_record(folder))


class Extension(NamedTuple):
    """The files to write, and which of them are new."""

    texts: dict[str, str]
    added: list[str]
    updated: list[str]
    own: list[OwnSection]
    """The sections whose own changes stay."""


def extended_course(
    folder: Path,
    existing: Existing,
    lessons: list[dict[str, Any]],
    texts: dict[str, str],
    sources: list[dict[str, Any]],
) -> Extension:
    """The files of the course in `folder` with `lessons` in it; `texts` are those of the
    lessons that are new, by the names of their files.

    Raises:
        LibraryError: a file cannot be read.
        EditError: a file is written in a way that only its author can change.
    """
    files = {lesson.id: name for name, lesson in existing.lessons.items()}
    result = Extension({}, [], [], [])
    for lesson in lessons:
        if name := files.get(lesson["id"]):
            file = folder / name
            update = updated_lesson(_bytes(file), file, lesson, existing.record)
            result.texts[name] = update.text
            result.own.extend(update.own)
            result.updated.append(name)
        else:
            name = f"{lesson['id']}.yaml"
            result.texts[name] = texts[name]
            result.added.append(name)
    head = course_file(folder)
    assert head is not None
    document = read_yaml(_bytes(head), head)
    text = document.text
    if existing.head.lessons:  # else the lessons are those that lie there
        text = with_items(document, "lessons", result.added)
        document = read_yaml(text, head)
    known = {(source.title, source.url) for source in existing.head.sources}
    new = [s for s in sources if (s.get("title", ""), s.get("url", "")) not in known]
    text = with_items(document, "sources", new)
    if text != read_yaml(_bytes(head), head).text:
        result.texts[head.name] = text
    new_record = record_of(lessons)
    for section in result.own:  # what its author changed is measured by what it once was
        if before := existing.record["sections"].get(section.section):
            new_record["sections"][section.section] = before
        else:
            del new_record["sections"][section.section]
    merged = {key: known | new_record.get(key, {}) for key, known in existing.record.items()}
    result.texts[RECORD] = record_text(merged)
    return result


def extension_line(extension: Extension) -> Message:
    """What was added and what was brought up to date."""
    return Message(
        "Lessons added: {added}; brought up to date: {updated}.",
        added=len(extension.added),
        updated=len(extension.updated),
    )


def own_section_lines(extension: Extension) -> Iterator[Message]:
    """Of which sections the article's new text was not taken, and where they stand."""
    for section in extension.own:
        yield Message(
            "{file}:{line}: “{title}” was changed in the course: that text stays, the article's"
            " new one is not taken. To have it, take the section out and import again.",
            file=section.file,
            line=section.line,
            title=section.title,
        )


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file)[0]
    except OSError as error:
        raise LibraryError(str(unreadable(file, error))) from error
