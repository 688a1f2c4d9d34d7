"""Opening libraries, courses and single lessons for study.

Of the courses only the heads are read; an edition reads its lessons when it is opened. From
the compiled cache where it holds; then neither YAML nor pydantic is imported. What is broken
is left out and named, the rest opens.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import studykit
from studykit.content.course import Course, Edition, Library
from studykit.content.course_folder import CourseFolder
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import Diagnostic, in_order
from studykit.content.finding import (
    COURSE_NAMES,
    LibraryError,
    course_file,
    course_folders,
    existing,
)
from studykit.content.ids import folded_id, nearly_alike
from studykit.content.languages import language_of
from studykit.language.message import Message
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "LibraryError",
    "default_paths",
    "default_places",
    "open_library",
    "shipped_lessons",
]


def shipped_lessons() -> Path:
    """The library that comes with the program."""
    package = Path(studykit.__file__).parent
    inside = package / "lessons"
    return inside if inside.is_dir() else package.parent / "lessons"


def own_lessons() -> Path:
    """Where a user's own courses lie; the folder need not exist."""
    from platformdirs import user_data_path

    return user_data_path("studykit", appauthor=False) / "lessons"


def default_places() -> dict[str, Path]:
    """Where courses are looked for when no path is named: `shipped` and `own`, in order."""
    return {"shipped": shipped_lessons(), "own": own_lessons()}


def default_paths() -> list[Path]:
    """The shipped library and, where there is one, the user's own."""
    return [path for path in default_places().values() if path.is_dir()]


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
        self._folded: dict[str, tuple[str, Path]] = {}
        """Of each id without what editors and archives may change, the first id and where."""

    def library(self) -> Library:
        courses = tuple(Course(key, editions) for key, editions in self.editions.items())
        return Library(courses, in_order(self.diagnostics))

    def add_folder(self, folder: Path) -> None:
        place = folder.resolve()
        if place in self._seen:
            return
        self._seen.add(place)
        course = CourseFolder(folder)
        head, found = course.head()
        self.diagnostics += found
        if head is None:
            return
        editions = self.editions.setdefault(head.id, {})
        if head.language in editions:
            other = editions[head.language].folder
            message = Message(
                "This course is not shown: “{id}” in {language} is in {other} too.",
                id=head.id,
                language=head.language,
                other=other,
            )
            hint = Message("Give one of them another id or language; the first one is used.")
            self._say(folder, Problem((), "SK409", message, hint))
            return
        editions[head.language] = Edition(head, folder, course)
        first_id, first_folder = self._folded.setdefault(folded_id(head.id), (head.id, folder))
        if first_id != head.id:
            self._say(folder, nearly_alike("course", head.id, first_id, str(first_folder), ()))

    def _say(self, folder: Path, problem: Problem) -> None:
        at = course_file(folder) or folder
        self.diagnostics.append(
            Diagnostic(at, 1, 1, problem.severity, problem.code, problem.message, problem.hint)
        )

    def add_sibling_editions(self, folder: Path) -> None:
        if folder.absolute() == folder.absolute().parent:
            return
        for course_id in list(self.editions):
            for sibling in course_folders_beside(folder):
                head, _ = CourseFolder(sibling).head()
                if head is not None and head.id == course_id:
                    self.add_folder(sibling)

    def add_lesson_file(self, file: Path) -> None:
        folder = CourseFolder(file.parent, [file.name])
        beside = folder.head()[0] if course_file(file.parent) else None
        outlines, found = folder.outlines()
        self.diagnostics += found
        for outline in outlines:
            headings = (section.title for section in outline.sections)
            head = CourseHead(
                id=beside.id if beside else outline.id,
                title=outline.title,
                language=beside.language if beside else language_of(outline.title, *headings),
            )
            edition = Edition(head, file.parent, folder, file)
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
