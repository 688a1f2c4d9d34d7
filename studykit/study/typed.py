"""A typed answer to a card beside the wanted one, letter by letter."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.grading.numbers import read_number
from studykit.grading.texts import normalised

_EMPHASIS = re.compile(r"\*\*|__|`")
_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?[十百千萬万億亿]*|[零〇一二兩两三四五六七八九十百千萬万億亿]+"
)
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_LOOSE_SPACE = re.compile(rf"(?<={_HAN})\s+|\s+(?={_HAN})")
_FINAL = " 。.!?,;"


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

    Case, width (full, half), white space, marks of emphasis, punctuation at the end and the
    way numbers are written do not count.
    """
    mine = normalised(typed)
    fair = _fair(typed)
    for answer in answers:
        if fair and fair == _fair(answer):
            return Comparison(True, answer, (Piece(typed.strip(), True),))
    nearest = max(answers, key=lambda answer: _matcher(mine, answer).ratio(), default="")
    pieces = []
    for kind, start, end, _, _ in _matcher(mine, nearest).get_opcodes():
        if end > start:
            pieces.append(Piece(mine[start:end], kind == "equal"))
    return Comparison(False, nearest, tuple(pieces))


def _matcher(mine: str, answer: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, mine, normalised(answer), autojunk=False)


def _fair(text: str) -> str:
    """`text` without what does not count."""
    tight = _LOOSE_SPACE.sub("", normalised(_EMPHASIS.sub("", text))).strip(_FINAL)
    # Numerals inside words (統一) change alike on both sides, so nothing is lost by it.
    return _NUMBER.sub(_figures, tight)


def _figures(match: re.Match[str]) -> str:
    value = read_number(match[0])
    return match[0] if value is None else f"{value:.12g}"
