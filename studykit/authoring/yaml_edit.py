"""Changing one place of a YAML file by hand, as it were: no other byte of it changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from studykit.authoring.rendering import yaml_text
from studykit.language.message import Refusal

if TYPE_CHECKING:
    from studykit.content.yaml_reader import Document
    from studykit.questions.problem import Way

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)


class EditError(Refusal):
    """The place is written in a way that only its author can change."""


def without_entry(document: Document, way: Way) -> str:
    """The text of a file without the entry of a mapping or a list that `way` leads to.

    Where it is the only one, what held it goes too: an empty list would mean something else.

    Raises:
        EditError: it is written in a way that only its author can change.
    """
    parent = _at(document, way[:-1])
    if len(parent) == 1 and len(way) > 1:
        return without_entry(document, way[:-1])
    start, end = _extent(document, way)
    return document.text[:start] + document.text[end:]


def with_items(document: Document, key: str, values: list[Any]) -> str:
    """The text of a file with `values` behind the others of the list at a key of its top.

    Raises:
        EditError: it is written in a way that only its author can change.
    """
    text = document.text
    newline = "\r\n" if "\r\n" in text else "\n"
    if not values:
        return text
    if not document.tree.get(key):
        if key in document.tree:
            return with_value(document, (key,), values)
        added = yaml_text({key: values}).replace("\n", newline)
        return text + ("" if text.endswith("\n") else newline) + added
    known = _at(document, (key,))
    marks = document.marks[id(known)]
    if text[marks[0]] == "[":
        end = _closing(text, marks[0] + 1)
        written = ", ".join(json.dumps(value, ensure_ascii=False) for value in values)
        return text[:end].rstrip() + ", " + written + text[end:]
    line = text.rfind("\n", 0, marks[1]) + 1
    column = text[line : marks[1]].index("-")
    end = _block_end(text, marks[-1], column)
    lines = yaml_text({key: values}).splitlines()[1:]
    added = "".join(" " * column + each[2:] + newline if each else newline for each in lines)
    return text[:end] + ("" if text[:end].endswith("\n") else newline) + added + text[end:]


def with_entry(document: Document, way: Way, value: Any) -> str:
    """The text of a file with `value` in place of the entry of a list that `way` leads to.

    Raises:
        EditError: it is written in a way that only its author can change.
    """
    known = _at(document, way[:-1])
    text = document.text
    if text[document.marks[id(known)][0]] == "[":
        raise EditError("This list is written in brackets: change it in the file.")
    start, end = _extent(document, way)
    column = len(text[start:end]) - len(text[start:end].lstrip(" "))
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = yaml_text({"entries": [value]}).splitlines()[1:]
    written = "".join(" " * column + each[2:] + newline if each else newline for each in lines)
    return text[:start] + written + text[end:]


def with_value(document: Document, way: Way, value: Any) -> str:
    """The text of a file with `value` at the key that `way` leads to.

    Raises:
        EditError: it is written in a way that only its author can change.
    """
    parent, key = _at(document, way[:-1]), str(way[-1])
    marks, text = document.marks[id(parent)], document.text
    number = list(parent).index(key)
    start, place = marks[1 + 2 * number], marks[2 + 2 * number]
    if text[marks[0]] == "{":
        quoted = _QUOTED.match(text, place)
        end = quoted.end() if quoted else _plain_end(text, place)
        return text[:place] + json.dumps(value, ensure_ascii=False) + text[end:]
    column = document.line_and_column(start)[1] - 1
    end = _block_end(text, start, column)
    lines = yaml_text({key: value}).splitlines()
    newline = "\r\n" if "\r\n" in text else "\n"
    written = newline.join(
        [lines[0], *(" " * column + line if line else "" for line in lines[1:])]
    )
    return text[:start] + written + newline + text[end:]


def _at(document: Document, way: Way) -> Any:
    node = document.tree
    for step in way:
        node = node[step]
    if id(node) not in document.marks:
        raise EditError("This place is an alias of another: change it in the file.")
    return node


def _extent(document: Document, way: Way) -> tuple[int, int]:
    """Where an entry begins and ends, with what parts it from the others."""
    parent, step, text = _at(document, way[:-1]), way[-1], document.text
    marks = document.marks[id(parent)]
    if isinstance(parent, dict):
        number, starts = list(parent).index(step), marks[1::2]
    else:
        number, starts = int(step), marks[1:]
    start = starts[number]
    following = starts[number + 1] if number + 1 < len(starts) else None
    if text[marks[0]] in "{[":
        if following is not None:
            return start, following
        before = text.rfind(",", 0, start)
        return before, _closing(text, start)
    line = text.rfind("\n", 0, start) + 1
    ahead = text[line:start]
    if isinstance(parent, dict):
        if ahead.strip():  # the first key stands behind the dash of its item
            if following is None:
                raise EditError("Change this place in the file.")
            return start, following
        return line, _block_end(text, start, start - line)
    if not re.fullmatch(r"\s*-\s+", ahead):
        raise EditError("Change this place in the file.")
    return line, _block_end(text, start, ahead.index("-"))


def _block_end(text: str, start: int, column: int) -> int:
    """Where a block ends that begins in the line of `start` and whose lines stand further in
    than `column`; empty lines and comments behind it are not of it."""
    at = end = _line_end(text, start)
    while at < len(text):
        line_end = _line_end(text, at)
        line = text[at:line_end]
        indent = len(line) - len(line.lstrip(" "))
        bare = line.strip()
        if (
            bare
            and indent <= column
            and not (indent == column and _is_list_below(text, start, bare))
        ):
            break
        at = line_end
        if bare and not (bare.startswith("#") and indent <= column + 2):
            end = at
    return end


def _is_list_below(text: str, start: int, line: str) -> bool:
    """Whether a line is an item of a list that stands at the column of its own key."""
    first = text[start : _line_end(text, start)].rstrip()
    return line.startswith("- ") and first.endswith(":")


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _plain_end(text: str, at: int) -> int:
    found = re.compile(r"[,}\]\n]|\s#").search(text, at)
    return found.start() if found else len(text)


def _closing(text: str, at: int) -> int:
    """Where the bracket closes in which `at` stands."""
    depth = 0
    while at < len(text):
        if quoted := _QUOTED.match(text, at):
            at = quoted.end()
            continue
        if text[at] in "{[":
            depth += 1
        elif text[at] in "}]":
            if depth == 0:
                return at
            depth -= 1
        at += 1
    raise EditError("Change this place in the file.")
