"""Writing the ids that a lesson file leaves out, without touching any other byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.content.diagnostics import has_errors
from studykit.content.ids import fill_in_ids
from studykit.content.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.diagnostics import Diagnostic


class Filled(NamedTuple):
    """A file's content with every id in it; `added` are the new ids, in the file's order."""

    data: bytes
    added: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Why the file could not be read; then `data` is what was given."""


def with_ids(data: bytes, file: Path) -> Filled:
    """`data`, a lesson file, with an id for the lesson and all in it that has none.

    The ids are those under which the items are known already, so no progress is lost.
    """
    document = read_yaml(data, file)
    tree = document.tree
    if has_errors(document.diagnostics) or not isinstance(tree, dict):
        return Filled(data, (), tuple(document.diagnostics))
    without = [entry for entry in _entries(tree) if "id" not in entry]
    fill_in_ids(tree, file.stem)
    text, added = document.text, []
    places = sorted((document.marks[id(entry)], entry["id"]) for entry in without)
    for marks, new_id in reversed(places):
        start, first_key = marks[0], marks[1]
        if text[start] == "{":
            at, line = start + 1, f"id: {new_id}, "
        else:
            # A key that begins with “?” has its mark before it; an anchor stays where it is.
            at = start if text[start] == "?" else first_key
            _, column = document.line_and_column(at)
            line = f"id: {new_id}{_newline(text)}{' ' * (column - 1)}"
        text = text[:at] + line + text[at:]
        added.append(new_id)
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    return Filled(mark + text.encode(), tuple(reversed(added)), ())


def _entries(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lesson and everything in it that has an id, as far as it is a filled mapping."""
    for candidate in (tree, *(e for key in _WITH_IDS for e in _list(tree.get(key)))):
        if isinstance(candidate, dict) and candidate:
            yield candidate


_WITH_IDS = ("sections", "cards", "questions")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
