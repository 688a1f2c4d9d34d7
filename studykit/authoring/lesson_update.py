"""Bringing a lesson up to a changed article: its text and its drafts, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.authoring.import_record import (
    ITEMS,
    imported_text,
    imported_title,
    item_digest,
    text_digest,
)
from studykit.authoring.yaml_edit import with_entry, with_items, with_value, without_entry
from studykit.content.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.authoring.import_record import Record
    from studykit.content.yaml_reader import Document


class OwnSection(NamedTuple):
    """A section whose text its author changed, so that the article's new text is not taken."""

    file: Path
    line: int
    section: str
    """Its id."""
    title: str


class LessonUpdate(NamedTuple):
    """The new text of a lesson file, and what of the article is not in it."""

    text: str
    own: list[OwnSection]


def updated_lesson(
    data: bytes, file: Path, lesson: dict[str, Any], record: Record
) -> LessonUpdate:
    """A lesson file with the sections and drafts of `lesson`, made anew.

    What was confirmed stays byte for byte, as do the lesson's other keys and the sections that
    do not change; a draft that still waits gives way to the new ones. What differs from
    `record` is its author's own: a draft or a section that was changed stays. A section that
    the article no longer has stays where its author changed it, and as long as something that
    was confirmed refers to it.

    Raises:
        EditError: the file is written in a way that only its author can change.
    """
    document = _without_drafts(read_yaml(data, file), record)
    present = {str(item["id"]) for item in _items(document) if "id" in item}
    sections, own = _merged_sections(document, lesson, present, record)
    document = _with_sections(document, sections)
    text = document.text
    for key in ITEMS:
        new = [
            item
            for item in lesson.get(key, ())
            # What is drafted from a text that is not taken asks what nobody can read.
            if item["id"] not in present and item.get("source") not in own
        ]
        document = read_yaml(text, file)
        text = with_items(document, key, new)
    return LessonUpdate(text, _places(read_yaml(text, file), own))


def _places(document: Document, own: list[str]) -> list[OwnSection]:
    sections = []
    for section in _list(document, "sections"):
        if str(section.get("id")) in own:
            line = document.line_and_column(document.marks[id(section)][0])[0]
            title = str(section.get("title", ""))
            sections.append(OwnSection(document.file, line, str(section["id"]), title))
    return sections


def _with_sections(document: Document, sections: list[dict[str, Any]]) -> Document:
    """The document with these sections; those that are as they were are not written anew."""
    before = _list(document, "sections")
    same = [str(s.get("id")) for s in before] == [s["id"] for s in sections[: len(before)]]
    if not before or not same:
        text = with_value(document, ("sections",), sections)
        return read_yaml(text, document.file)
    for number, section in enumerate(sections[: len(before)]):
        if _plain(section) != _plain(before[number]):
            text = with_entry(document, ("sections", number), section)
            document = read_yaml(text, document.file)
    text = with_items(document, "sections", sections[len(before) :])
    return read_yaml(text, document.file)


def _plain(section: dict[str, Any]) -> dict[str, Any]:
    """A section as its texts alone."""
    texts = {k: str(v).strip() for k, v in section.items() if k != "check" and v is not None}
    return texts | {"check": [str(each) for each in section.get("check") or ()]}


def _without_drafts(document: Document, record: Record) -> Document:
    """The document without the drafts that nobody has changed."""
    while True:
        waiting = next(_drafts(document, record), None)
        if waiting is None:
            return document
        document = read_yaml(without_entry(document, waiting), document.file)


def _drafts(document: Document, record: Record) -> Iterator[tuple[str, int]]:
    for key in ITEMS:
        for n, item in enumerate(_list(document, key)):
            if isinstance(item, dict) and str(item.get("draft")).casefold() == "true":
                known = record[key].get(str(item.get("id")))
                if known in (None, item_digest(key, item)):
                    yield key, n


def _items(document: Document) -> Iterator[dict[str, Any]]:
    for key in ITEMS:
        yield from (item for item in _list(document, key) if isinstance(item, dict))


def _list(document: Document, key: str) -> list[Any]:
    found = document.tree.get(key) if isinstance(document.tree, dict) else None
    return found if isinstance(found, list) else []


def _merged_sections(
    document: Document, lesson: dict[str, Any], present: set[str], record: Record
) -> tuple[list[dict[str, Any]], list[str]]:
    """The new sections, with the checks of the old that stay; then the old ones still used.
    And the ids of those whose author's text stays in place of a new one."""
    old = {str(s.get("id")): s for s in _list(document, "sections") if isinstance(s, dict)}
    used = {str(item.get("source")) for item in _items(document)}
    merged, own = [], []
    for section in lesson["sections"]:
        key = section["id"]
        before = old.pop(key, {})
        confirmed = [str(each) for each in before.get("check") or () if str(each) in present]
        new = {k: v for k, v in section.items() if k != "check"}
        if before:
            if str(before.get("title")) != imported_title(record, key) != "":
                new["title"] = str(before["title"])
            new["text"], lost = _text(before, section, record)
            own += [key] * lost
        drafted = section.get("check", ()) if key not in own else ()
        checks = list(dict.fromkeys([*confirmed, *drafted]))
        merged.append(new)
        if checks:
            merged[-1]["check"] = checks
    for key, section in old.items():
        confirmed = [str(each) for each in section.get("check") or () if str(each) in present]
        known = imported_text(record, key)
        changed = record["sections"] and text_digest(section.get("text", "")) != known
        if key in used or confirmed or changed:
            plain = {k: str(section[k]) for k in ("id", "title", "text") if k in section}
            merged.append({**plain, "check": confirmed} if confirmed else plain)
    return merged, own


def _text(before: dict[str, Any], section: dict[str, Any], record: Record) -> tuple[str, bool]:
    """The text of a section, and whether the article's new one is not taken for it."""
    now, new = text_digest(before.get("text", "")), text_digest(section["text"])
    imported = imported_text(record, section["id"])
    if now in (new, imported):
        return section["text"], False
    return str(before["text"]), new != imported
