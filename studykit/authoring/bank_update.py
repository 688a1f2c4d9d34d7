"""Bringing a course up to an improved bank: what its author changed stays, and is named.

A record beside the lessons says what each item was when it was imported. An item that is still
as it was gives way to the improved one; one that was changed by hand does not.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.authoring.yaml_edit import with_entry, with_items
from studykit.content.finding import LibraryError, course_file, read_bytes, unreadable
from studykit.content.validate import card_from_tree, question_from_tree
from studykit.content.yaml_reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.authoring.course_extension import Existing
    from studykit.content.yaml_reader import Document

RECORD = ".imported.json"
"""The record: list → id → digest of the item as it was imported."""
_LISTS = ("cards", "questions")


class BankUpdate(NamedTuple):
    """The files to write, which are new or changed, and the items whose own changes stay."""

    texts: dict[str, str]
    added: list[str]
    updated: list[str]
    own: list[str]


def record_of(lessons: list[dict[str, Any]]) -> str:
    """The record of what is imported now."""
    known: dict[str, dict[str, str]] = {key: {} for key in _LISTS}
    for lesson in lessons:
        for key in _LISTS:
            for item in lesson.get(key, ()):
                known[key][str(item["id"])] = _digest(key, item)
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def course_with_bank(
    folder: Path, existing: Existing, lessons: list[dict[str, Any]], texts: dict[str, str]
) -> BankUpdate:
    """The files of the course in `folder` with the items of a bank; `texts` are those of the
    lessons that are new, by the names of their files.

    Raises:
        LibraryError: a file cannot be read.
        EditError: a file is written in a way that only its author can change.
    """
    record = _record(folder)
    names = list(existing.lessons)
    documents = {name: read_yaml(_bytes(folder / name), folder / name) for name in names}
    before = {name: document.text for name, document in documents.items()}
    places = {
        (key, str(item.get("id"))): name
        for name, document in documents.items()
        for key in _LISTS
        for item in _list(document, key)
    }
    files = {lesson.title: name for name, lesson in existing.lessons.items()}
    update = BankUpdate({}, [], [], [])
    for lesson in lessons:
        fresh: dict[str, list[Any]] = {key: [] for key in _LISTS}
        for key in _LISTS:
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
    new = json.loads(record_of(lessons))
    merged = {key: record.get(key, {}) | new[key] for key in _LISTS}
    for label in update.own:  # what the author changed is measured by what it once was
        for key in _LISTS:
            if label in record.get(key, {}):
                merged[key][label] = record[key][label]
    update.texts[RECORD] = json.dumps(merged, ensure_ascii=False, indent=1) + "\n"
    return update


def _replaced(
    document: Document, key: str, item: dict[str, Any], record: dict[str, Any], own: list[str]
) -> Document:
    """The document with an item improved, unless its author changed it."""
    number, tree = next(
        (n, each)
        for n, each in enumerate(_list(document, key))
        if str(each.get("id")) == item["id"]
    )
    now, wanted = _digest(key, tree), _digest(key, item)
    if now == wanted:
        return document
    if now != record.get(key, {}).get(item["id"]):
        own.append(item["id"])
        return document
    return read_yaml(with_entry(document, (key, number), item), document.file)


def _digest(key: str, tree: dict[str, Any]) -> str:
    """What an item says, however it is laid out; lists of an author's own keys included."""
    read = card_from_tree(tree) if key == "cards" else question_from_tree(tree)
    model: Any = read[0]
    return sha256(repr(model if model is not None else tree).encode()).hexdigest()[:16]


def _record(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(found, dict) and all(isinstance(found.get(k), dict) for k in _LISTS)
    return found if sound else {}


def _list(document: Document, key: str) -> list[dict[str, Any]]:
    found = document.tree.get(key) if isinstance(document.tree, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file)[0]
    except OSError as error:
        raise LibraryError(str(unreadable(file, error))) from error
