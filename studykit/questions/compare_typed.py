"""A typed answer to a card beside the wanted one, letter by letter."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.questions.numbers import read_number
from studykit.questions.texts import LONGEST_RESPONSE, normalised

_EMPHASIS = re.compile(r"\*\*|__|`")
_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?[十百千萬万億亿]*|[零〇一二兩两三四五六七八九十百千萬万億亿]+"
)
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_LOOSE_SPACE = re.compile(rf"(?<={_HAN})\s+|\s+(?={_HAN})")
_FINAL = " 。.!?,;"
_MARKS = "*_`"
MISSING = "_"
"""Stands for each letter that was left out."""


class Piece(NamedTuple):
    """A run of letters: of the typed answer, `right` when the wanted one has it there too; or
    of the wanted one, `missing` from what was typed."""

    text: str
    right: bool
    missing: bool = False


class Comparison(NamedTuple):
    """How a typed answer compares. The pieces that are not missing make up what was typed."""

    right: bool
    wanted: str
    pieces: tuple[Piece, ...]


def compare(typed: str, answers: tuple[str, ...]) -> Comparison:
    """Compare `typed` with the nearest of `answers`.

    Case, width (full, half), white space, marks of emphasis, punctuation at the end and the
    way numbers are written do not count, neither for the verdict nor letter by letter.
    """
    typed = typed.strip()[:LONGEST_RESPONSE]
    fair = _fair(typed)
    for answer in answers:
        if fair and fair == _fair(answer):
            return Comparison(True, answer, (Piece(typed, True),))
    mine = _letters(typed)
    nearest = max(answers, key=lambda answer: _matcher(mine, answer).ratio(), default="")
    return Comparison(False, nearest, tuple(_pieces(mine, nearest)))


def compared_text(compared: Comparison) -> str:
    """The pieces in plain text: wrong letters in brackets, missing ones as `_`."""
    shown = []
    for piece in compared.pieces:
        if piece.missing:
            shown.append(MISSING * len(piece.text))
        else:
            shown.append(piece.text if piece.right else f"[{piece.text}]")
    return "".join(shown)


class _Letter(NamedTuple):
    """A letter that counts, or a whole number."""

    key: str
    """What it is compared by: a number's is its value."""
    shown: str
    """As it was typed, with what does not count after it."""


def _pieces(mine: list[_Letter], answer: str) -> list[Piece]:
    theirs = _letters(answer)
    mine, theirs = _apart(mine, theirs), _apart(theirs, mine)
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, _keys(mine), _keys(theirs), autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if end > start:
            shown = "".join(letter.shown for letter in mine[start:end])
            pieces.append(Piece(shown, kind == "equal"))
        missing = "".join(letter.shown for letter in theirs[first:last]).strip()
        if kind == "insert" and missing:
            pieces.append(Piece(missing, False, missing=True))
    return pieces


def _matcher(mine: list[_Letter], answer: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, _keys(mine), _keys(_letters(answer)), autojunk=False)


def _keys(letters: list[_Letter]) -> list[str]:
    return [letter.key for letter in letters]


def _letters(text: str) -> list[_Letter]:
    """What counts in `text`; spaces and marks of emphasis go with the letter before them."""
    text = unicodedata.normalize("NFC", text)
    letters: list[_Letter] = []
    at, plain = 0, unicodedata.normalize("NFKC", text)
    # Where each letter is itself in the other width, a number can be found in the plain text.
    numbers = {m.start(): m.end() for m in _NUMBER.finditer(plain)} if _even(text) else {}
    while at < len(text):
        end = numbers.get(at, at + 1)
        shown = text[at:end]
        key = unicodedata.normalize("NFKC", shown).casefold()
        if end > at + 1 or at in numbers:
            key = _value(key)
        if not key.strip(_MARKS).strip() and letters:
            letters[-1] = letters[-1]._replace(shown=letters[-1].shown + shown)
        elif key.strip(_MARKS).strip():
            letters.append(_Letter(key, shown))
        at = end
    return letters


def _even(text: str) -> bool:
    return all(len(unicodedata.normalize("NFKC", letter)) == 1 for letter in text)


def _apart(letters: list[_Letter], others: list[_Letter]) -> list[_Letter]:
    """`letters`, a number that the others have not taken digit by digit."""
    known = set(_keys(others))
    found: list[_Letter] = []
    for letter in letters:
        if len(letter.shown) > 1 and letter.key not in known:
            found += [
                _Letter(unicodedata.normalize("NFKC", each).casefold(), each)
                for each in letter.shown
            ]
        else:
            found.append(letter)
    return found


def _fair(text: str) -> str:
    """`text` without what does not count."""
    tight = _LOOSE_SPACE.sub("", normalised(_EMPHASIS.sub("", text))).strip(_FINAL)
    # Numerals inside words (統一) change alike on both sides, so nothing is lost by it.
    return _NUMBER.sub(lambda match: _value(match[0]), tight)


def _value(number: str) -> str:
    value = read_number(number)
    return number if value is None else f"{value:.12g}"
