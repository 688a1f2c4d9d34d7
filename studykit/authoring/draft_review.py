"""Confirming drafts one by one: accept, change, drop, and take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sentencex import segment

from studykit.authoring.replacing import replace_file
from studykit.authoring.yaml_edit import with_value, without_entry
from studykit.content.diagnostics import has_errors
from studykit.content.finding import (
    COURSE_NAMES,
    LibraryError,
    read_bytes,
    unreadable,
    yaml_names,
)
from studykit.content.yaml_reader import Document, read_yaml
from studykit.language.message import Refusal
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.questions.problem import Way

_MARK = b"\xef\xbb\xbf"
_FIELDS = ("cloze", "front", "back", "stem", "text", "model_answer", "explanation")
"""The texts of an item that can be changed in place."""


@dataclass(frozen=True)
class WaitingDraft:
    """A card or a question that waits to be confirmed."""

    file: Path
    kind: str
    """`cards` or `questions`."""
    id: str
    line: int
    tree: dict[str, Any]
    """As it stands in the file."""
    section: str
    """The title of the section that it is drafted from."""
    sentence: str
    """The sentence of that section that bears it; empty where none does."""

    @property
    def fields(self) -> list[str]:
        """The names of its texts that can be changed."""
        return [name for name in _FIELDS if isinstance(self.tree.get(name), str)]


class _Change(NamedTuple):
    """What was done to a file, and where one stood."""

    file: Path
    before: bytes
    after: bytes
    at: int


class DraftReview:
    """The drafts of a lesson file or a course, in order, and what is done with them.

    Only the item at hand is changed in its file, and what names it.
    """

    def __init__(self, path: Path) -> None:
        self._files = _lesson_files(path)
        self._changes: list[_Change] = []
        self.at = 0
        self.waiting: list[WaitingDraft] = []
        self.read()

    def read(self) -> None:
        """Look into the files again."""
        self.waiting = [draft for file in self._files for draft in _drafts_of(file)]
        self.at = max(0, min(self.at, len(self.waiting) - 1))

    @property
    def current(self) -> WaitingDraft | None:
        """The draft at hand; None when none waits."""
        return self.waiting[self.at] if self.waiting else None

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return bool(self._changes)

    def turn(self, steps: int) -> None:
        """Go to another draft; behind the last comes the first."""
        if self.waiting:
            self.at = (self.at + steps) % len(self.waiting)

    def accept(self) -> None:
        """Take the mark away: from now on learners see the item. Raises Refusal."""
        self._edit(lambda document, way: without_entry(document, (*way, "draft")))

    def drop(self) -> None:
        """Delete the item, and the checks that name it. Raises Refusal."""
        self._edit(self._without_item)

    def change(self, field: str, text: str) -> None:
        """Give one text of the item another wording; it goes on waiting. Raises Refusal."""
        self._edit(lambda document, way: with_value(document, (*way, field), text))

    def undo(self) -> None:
        """Take back what was done last.

        Raises:
            Refusal: the file was changed since by something else.
        """
        if not self._changes:
            return
        change = self._changes[-1]
        if _bytes(change.file) != change.after:
            raise Refusal(
                "{file} was changed since: it cannot be taken back here.", file=change.file.name
            )
        _write(change.file, change.before)
        self._changes.pop()
        self.read()
        self.at = min(change.at, max(0, len(self.waiting) - 1))

    def _edit(self, edited: Any) -> None:
        draft = self.current
        if draft is None:
            return
        before = _bytes(draft.file)
        document = read_yaml(before, draft.file)
        way = _way_to(document, draft)
        if way is None:
            self.read()
            raise Refusal(
                "{file} was changed since; its drafts are read again.", file=draft.file.name
            )
        text: str = edited(document, way)
        mark = _MARK if before.startswith(_MARK) else b""
        after = mark + text.encode()
        if has_errors(read_yaml(after, draft.file).diagnostics):
            raise Refusal("This item cannot be changed here: open it in your editor.")
        _write(draft.file, after)
        self._changes.append(_Change(draft.file, before, after, self.at))
        self.read()

    @staticmethod
    def _without_item(document: Document, way: Way) -> str:
        item = document.tree[way[0]][way[1]]
        text = document.text
        sections = document.tree.get("sections") or []
        for n, section in enumerate(sections):
            checks = section.get("check") if isinstance(section, dict) else None
            if way[0] == "questions" and isinstance(checks, list) and item["id"] in checks:
                place: Way = ("sections", n, "check", checks.index(item["id"]))
                text = without_entry(document, place)
                document = read_yaml(text, document.file)
        return without_entry(document, way)


def _lesson_files(path: Path) -> list[Path]:
    """The lesson files at `path`, in the course's order, then the banks that they include.
    Raises LibraryError."""
    if path.is_file() and path.name not in COURSE_NAMES:
        return [path]
    from studykit.content.library import open_library

    files: list[Path] = []
    for edition in open_library([path]).editions():
        files += [lesson.file for lesson in edition.lessons]
        files += edition.banks
    return files or [path / name for name in yaml_names(path) if path.is_dir()]


def _drafts_of(file: Path) -> Iterator[WaitingDraft]:
    try:
        document = read_yaml(read_bytes(file)[0], file)
    except OSError:
        return
    tree = document.tree
    if not isinstance(tree, dict):
        return
    sections = list(_mappings(tree, "sections"))
    for kind in ("cards", "questions"):
        for n, item in enumerate(tree.get(kind) or ()):
            if not _waits(item) or "id" not in item:
                continue
            section = _section_of(item, sections)
            sentence = _sentence_of(item, str(section.get("text") or ""))
            line = document.place((kind, n))[0]
            title = str(section.get("title") or "")
            yield WaitingDraft(file, kind, str(item["id"]), line, item, title, sentence)


def _section_of(item: dict[str, Any], sections: list[dict[str, Any]]) -> dict[str, Any]:
    """The section that an item names, or that asks it; empty where there is none."""
    for section in sections:
        if item.get("source") and section.get("id") == item["source"]:
            return section
    return next((s for s in sections if item["id"] in (s.get("check") or ())), {})


def _waits(item: Any) -> bool:
    """Whether an item is a draft; a flag stands in a file as it was typed."""
    return isinstance(item, dict) and str(item.get("draft")).casefold() == "true"


def _mappings(tree: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    yield from (each for each in tree.get(key) or () if isinstance(each, dict))


def _way_to(document: Document, draft: WaitingDraft) -> Way | None:
    """Where the draft stands now; None when it is gone or no draft any more."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    for n, item in enumerate(tree.get(draft.kind) or ()):
        if _waits(item) and item.get("id") == draft.id:
            return (draft.kind, n)
    return None


def _sentence_of(item: dict[str, Any], text: str) -> str:
    """The sentence of a text that has most in common with an item's own texts."""
    own = _pieces(" ".join(_texts(item)))
    best, most = "", 0.3
    for line in text.split("\n"):
        for sentence in segment("en", line) if line.strip() else ():
            pieces = _pieces(sentence)
            share = len(pieces & own) / len(pieces) if pieces else 0.0
            if share > most:
                best, most = sentence.strip(), share
    return best


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _pieces(text: str) -> set[str]:
    bare = "".join(filter(str.isalnum, text)).casefold()
    return {bare[at : at + 4] for at in range(len(bare) - 3)}


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file)[0]
    except OSError as error:
        raise LibraryError(str(unreadable(file, error))) from error


def _write(file: Path, data: bytes) -> None:
    try:
        replace_file(file, data)
    except OSError as error:
        raise Refusal(
            "{file} cannot be written: {reason}.", file=file, reason=reason(error)
        ) from error
