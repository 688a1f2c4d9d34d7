"""Opening libraries, courses and single lessons for study.

From the compiled cache where it holds; then neither YAML nor pydantic is imported. What is
broken is left out and named, the rest opens.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import studykit
from studykit.content.compiled import (
    FORGETTABLE,
    Compiled,
    content_hash,
    stamp,
    unchanged,
)
from studykit.content.course import Course, Edition, LessonOutline, Library
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import Diagnostic, in_order
from studykit.content.finding import (
    COURSE_NAMES,
    LibraryError,
    course_file,
    course_folders,
    existing,
    lesson_path,
    read_bytes,
    unreadable,
    yaml_names,
)
from studykit.content.plain_json import (
    head_from_plain,
    outline_from_plain,
    outline_to_plain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.content.lesson_model import Lesson

__all__ = ["LibraryError", "default_paths", "open_library", "shipped_lessons"]

_Made = TypeVar("_Made")


def shipped_lessons() -> Path:
    """The library that comes with the program."""
    package = Path(studykit.__file__).parent
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"


def own_lessons() -> Path:
    """Where a user's own courses lie; the folder need not exist."""
    from platformdirs import user_data_path

    return user_data_path("studykit", appauthor=False) / "lessons"


def default_paths() -> list[Path]:
    """The shipped library and, where there is one, the user's own."""
    return [path for path in (shipped_lessons(), own_lessons()) if path.is_dir()]


def open_library(paths: Sequence[Path]) -> Library:
    """Open the courses at `paths`; each is a library, a course folder or a lesson file.

    A course folder brings along the editions that lie beside it.

    Raises:
        LibraryError: a path does not exist or cannot be read.
    """
    existing(paths)
    shelf = _Shelf()
    for path in paths:
        if path.is_file() and path.name not in COURSE_NAMES:
            shelf.add_lesson_file(path)
            continue
        folder = path.parent if path.is_file() else path
        folders = course_folders(folder)
        for each in folders:
            shelf.add_folder(each)
        if folders == [folder]:
            shelf.add_sibling_editions(folder)
    return shelf.library()


class _Shelf:
    """The courses opened so far."""

    def __init__(self) -> None:
        self.editions: dict[str, dict[str, Edition]] = {}
        self.diagnostics: list[Diagnostic] = []
        self._seen: set[Path] = set()

    def library(self) -> Library:
        courses = tuple(Course(key, editions) for key, editions in self.editions.items())
        return Library(courses, in_order(self.diagnostics))

    def add_folder(self, folder: Path) -> None:
        place = folder.resolve()
        if place not in self._seen:
            self._seen.add(place)
            self._add(_CourseFolder(folder))

    def _add(self, course: _CourseFolder) -> None:
        edition = course.edition()
        self.diagnostics += course.diagnostics
        if edition is None:
            return
        editions = self.editions.setdefault(edition.id, {})
        if edition.language in editions:
            other = editions[edition.language].folder
            message = f"The course “{edition.id}” in {edition.language} is already in {other}."
            hint = "Give one of them another id or language; the first one is used."
            at = course_file(course.folder) or course.folder
            self.diagnostics.append(Diagnostic(at, 1, 1, "warning", "SK409", message, hint))
        else:
            editions[edition.language] = edition

    def add_sibling_editions(self, folder: Path) -> None:
        if folder.absolute() == folder.absolute().parent:
            return
        for course_id in list(self.editions):
            for sibling in course_folders_beside(folder):
                course = _CourseFolder(sibling)
                head = course.head()
                course.save()
                if head is not None and head.id == course_id:
                    self.add_folder(sibling)

    def add_lesson_file(self, file: Path) -> None:
        course = _CourseFolder(file.parent)
        beside = course.head() if course_file(file.parent) else None
        course.diagnostics.clear()  # the course is not what was asked for
        outline = course.outline(file.name)
        course.save()
        self.diagnostics += course.diagnostics
        if outline is None:
            return
        head = CourseHead(
            id=beside.id if beside else outline.id,
            title=outline.title,
            language=beside.language if beside else "und",
        )
        edition = Edition(head, file.parent, [outline], course.lesson)
        self.editions.setdefault(head.id, {}).setdefault(head.language, edition)


def course_folders_beside(folder: Path) -> list[Path]:
    """The other course folders in the folder of `folder`; none where it cannot be read."""
    try:
        beside = sorted(folder.absolute().parent.iterdir())
        return [
            each
            for each in beside
            if each != folder.absolute() and not each.is_symlink() and course_file(each)
        ]
    except OSError:
        return []


