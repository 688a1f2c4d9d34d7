"""Where a line of text may be divided, in English as in Chinese.

A line may end behind any Han character, no line begins with closing punctuation, none ends
with an opening bracket, and Latin words and numbers stay whole (the rules that GB/T 15834 and
JIS X 4051 call kinsoku). Widths are counted in cells of a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

NEVER_FIRST = frozenset("，。、；：？！）」』》〉】〕〗”’…—·％‰℃,.;:?!)]}%\u200d\ufe0e\ufe0f")
NEVER_LAST = frozenset("（「『《〈【〔〖“‘([{$＄￥\u200d")

_NO_WIDTH = ("Mn", "Mc", "Me", "Cf")
# From U+2E80 on nearly all is of East Asian width; a list of ranges takes 3 ms to compile.
_HAS_WIDE = re.compile(r"[^\x00-\u2e7f]")


def has_wide(text: str) -> bool:
    """Whether `text` has a character of East Asian width, so that other rules hold for it."""
    return _HAS_WIDE.search(text) is not None


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """How many cells of a terminal `text` takes (UAX #11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character) or unicodedata.category(character) in _NO_WIDTH
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """The offsets at which one line of `text` is divided so that each part fits `width` cells.

    White space at a line's end may stand over. A piece that is wider than a line is folded
    where it must be, if `fold`.
    """
    breaks: list[int] = []
    used = 0
    for start, end in _unbreakable(text):
        piece = text[start:end]
        size = cells(piece.rstrip())
        if used + size > width:
            if start and (not breaks or breaks[-1] != start):
                breaks.append(start)
            used = 0
            if size > width and fold:
                folded, used = _fold(piece, start, width)
                breaks += folded
                used += cells(piece) - size
                continue
        used += cells(piece)
    return breaks


def wrapped(text: str, width: int) -> list[str]:
    """One line of `text` as lines of at most `width` cells, without space at their ends."""
    cuts = [0, *divide_line(text, width), len(text)]
    return [text[a:b].rstrip() for a, b in pairwise(cuts)]


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(r"[^\x00-\u2e7f]|[^\s\u2e80-\U0010ffff]+|\s+")


def _unbreakable(text: str) -> list[tuple[int, int]]:
    """The runs, as offsets, that must not be divided; white space belongs to the one before."""
    runs: list[tuple[int, int]] = []
    for match in _pieces().finditer(text):
        start, end = match.span()
        first = text[start]
        if runs:
            begun, ended = runs[-1]
            before = text[ended - 1]
            if first.isspace() or (
                not before.isspace() and (first in NEVER_FIRST or before in NEVER_LAST)
            ):
                runs[-1] = (begun, end)
                continue
        runs.append((start, end))
    return runs


def _fold(piece: str, start: int, width: int) -> tuple[list[int], int]:
    """Where to cut a piece that no line can hold, and the cells its last part takes."""
    cuts: list[int] = []
    used = 0
    for at, character in enumerate(piece.rstrip()):
        size = cells(character)
        if used and used + size > width:
            cuts.append(start + at)
            used = 0
        used += size
    return cuts, used
