"""A typed answer to a card beside the wanted one, letter by letter."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

from studykit.questions.texts import LENIENT, LONGEST_RESPONSE, Comparison
from studykit.text.ruby import without_ruby

_NUMBER = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?[十百千萬万億亿]*|[零〇一二兩两三四五六七八九十百千萬万億亿]+"
)
_MARKS = "*_`"
MISSING = "_"
"""Stands for each letter that was left out."""


class Piece(NamedTuple):
    """A run of letters: of the typed answer, `right` when the wanted one has it there too; or
    of the wanted one, `missing` from what was typed."""

    text: str
    right: bool
    missing: bool = False


class Compared(NamedTuple):
    """How a typed answer compares. The pieces that are not missing make up what was typed."""

    right: bool
    wanted: str
    pieces: tuple[Piece, ...]


def compare(typed: str, answers: tuple[str, ...], rule: Comparison = LENIENT) -> Compared:
    """Compare `typed` with the nearest of `answers`; `rule` says what counts."""
    typed = typed.strip()[:LONGEST_RESPONSE]
    for answer in answers:
        if rule.same(typed, answer):
            return Compared(True, answer, (Piece(typed, True),))
    answers = tuple(map(without_ruby, answers))
    mine = _letters(typed, rule)
    nearest = max(answers, key=lambda one: _matcher(mine, one, rule).ratio(), default="")
    return Compared(False, nearest, tuple(_pieces(mine, nearest, rule)))


def compared_text(compared: Compared) -> str:
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
    """What it is compared by."""
    shown: str
    """As it was typed, with what does not count after it."""


def _pieces(mine: list[_Letter], answer: str, rule: Comparison) -> list[Piece]:
    theirs = _letters(answer, rule)
    mine, theirs = _apart(mine, theirs, rule), _apart(theirs, mine, rule)
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


def _matcher(mine: list[_Letter], answer: str, rule: Comparison) -> SequenceMatcher[str]:
    return SequenceMatcher(None, _keys(mine), _keys(_letters(answer, rule)), autojunk=False)


def _keys(letters: list[_Letter]) -> list[str]:
    return [letter.key for letter in letters]


def _letters(text: str, rule: Comparison) -> list[_Letter]:
    """What counts in `text`; spaces, marks of emphasis and what cannot be seen go with the
    letter before them, at the beginning with the one behind."""
    text = unicodedata.normalize("NFC", text)
    letters: list[_Letter] = []
    ahead = ""
    at, plain = 0, unicodedata.normalize("NFKC", text)
    # Where each letter is itself in the other width, a number can be found in the plain text.
    numbers = {m.start(): m.end() for m in _NUMBER.finditer(plain)} if _even(text) else {}
    while at < len(text):
        end = numbers.get(at, at + 1)
        shown = text[at:end]
        key = rule.fold(shown).strip(_MARKS).strip()
        if not key and letters:
            letters[-1] = letters[-1]._replace(shown=letters[-1].shown + shown)
        elif key:
            letters.append(_Letter(key, ahead + shown))
            ahead = ""
        else:
            ahead += shown
        at = end
    return letters


def _even(text: str) -> bool:
    return all(len(unicodedata.normalize("NFKC", letter)) == 1 for letter in text)


def _apart(letters: list[_Letter], others: list[_Letter], rule: Comparison) -> list[_Letter]:
    """`letters`, a number that the others have not taken digit by digit."""
    known = set(_keys(others))
    found: list[_Letter] = []
    for letter in letters:
        if len(letter.shown) > 1 and letter.key not in known:
            found += [_Letter(rule.fold(each), each) for each in letter.shown]
        else:
            found.append(letter)
    return found
