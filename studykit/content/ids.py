"""Ids: how they may look, and the one an item has while its author has given none."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from studykit.language.message import Message
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from studykit.questions.problem import Way

_BAD = re.compile(r"[\s/:]")
_WORD = re.compile(r"[a-z0-9]+")
_MAX_WORDS = 6
_LONGEST = 200


def is_good_id(word: str) -> bool:
    """Whether `word` can be an id: `/` and `:` are kept for ids made from it."""
    return 0 < len(word) <= _LONGEST and word.isprintable() and not _BAD.search(word)


def folded_id(word: str) -> str:
    """What ids have in common that differ only in case or in how a letter is composed."""
    return unicodedata.normalize("NFKC", word.casefold()).casefold()


_KINDS = {
    "course": Message.in_context("part of a course", "course"),
    "lesson": Message.in_context("part of a course", "lesson"),
    "section": Message.in_context("part of a course", "section"),
    "card": Message.in_context("part of a course", "card"),
    "question": Message.in_context("part of a course", "question"),
    "stimulus": Message.in_context("part of a course", "stimulus"),
    "objective": Message.in_context("part of a course", "objective"),
    "tag": Message.in_context("part of a course", "tag"),
}


def kind_name(kind: str) -> Message:
    """What has an id, such as a `section`, in words."""
    return _KINDS[kind]


def nearly_alike(kind: str, item_id: str, first: str, where: str, way: Way) -> Problem:
    """The warning that an id is hard to tell from the `first` one, which stands at `where`."""
    folded = unicodedata.normalize("NFC", item_id) == unicodedata.normalize("NFC", first)
    values = {"kind": kind_name(kind), "id": item_id, "first": first, "where": where}
    message = (
        Message(
            "The {kind} id “{id}” differs from “{first}” ({where}) only in how its letters are "
            "composed.",
            **values,
        )
        if folded
        else Message(
            "The {kind} id “{id}” differs from “{first}” ({where}) only in case or width.",
            **values,
        )
    )
    hint = Message("Progress hangs on ids: give each one of its own.")
    return Problem(way, "SK414", message, hint, "warning")


def derived_id(
    text: str,
    *,
    prefix: str = "",
    taken: Container[str] = (),
    numbers: dict[str, int] | None = None,
) -> str:
    """An id made from `text`, the same on every machine, that is not in `taken`.

    Latin words make a readable id; any other script a short hash. `numbers` keeps, from one
    call to the next, how far the numbers behind an id are used up.
    """
    words = _WORD.findall(text.casefold()) if text.isascii() else []
    slug = "-".join(words[:_MAX_WORDS])
    if len(slug) < 3:
        slug = sha1(text.encode(errors="replace"), usedforsecurity=False).hexdigest()[:10]
    base = f"{prefix}-{slug}" if prefix else slug
    numbers = {} if numbers is None else numbers
    candidate = base
    while candidate in taken:
        numbers[base] = number = numbers.get(base, 1) + 1
        candidate = f"{base}-{number}"
    return candidate


_TEXT_KEYS = {
    "sections": ("title", "text"),
    "cards": ("front", "cloze"),
    "questions": ("stem", "text"),
}


def fill_in_ids(tree: dict[str, Any], file_stem: str) -> None:
    """Give every section, card and question of a lesson's `tree` that has no id a derived one.

    Derived ids begin with the lesson's, so that two lessons' “Introduction” stay apart.
    """
    if "id" not in tree:
        tree["id"] = derived_id(file_stem)
    lesson_id = str(tree["id"])
    for kind in _TEXT_KEYS:
        without = list(_without_id(tree.get(kind), kind))
        if not without:
            continue
        taken = {str(entry["id"]) for entry in tree[kind] if _has_id(entry)}
        numbers: dict[str, int] = {}
        for entry, text in without:
            entry["id"] = derived_id(text, prefix=lesson_id, taken=taken, numbers=numbers)
            taken.add(entry["id"])


def _has_id(entry: Any) -> bool:
    return isinstance(entry, dict) and "id" in entry


def _without_id(entries: Any, kind: str) -> Iterator[tuple[dict[str, Any], str]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and "id" not in entry:
            texts = (entry[key] for key in _TEXT_KEYS[kind] if key in entry)
            yield entry, str(next(texts, ""))
