"""Responses as values: whether one fits a question, and what its indices stand for.

A response points at options, items and places by their index, and at gaps by theirs in the list
of texts. Beside it a profile keeps the same response with the digest of each text in place of
its index, so that an author who puts them into another order changes nobody's answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.digest import text_digests
from studykit.questions.indices import is_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.questions.base import QuestionBase

_BETWEEN = ">"
"""Stands between the digests of a part and of its place."""


def is_response(question: QuestionBase, value: Any) -> bool:
    """Whether `value` is laid out as a response of the question's type, with indices of what
    the question has."""
    return question.accepts(value)


def named_response(question: QuestionBase, response: Any) -> Any:
    """`response`, of the question, with the digest of the text in place of every index.

    Where the response lists a place for each part, the digest of the part comes with it; where
    it lists a text for each, that digest stands for it.
    """
    names = text_digests(question.indexed_texts)
    rows = text_digests(question.row_texts)
    if not (names or rows) or not question.accepts(response):
        return response
    if not names:
        return rows
    if rows:
        return [
            None if place is None else f"{row}{_BETWEEN}{names[place]}"
            for row, place in zip(rows, response, strict=True)
        ]
    if isinstance(response, dict):
        return {key: _named(value, names) for key, value in response.items()}
    return _named(response, names)


def _named(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [names[index] for index in value]
    return names[value] if is_index(value, len(names)) else value


def located_response(question: QuestionBase, response: Any, parts: Any) -> Any:
    """The response that `parts`, once named from `response`, is to the question as it is now.

    What is not found by its text is where `response` has it; None where that is no response
    of the question either.
    """
    names = text_digests(question.indexed_texts)
    rows = text_digests(question.row_texts)
    if rows and not names and _alike(response, parts):
        located: Any = _written(rows, response, parts)
    elif rows and _alike(response, parts):
        located = _placed(rows, names, response, parts)
    elif isinstance(response, dict) and isinstance(parts, dict):
        located = {
            key: _located(value, parts.get(key), names) for key, value in response.items()
        }
    else:
        located = _located(response, parts, names)
    return located if question.accepts(located) else None


def _alike(response: Any, parts: Any) -> bool:
    """Whether both are lists of one length."""
    return (
        isinstance(response, list) and isinstance(parts, list) and len(response) == len(parts)
    )


def _located(value: Any, parts: Any, names: Sequence[str]) -> Any:
    if _alike(value, parts):
        found = [_located(old, part, names) for old, part in zip(value, parts, strict=True)]
        known = [names.index(part) for part in parts if part in names]
        return [
            index
            for index, part in zip(found, parts, strict=True)
            if part in names or index not in known
        ]
    is_named = isinstance(value, int) and parts in names
    return names.index(parts) if is_named else value


def _written(rows: Sequence[str], texts: Sequence[Any], parts: Sequence[Any]) -> list[Any]:
    """For each part of the question as it is now the text that was written for it."""
    located: list[Any] = [None] * len(rows)
    lost = []
    for number, (text, part) in enumerate(zip(texts, parts, strict=True)):
        free = (n for n, row in enumerate(rows) if row == part and located[n] is None)
        place = next(free, None)
        if place is None:
            lost.append((number, text))
        else:
            located[place] = text
    for number, text in lost:
        if number < len(located) and located[number] is None:
            located[number] = text
    return ["" if text is None else text for text in located]


def _placed(
    rows: Sequence[str], names: Sequence[str], response: Sequence[Any], parts: Sequence[Any]
) -> list[Any]:
    """For each part of the question as it is now the place that was given to it."""
    located: list[Any] = [None] * len(rows)
    lost = []
    for number, (old, part) in enumerate(zip(response, parts, strict=True)):
        if isinstance(part, str):
            row, _, place = part.partition(_BETWEEN)
            index = names.index(place) if place in names else old
            if row in rows:
                located[rows.index(row)] = index
            else:
                lost.append((number, index))
    for number, index in lost:
        if number < len(located) and located[number] is None:
            located[number] = index
    return located
