"""Bringing a course up to an improved bank: what its author changed stays, and is named.

An item that is still as it was imported gives way to the improved one; one that was changed by
hand does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.authoring.import_record import (
    ITEMS,
    RECORD,
    item_digest,
    read_record,
    record_of,
    record_text,
)
from studykit.authoring.yaml_edit import with_entry, with_items
from studykit.content.finding import LibraryError, course_file, read_bytes, unreadable
from studykit.content.yaml_reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.authoring.course_extension import Existing
    from studykit.authoring.import_record import Record
    from studykit.content.yaml_reader import Document


class BankUpdate(NamedTuple):
    """The files to write, which are new or changed, and the items whose own changes stay."""

    texts: dict[str, str]
    added: list[str]
    updated: list[str]
    own: list[str]


def course_with_bank(
    folder: Path, existing: Existing, lessons: list[dict[str, Any]], texts: dict[str, str]
) -> BankUpdate:
    """The files of the course in `folder` with the items of a bank; `texts` are those of the
    lessons that are new, by the names of their files.

    Raises:
        LibraryError: a file cannot be read.
        EditError: a file is written in a way that only its author can change.
    """
    record = read_record(folder)
    names = list(existing.lessons)
    documents = {name: read_yaml(_bytes(folder / name), folder / name) for name in names}
    before = {name: document.text for name, document in documents.items()}
    places = {
        (key, str(item.get("id"))): name
        for name, document in documents.items()
        for key in ITEMS
        for item in _list(document, key)
    }
    files = {lesson.title: name for name, lesson in existing.lessons.items()}
    update = BankUpdate({}, [], [], [])
    for lesson in lessons:
        fresh: dict[str, list[Any]] = {key: [] for key in ITEMS}
        for key in ITEMS:
            for item in lesson.get(key, ()):
                name = places.get((key, item["id"]))
                if name is None:
                    fresh[key].append(item)
                else:
                    documents[name] = _replaced(documents[name], key, item, record, update.own)
        home = files.get(lesson["title"])
        if home is not None:
            for key, items in fresh.items():
                text = with_items(documents[home], key, items)
                documents[home] = read_yaml(text, folder / home)
        elif any(fresh.values()) or lesson.get("sections"):
            name = f"{lesson['id']}.yaml"
            update.texts[name] = texts[name]
            update.added.append(name)
    for name, document in documents.items():
        if document.text != before[name]:
            update.texts[name] = document.text
            update.updated.append(name)
    head = course_file(folder)
    assert head is not None
    if existing.head.lessons and update.added:
        update.texts[head.name] = with_items(
            read_yaml(_bytes(head), head), "lessons", update.added
        )
    new = record_of(lessons)
    merged = {key: known | new.get(key, {}) for key, known in record.items()}
    for label in update.own:  # what the author changed is measured by what it once was
        for key in ITEMS:
            if label in record[key]:
                merged[key][label] = record[key][label]
    update.texts[RECORD] = record_text(merged)
    return update


def _replaced(
    document: Document, key: str, item: dict[str, Any], record: Record, own: list[str]
) -> Document:
    """The document with an item improved, unless its author changed it."""
    number, tree = next(
        (n, each)
        for n, each in enumerate(_list(document, key))
        if str(each.get("id")) == item["id"]
    )
    now, wanted = item_digest(key, tree), item_digest(key, item)
    if now == wanted:
        return document
    if now != record[key].get(item["id"]):
        own.append(item["id"])
        return document
    return read_yaml(with_entry(document, (key, number), item), document.file)


def _list(document: Document, key: str) -> list[dict[str, Any]]:
    found = document.tree.get(key) if isinstance(document.tree, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file)[0]
    except OSError as error:
        raise LibraryError(str(unreadable(file, error))) from error
