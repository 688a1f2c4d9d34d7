"""Bringing a lesson up to a changed article: its text and its drafts, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.authoring.yaml_edit import with_items, with_value, without_entry
from studykit.content.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.content.yaml_reader import Document

_LISTS = ("cards", "questions")


def updated_lesson(data: bytes, file: Path, lesson: dict[str, Any]) -> str:
    """The text of a lesson file with the sections and drafts of `lesson`, made anew.

    What was confirmed stays byte for byte, as do the lesson's other keys; a draft that still
    waits gives way to the new ones. A section that the article no longer has stays as long as
    something that was confirmed refers to it.

    Raises:
        EditError: the file is written in a way that only its author can change.
    """
    document = _without_drafts(read_yaml(data, file))
    confirmed = {str(item["id"]) for item in _items(document) if "id" in item}
    sections = _merged_sections(document, lesson, confirmed)
    document = read_yaml(with_value(document, ("sections",), sections), file)
    text = document.text
    for key in _LISTS:
        new = [item for item in lesson.get(key, ()) if item["id"] not in confirmed]
        document = read_yaml(text, file)
        text = with_items(document, key, new)
    return text


def _without_drafts(document: Document) -> Document:
    while True:
        waiting = next(_drafts(document), None)
        if waiting is None:
            return document
        document = read_yaml(without_entry(document, waiting), document.file)


def _drafts(document: Document) -> Iterator[tuple[str, int]]:
    for key in _LISTS:
        for n, item in enumerate(_list(document, key)):
            if isinstance(item, dict) and str(item.get("draft")).casefold() == "true":
                yield key, n


def _items(document: Document) -> Iterator[dict[str, Any]]:
    for key in _LISTS:
        yield from (item for item in _list(document, key) if isinstance(item, dict))


def _list(document: Document, key: str) -> list[Any]:
    found = document.tree.get(key) if isinstance(document.tree, dict) else None
    return found if isinstance(found, list) else []


def _merged_sections(
    document: Document, lesson: dict[str, Any], confirmed: set[str]
) -> list[dict[str, Any]]:
    """The new sections, with the confirmed checks of the old; then the old ones still used."""
    old = {str(s.get("id")): s for s in _list(document, "sections") if isinstance(s, dict)}
    used = {str(item.get("source")) for item in _items(document)}
    merged = []
    for section in lesson["sections"]:
        before = old.pop(section["id"], {})
        kept = [str(each) for each in before.get("check") or () if str(each) in confirmed]
        checks = list(dict.fromkeys([*kept, *section.get("check", ())]))
        merged.append({k: v for k, v in section.items() if k != "check"})
        if checks:
            merged[-1]["check"] = checks
    for key, section in old.items():
        kept = [str(each) for each in section.get("check") or () if str(each) in confirmed]
        if key in used or kept:
            plain = {name: str(section[name]) for name in ("id", "title", "text")}
            merged.append({**plain, "check": kept} if kept else plain)
    return merged
