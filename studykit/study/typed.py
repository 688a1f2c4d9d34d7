"""A typed answer to a card beside the wanted one, letter by letter."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.grading.numbers import read_number
from studykit.grading.texts import normalised


class Piece(NamedTuple):
    """A run of letters of the typed answer; `right` when the wanted one has it there too."""

    text: str
    right: bool


class Comparison(NamedTuple):
    """How a typed answer compares. `pieces` make up what was typed."""

    right: bool
    wanted: str
    pieces: tuple[Piece, ...]


def compare(typed: str, answers: tuple[str, ...]) -> Comparison:
    """Compare `typed` with the nearest of `answers`.

    Case, width (full, half), white space and the way a number is written do not count.
    """
    mine = normalised(typed)
    for answer in answers:
        theirs = normalised(answer)
        same_number = read_number(mine) is not None and read_number(mine) == read_number(theirs)
        if mine == theirs or same_number:
            return Comparison(True, answer, (Piece(typed.strip(), True),))
    nearest = max(answers, key=lambda answer: _matcher(mine, answer).ratio(), default="")
    pieces = []
    for kind, start, end, _, _ in _matcher(mine, nearest).get_opcodes():
        if end > start:
            pieces.append(Piece(mine[start:end], kind == "equal"))
    return Comparison(False, nearest, tuple(pieces))


def _matcher(mine: str, answer: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, mine, normalised(answer), autojunk=False)
