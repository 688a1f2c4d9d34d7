"""What a course was when it was imported: the record by which an author's changes are known.

It lies beside the lessons as `.imported.json`. What still is as it was gives way to what is
imported anew; what was changed by hand does not.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from studykit.content.validate import card_from_tree, question_from_tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RECORD = ".imported.json"
"""List → id → digest of the item as it was imported; of sections also their titles."""
ITEMS = ("cards", "questions")
_LISTS = (*ITEMS, "sections")
Record = dict[str, dict[str, Any]]


def record_of(lessons: Iterable[dict[str, Any]]) -> Record:
    """The record of what is imported now."""
    known: Record = {key: {} for key in _LISTS}
    for lesson in lessons:
        for key in ITEMS:
            for item in lesson.get(key, ()):
                known[key][str(item["id"])] = item_digest(key, item)
        for section in lesson.get("sections", ()):
            if "id" in section:
                title, text = section["title"], text_digest(section["text"])
                known["sections"][str(section["id"])] = {"title": title, "text": text}
    return {key: known[key] for key in _LISTS if known[key] or key in ITEMS}


def read_record(folder: Path) -> Record:
    """The record of a course; an empty one where there is none that can be read."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        found = {}
    return {key: v if isinstance(v := found.get(key), dict) else {} for key in _LISTS}


def record_text(record: Record) -> str:
    """The record as a file."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def item_digest(key: str, tree: dict[str, Any]) -> str:
    """What an item says, however it is laid out; lists of an author's own keys included."""
    read = card_from_tree(tree) if key == "cards" else question_from_tree(tree)
    model: Any = read[0]
    return _digest(repr(model if model is not None else tree))


def text_digest(text: str) -> str:
    """What a section's text says, however its lines end."""
    return _digest("\n".join(line.rstrip() for line in str(text).strip().splitlines()))


def imported_title(record: Record, section: str) -> str:
    """The title that a section was imported with; "" where that is not known."""
    return _of_section(record, section, "title")


def imported_text(record: Record, section: str) -> str:
    """The digest of the text that a section was imported with; "" where that is not known."""
    return _of_section(record, section, "text")


def _of_section(record: Record, section: str, key: str) -> str:
    entry = record.get("sections", {}).get(section)
    return str(entry.get(key, "")) if isinstance(entry, dict) else ""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
