"""Comparing a typed answer with the back of a card, fairly.

Equal but for letter case, white space, full and half width, final punctuation, marks of
emphasis and the way numbers are written (`5,400`, `５４００`, `五千四百`) is equal.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.grading.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMPHASIS = re.compile(r"\*\*|__|`|\*(?=\S)|(?<=\S)\*")
_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?[十百千萬万億亿]*|[零〇一二兩两三四五六七八九十百千萬万億亿]+"
)
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_LOOSE_SPACE = re.compile(rf"(?<={_HAN})\s+|\s+(?={_HAN})")
_FINAL = " \t。.!！?？,，;；"
LONGEST = 2_000
"""Characters that are compared; more is no recall but copying."""


class Piece(NamedTuple):
    """A run of characters of the comparison, in reading order."""

    text: str
    kind: Literal["same", "missing", "extra"]
    """`missing`: in the answer only; `extra`: typed, but not in the answer."""


class Comparison(NamedTuple):
    """A typed answer beside the answer it comes nearest to."""

    right: bool
    answer: str
    pieces: tuple[Piece, ...]


def compare(typed: str, answers: Sequence[str]) -> Comparison:
    """Compare `typed` with the `answers` that are accepted; nothing typed is never right."""
    shown = [_plain(answer) for answer in answers if answer.strip()]
    given = _plain(typed)
    if not shown:
        return Comparison(False, "", (Piece(given, "extra"),) if given else ())
    wanted = _folded(given)
    for answer in shown:
        if wanted and wanted == _folded(answer):
            return Comparison(True, answer, (Piece(answer, "same"),))
    nearest = max(shown, key=lambda answer: _matcher(answer, given).ratio())
    return Comparison(False, nearest, _pieces(nearest, given))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:LONGEST])
    return " ".join(_EMPHASIS.sub("", folded).split())


def _folded(text: str) -> str:
    tight = _LOOSE_SPACE.sub("", text.casefold()).strip(_FINAL)
    # Numerals inside words ("統一") change alike on both sides, so nothing is lost by it.
    return _NUMBER.sub(_number, tight)


def _number(match: re.Match[str]) -> str:
    value = read_number(match[0])
    return match[0] if value is None else f"{value:.12g}"


def _matcher(answer: str, given: str) -> SequenceMatcher[str]:
    # Where folding case changes the length ("ß"), characters are compared as they stand.
    folded = answer.casefold(), given.casefold()
    alike = (len(folded[0]), len(folded[1])) == (len(answer), len(given))
    return SequenceMatcher(None, *(folded if alike else (answer, given)), autojunk=False)


def _pieces(answer: str, given: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for tag, a, b, c, d in _matcher(answer, given).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(answer[a:b], "same"))
            continue
        if d > c:
            pieces.append(Piece(given[c:d], "extra"))
        if b > a:
            pieces.append(Piece(answer[a:b], "missing"))
    return tuple(pieces)