class _CourseFolder:
    """One course folder being opened, through its compiled cache."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.diagnostics: list[Diagnostic] = []
        self._compiled = Compiled(folder)
        self._changed = False

    def edition(self) -> Edition | None:
        """The edition, or None when `course.yaml` or every lesson is broken."""
        head = self.head()
        if head is None:
            return None
        names = dict.fromkeys(head.lessons or yaml_names(self.folder))
        outlines = [self.outline(name) for name in names]
        self._compiled.keep_only({*names, *COURSE_NAMES})
        self.save()
        lessons = [outline for outline in outlines if outline is not None]
        if not outlines:
            self._say("SK410", "The course has no lessons.", "Add a lesson file.")
        hidden = set(head.ignore)
        self.diagnostics = [
            d for d in self.diagnostics if d.severity == "error" or d.code not in hidden
        ]
        return Edition(head, self.folder, lessons, self.lesson) if lessons else None

    def save(self) -> None:
        """Remember what was read."""
        if self._changed:
            self._compiled.save()
            self._changed = False

    def head(self) -> CourseHead | None:
        """The `course.yaml`; a folder without one is a course named like the folder."""
        file = course_file(self.folder)
        if file is None:
            name = self.folder.absolute().name
            return CourseHead(id="-".join(name.replace(":", " ").split()), title=name)
        return self._known(file, lambda entry: head_from_plain(entry["head"]))

    def outline(self, name: str) -> LessonOutline | None:
        """The outline of a lesson file; None, and diagnostics, when it is broken."""
        file, message, hint = lesson_path(self.folder, name)
        if file is None:
            self._say("SK407", message, hint)
            return None
        return self._known(file, lambda entry: outline_from_plain(entry["outline"], file))

    def lesson(self, outline: LessonOutline) -> Lesson:
        """The lesson of an outline, from the cache or the file. Raises LibraryError."""
        name = outline.file.relative_to(self.folder).as_posix()
        digest = self._compiled.files.get(name, {}).get("hash", "")
        body = self._compiled.body(name, digest)
        if body is not None:
            from studykit.content.lesson_json import lesson_from_plain

            with suppress(*FORGETTABLE):
                return lesson_from_plain(body)
        from studykit.content.lesson_file import read_lesson

        try:
            data, _ = read_bytes(outline.file)
        except OSError as error:
            raise LibraryError(str(unreadable(outline.file, error))) from error
        reading = read_lesson(data, outline.file)
        if reading.usable is None:
            raise LibraryError(str(in_order(reading.diagnostics)[0]))
        return reading.usable

    def _say(self, code: str, message: str, hint: str) -> None:
        at = course_file(self.folder) or self.folder
        self.diagnostics.append(Diagnostic(at, 1, 1, "error", code, message, hint))

    def _known(self, file: Path, make: Callable[[dict[str, Any]], _Made]) -> _Made | None:
        """What `make` makes of a file's entry; None when it is broken.

        The diagnostics of the file are added to the course's.
        """
        name = file.relative_to(self.folder).as_posix()
        made: _Made | None
        try:
            entry, made = self._cached(file, name, make)
            if entry is None:
                entry = self._read(file, name)
                made = make(entry) if entry["usable"] else None
        except OSError as error:
            self.diagnostics.append(unreadable(file, error))
            return None
        self.diagnostics += [Diagnostic.from_json(data) for data in entry["diagnostics"]]
        return made

    def _cached(
        self, file: Path, name: str, make: Callable[[dict[str, Any]], _Made]
    ) -> tuple[dict[str, Any] | None, _Made | None]:
        state = file.stat()
        try:
            entry: dict[str, Any] = self._compiled.files[name]
            same = unchanged(entry, state)
        except FORGETTABLE:
            return None, None
        if not same:
            data, state = read_bytes(file)
            digest = content_hash(data)
            if entry["hash"] != digest:
                return None, None
            entry |= stamp(state, digest)
            self._changed = True
        try:
            for diagnostic in entry["diagnostics"]:
                diagnostic["file"] = str(file)
                Diagnostic.from_json(diagnostic)
            return entry, make(entry) if entry["usable"] else None
        except FORGETTABLE:
            return None, None

    def _read(self, file: Path, name: str) -> dict[str, Any]:
        from studykit.content.lesson_file import outline_of, read_course_head, read_lesson

        data, state = read_bytes(file)
        digest = content_hash(data)
        entry = stamp(state, digest)
        if name in COURSE_NAMES:
            head = read_course_head(data, file)
            entry["usable"] = head.usable is not None
            entry["diagnostics"] = [d.to_json() for d in head.diagnostics]
            if head.usable is not None:
                entry["head"] = head.document.tree
        else:
            lesson = read_lesson(data, file)
            entry["usable"] = lesson.usable is not None
            entry["diagnostics"] = [d.to_json() for d in lesson.diagnostics]
            if lesson.usable is not None:
                outline = outline_of(lesson.usable, lesson.document, file)
                entry["outline"] = outline_to_plain(outline)
                self._compiled.save_body(name, digest, lesson.document.tree)
        self._compiled.files[name] = entry
        self._changed = True
        return entry
