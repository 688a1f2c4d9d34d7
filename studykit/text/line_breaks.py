"""Where a line of text may be divided, in English as in Chinese.

A line may end behind any Han character, no line begins with closing punctuation, none ends
with an opening bracket, and Latin words and numbers stay whole (the rules that GB/T 15834 and
JIS X 4051 call kinsoku). Widths are counted in cells of a terminal.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from studykit.text.width import cells, graphemes

if TYPE_CHECKING:
    from collections.abc import Container

NEVER_FIRST = frozenset("，。、；：？！）」』》〉】〕〗”’…—·％‰℃,.;:?!)]}%")
NEVER_LAST = frozenset("（「『《〈【〔〖“‘([{$＄￥")

# From U+2E80 on nearly all is of East Asian width; a list of ranges takes 3 ms to compile.
_HAS_WIDE = re.compile(r"[^\x00-\u2e7f]")


def has_wide(text: str) -> bool:
    """Whether `text` has a character of East Asian width, so that other rules hold for it."""
    return _HAS_WIDE.search(text) is not None


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


def longest_piece(text: str) -> int:
    """The cells of the longest part of `text` that no line may divide, such as a word."""
    return max((cells(text[a:b].rstrip()) for a, b in _unbreakable(text)), default=0)


# A space that must not be broken at belongs to the word: 5 400, 10 km.
_FIXED_SPACE = "\u00a0\u2007\u202f"


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(rf"[^\x00-\u2e7f]|(?:[^\s\u2e80-\U0010ffff]|[{_FIXED_SPACE}])+|\s+")


def _unbreakable(text: str) -> list[tuple[int, int]]:
    """The runs, as offsets, that must not be divided; white space belongs to the one before."""
    runs: list[tuple[int, int]] = []
    begins = _grapheme_begins(text)
    for match in _pieces().finditer(text):
        start, end = match.span()
        first = text[start]
        if runs:
            begun, ended = runs[-1]
            before = text[ended - 1]
            if (
                first.isspace()
                or start not in begins
                or (not before.isspace() and (first in NEVER_FIRST or before in NEVER_LAST))
            ):
                runs[-1] = (begun, end)
                continue
        runs.append((start, end))
    return runs


def _grapheme_begins(text: str) -> Container[int]:
    """The offsets at which a grapheme begins."""
    pieces = graphemes(text)
    if len(pieces) == len(text):
        return range(len(text))
    return frozenset(accumulate(map(len, pieces), initial=0))


def _fold(piece: str, start: int, width: int) -> tuple[list[int], int]:
    """Where to cut a piece that no line can hold, and the cells its last part takes."""
    cuts: list[int] = []
    used = 0
    at = start
    for grapheme in graphemes(piece.rstrip()):
        size = cells(grapheme)
        if used and used + size > width:
            cuts.append(at)
            used = 0
        used += size
        at += len(grapheme)
    return cuts, used
