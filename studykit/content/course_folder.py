"""The files of one course, read through its compiled cache: the lessons of an edition."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from studykit.content.collector import collector_off
from studykit.content.compiled import (
    FORGETTABLE,
    STAMP,
    Compiled,
    Sheet,
    content_hash,
    stamp,
    unchanged,
)
from studykit.content.course import SLOW
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import Diagnostic, in_order
from studykit.content.drafts import without_drafts
from studykit.content.finding import (
    COURSE_NAMES,
    LibraryError,
    bank_path,
    course_file,
    lesson_path,
    read_bytes,
    unreadable,
    yaml_names,
)
from studykit.content.languages import language_of
from studykit.content.plain_json import from_plain, outline_from_plain, outline_to_plain
from studykit.content.search_text import BANK, Block, Lines, SearchText, lines_of
from studykit.content.shared import not_a_bank, resolved_lesson, resolved_outlines
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from studykit.content.course import Progress
    from studykit.content.lesson_model import Lesson
    from studykit.content.outline import Inclusion, LessonOutline

YAML_SPEED, KNOWN_SPEED = 3e6, 12e6
"""Bytes a second, on a slow machine: of lesson files, and of outlines in the cache."""

_Made = TypeVar("_Made")


class _Seen(NamedTuple):
    """A lesson file as it was when its lesson was taken up."""

    lesson: str
    """The lesson's id, `BANK` for a bank; "" when the file is not opened or broken."""
    stamp: dict[str, Any]


class CourseFolder:
    """A course folder, or some lesson files of one."""

    def __init__(self, folder: Path, files: Sequence[str] = ()) -> None:
        self.folder = folder
        self._compiled = Compiled(folder)
        self._head: CourseHead | None = None
        self._files = files
        self._seen: dict[str, _Seen] = {}
        """The lesson files and banks as they are being studied, by name."""
        self._own: dict[str, LessonOutline] = {}
        """What each lesson file has of its own, by its name."""
        self._banks: dict[str, LessonOutline] = {}
        """The banks that lessons include, by their files' names."""
        self._lines: dict[str, Lines] = {}
        """For search, of the lessons that were just read, by the hash of their files."""

    def head(self) -> tuple[CourseHead | None, tuple[Diagnostic, ...]]:
        """The `course.yaml`, or None, and what is wrong in it; a folder without one is a course
        named like the folder."""
        file = course_file(self.folder)
        if file is None:
            name = self.folder.absolute().name
            course_id = "-".join(name.replace(":", " ").split())
            self._head = CourseHead(id=course_id, title=name, language=language_of(name))
            return self._head, ()
        sheet, found = self._compiled.head, list[Diagnostic]()
        self._head = self._known(
            sheet, file, file.name, lambda entry: from_plain(CourseHead, entry["head"]), found
        )
        sheet.save()
        return self._head, self._wanted(found)

    def _wanted(self, found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """`found` less the warnings that the course does not want to see."""
        hidden = self._head.ignore if self._head else ()
        return in_order(d for d in found if d.severity == "error" or d.code not in hidden)

    # The lessons of an edition

    def _names(self) -> list[str]:
        listed = self._files or (self._head.lessons if self._head else ())
        return list(dict.fromkeys(listed or yaml_names(self.folder)))

    def seconds(self) -> float:
        """About how long `outlines` takes."""
        known = self._compiled.size_of_lessons() / KNOWN_SPEED
        if known > SLOW:
            return known
        with suppress(LibraryError):
            return known + sum(map(self._unread, self._names())) / YAML_SPEED
        return known

    def _unread(self, name: str) -> int:
        """How many bytes of a lesson file would have to be read as YAML."""
        try:
            state = (self.folder / name).stat()
        except (OSError, ValueError):
            return 0
        with suppress(*FORGETTABLE):
            if unchanged(self._compiled.lessons.entries[name], state):
                return 0
        return state.st_size

    @collector_off()
    def outlines(
        self, progress: Progress | None = None
    ) -> tuple[list[LessonOutline], tuple[Diagnostic, ...]]:
        """The outlines of the lessons, and what is wrong; no lessons where none is usable.

        `progress` may raise; what was read until then is remembered.
        """
        found: list[Diagnostic] = []
        try:
            names = self._names()
        except LibraryError as error:
            found.append(self._trouble("SK101", error.message, Message()))
            return [], tuple(found)
        lessons: list[LessonOutline] = []
        whole = False
        for known in (self._seen, self._own, self._banks):
            known.clear()
        try:
            for number, name in enumerate(names, start=1):
                outline = self._outline(name, found)
                self._see(name, outline)
                # A bank that is opened alone is looked at like a lesson.
                if outline is not None and (self._files or not outline.bank):
                    self._own[name] = outline
                if progress is not None:
                    progress(number, len(names))
            for outline in self._own.values():
                self._read_banks(outline, found)
            lessons = resolved_outlines(list(self._own.values()), self._banks)
            if not self._files:
                self._compiled.lessons.keep_only({*names, *self._banks})
            whole = True
        finally:
            self._save()
            if not whole:
                self._seen.clear()
        if not names:
            found.append(
                self._trouble(
                    "SK410",
                    Message("The course has no lessons."),
                    Message("Add a lesson file."),
                )
            )
        return lessons, self._wanted(found)

    def _read_banks(
        self, lesson: LessonOutline, found: list[Diagnostic], *, again: bool = False
    ) -> None:
        """Read what a lesson includes and was not read for another one yet, or all of it
        `again`; a bank that can no longer be read then stays as it was."""
        said: set[str] = set()
        for inclusion in lesson.includes:
            name = inclusion.file
            if name in said or (name in self._banks and not again):
                continue
            said.add(name)
            file, code, message, hint = bank_path(self.folder, name)
            bank = None
            if file is not None:
                bank = self._outline(name, found)
                if bank is not None and bank.bank:
                    self._see(name, bank)
                    self._banks[name] = bank
                    continue
                code, message, hint = not_a_bank(name)
            if bank is not None or file is None:
                found.append(self._at(lesson, inclusion, code, message, hint))

    @staticmethod
    def _at(
        lesson: LessonOutline,
        inclusion: Inclusion,
        code: str,
        message: Message,
        hint: Message,
    ) -> Diagnostic:
        place = (inclusion.line, inclusion.column)
        return Diagnostic(lesson.file, *place, "error", code, message, hint)

    def _outline(self, name: str, found: list[Diagnostic]) -> LessonOutline | None:
        file, code, message, hint = lesson_path(self.folder, name)
        if file is None:
            found.append(self._trouble(code, message, hint))
            return None

        def made(entry: dict[str, Any]) -> LessonOutline:
            return outline_from_plain(entry["outline"], file)

        return self._known(self._compiled.lessons, file, name, made, found)

    def _see(self, name: str, outline: LessonOutline | None) -> None:
        """Study the lesson file as it was just read; no `outline`: it is not opened."""
        entry = self._compiled.lessons.entries.get(name)
        if entry is not None:
            lesson = "" if outline is None else BANK if outline.bank else outline.id
            self._seen[name] = _Seen(lesson, {key: entry[key] for key in STAMP})

    def _save(self) -> None:
        """Remember what was read; what was only needed for reading is let go of."""
        sheet = self._compiled.lessons
        if sheet.save():
            self._gathered(complete=False)
            self._compiled.forget_bodies(entry["hash"] for entry in sheet.entries.values())
            self._compiled.forget_gone_courses()
        if sheet.stored:
            del self._compiled.lessons

    def _trouble(self, code: str, message: Message, hint: Message) -> Diagnostic:
        at = course_file(self.folder) or self.folder
        return Diagnostic(at, 1, 1, "error", code, message, hint)

    def lesson(self, outline: LessonOutline) -> Lesson:
        """The lesson of an outline, from the cache or the file. Raises LibraryError."""
        lesson = self._lesson(outline.file, self._name_of(outline))
        return resolved_lesson(lesson, outline, self._bank)

    def _bank(self, name: str) -> Lesson:
        if name not in self._banks:
            raise LibraryError(
                "The file of “{title}” was changed while the course was open.", title=name
            )
        return self._lesson(self._banks[name].file, name)

    def _lesson(self, file: Path, name: str) -> Lesson:
        seen = self._seen.get(name)
        body = self._compiled.body(seen.stamp["hash"]) if seen else None
        if body is not None:
            from studykit.content.lesson_model import Lesson

            with suppress(*FORGETTABLE):
                return without_drafts(from_plain(Lesson, body))
        from studykit.content.lesson_file import read_lesson

        try:
            data, _ = read_bytes(file)
        except OSError as error:
            raise LibraryError(unreadable(file, error).line_of_text) from error
        reading = read_lesson(data, file)
        if reading.usable is None:
            raise LibraryError(in_order(reading.diagnostics)[0].line_of_text)
        return without_drafts(reading.usable)

    def _name_of(self, outline: LessonOutline) -> str:
        return outline.file.relative_to(self.folder).as_posix()

    def reread(
        self, outline: LessonOutline
    ) -> tuple[LessonOutline | None, tuple[Diagnostic, ...]]:
        """The outline of the lesson's file as it is now, or None, and what is wrong in it."""
        name, found = self._name_of(outline), list[Diagnostic]()
        fresh = self._outline(name, found)
        if fresh is not None:
            self._see(name, fresh)
            self._own[name] = fresh
            self._read_banks(fresh, found, again=True)
            number = list(self._own).index(name)
            fresh = resolved_outlines(list(self._own.values()), self._banks)[number]
        self._save()
        return fresh, self._wanted(found)

    def _read(self, file: Path, name: str) -> dict[str, Any]:
        from studykit.content.lesson_file import outline_of, read_course_head, read_lesson

        data, state = read_bytes(file)
        digest = content_hash(data)
        entry = stamp(state, digest)
        if name in COURSE_NAMES:
            head = read_course_head(data, file)
            entry["usable"] = head.usable is not None
            entry["diagnostics"] = [d.plain() for d in head.diagnostics]
            if head.usable is not None:
                entry["head"] = head.document.tree
            return entry
        lesson = read_lesson(data, file)
        entry["usable"] = lesson.usable is not None
        entry["diagnostics"] = [d.plain() for d in lesson.diagnostics]
        if lesson.usable is not None:
            outline = outline_of(lesson.usable, lesson.document, file)
            entry["outline"] = outline_to_plain(outline)
            self._compiled.save_body(digest, lesson.document.tree)
            self._lines[digest] = lines_of(without_drafts(lesson.usable))
        return entry

    def _known(
        self,
        sheet: Sheet,
        file: Path,
        name: str,
        make: Callable[[dict[str, Any]], _Made],
        found: list[Diagnostic],
    ) -> _Made | None:
        """What `make` makes of a file's entry; None when it is broken.

        The diagnostics of the file are added to `found`.
        """
        value: _Made | None
        try:
            entry, value = _cached(sheet, file, name, make)
            if entry is None:
                entry = self._read(file, name)
                sheet.put(name, entry)
                value = make(entry) if entry["usable"] else None
        except OSError as error:
            found.append(unreadable(file, error))
            return None
        found += [Diagnostic.from_plain(data) for data in entry["diagnostics"]]
        return value

    # Search

    def search_text(self, progress: Progress | None = None) -> SearchText:
        """The text of the lessons as they are being studied, else as they are now; `progress`
        as above."""
        rows, data, start = self._compiled.search_lines()
        if not self._current(rows):
            if not self._seen:
                self.outlines(progress)
            rows, data, start = *self._gathered(complete=True), 0
        blocks = (block for _, block in _blocks(rows, start))
        return SearchText(data, tuple(block for block in blocks if block.lesson))

    def _current(self, rows: list[list[Any]]) -> bool:
        """Whether `rows` tell of the lesson files that are studied, or as they are now."""
        try:
            if self._seen:
                studied = [(name, seen.stamp["hash"]) for name, seen in self._seen.items()]
                return [(row[0], row[2]["hash"]) for row in rows] == studied
            names = [name for name in self._names() if lesson_path(self.folder, name)[0]]
            listed = set(names)
            # Banks come behind the lessons, which alone are listed.
            there = [row[0] for row in rows if row[1] != BANK or row[0] in listed]
            return there == names and all(
                unchanged(row[2], (self.folder / row[0]).stat()) for row in rows
            )
        except (LibraryError, *FORGETTABLE):
            return False

    def _gathered(self, *, complete: bool) -> tuple[list[list[Any]], bytes]:
        """The lines of all lessons, from where they are known, and kept for the next time.

        What is not known is left out, or when they are to be `complete` made from the lesson.
        """
        rows, data, start = self._compiled.search_lines()
        known = {
            row[2]["hash"]: Lines(data[at.start : at.middle], data[at.middle : at.end])
            for row, at in _blocks(rows, start)
        } | self._lines
        rows, parts = [], list[bytes]()
        for name, (lesson, stamped) in self._seen.items():
            lines = known.get(stamped["hash"]) if lesson else Lines(b"", b"")
            if lines is None and complete:
                with suppress(LibraryError):  # broken since a moment ago
                    lines = lines_of(self._lesson(self.folder / name, name))
            if lines is not None:
                rows.append([name, lesson, stamped, len(lines.folded), len(lines.packed)])
                parts += lines
        data = b"".join(parts)
        if not self._files and self._compiled.save_search_lines(rows, data):
            self._lines.clear()
        return rows, data


def _blocks(rows: list[list[Any]], start: int) -> Iterator[tuple[list[Any], Block]]:
    """Each row with where its lines are, the first at `start`."""
    for row in rows:
        _, lesson, _, folded, packed = row
        block = Block(lesson, start, start + folded, start + folded + packed)
        yield row, block
        start = block.end


def _cached(
    sheet: Sheet, file: Path, name: str, make: Callable[[dict[str, Any]], _Made]
) -> tuple[dict[str, Any] | None, _Made | None]:
    """The entry of a file that is as it was when it was read, and what it makes, or None."""
    state = file.stat()
    try:
        entry: dict[str, Any] = sheet.entries[name]
        same = unchanged(entry, state)
    except FORGETTABLE:
        return None, None
    if not same:
        data, state = read_bytes(file)
        digest = content_hash(data)
        if entry["hash"] != digest:
            return None, None
        sheet.put(name, {**entry, **stamp(state, digest)})
    try:
        for diagnostic in entry["diagnostics"]:
            diagnostic["file"] = str(file)
            Diagnostic.from_plain(diagnostic)
        return entry, make(entry) if entry["usable"] else None
    except FORGETTABLE:
        return None, None
