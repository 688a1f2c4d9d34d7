"""Dividing lines as Chinese is set.

Textual divides at spaces only: a Chinese run after a Latin word jumps whole to the next line,
and a full stop may begin one. Here a line may end behind any Han character, no line begins
with closing punctuation, none ends with an opening bracket, and Latin words and numbers stay
whole (the rules that GB/T 15834 and JIS X 4051 call kinsoku).
"""

from __future__ import annotations

import re

from rich.cells import cell_len

NEVER_FIRST = frozenset("，。、；：？！）」』》〉】〕〗”’…—·％‰℃,.;:?!)]}%")
NEVER_LAST = frozenset("（「『《〈【〔〖“‘([{$＄￥")

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_PIECE = re.compile(f"[{_WIDE}]|[^{_WIDE}\\s]+|\\s+")
_HAS_WIDE = re.compile(f"[{_WIDE}]")


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
        size = cell_len(piece.rstrip())
        if used + size > width:
            if start and (not breaks or breaks[-1] != start):
                breaks.append(start)
            used = 0
            if size > width and fold:
                folded, used = _fold(piece, start, width)
                breaks += folded
                used += cell_len(piece) - cell_len(piece.rstrip())
                continue
        used += cell_len(piece)
    return breaks


def _unbreakable(text: str) -> list[tuple[int, int]]:
    """The runs, as offsets, that must not be divided; white space belongs to the one before."""
    runs: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
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
        size = cell_len(character)
        if used and used + size > width:
            cuts.append(start + at)
            used = 0
        used += size
    return cuts, used


def set_lines_as_chinese() -> None:
    """Let Textual divide lines that have Han characters by these rules."""
    from textual import content

    if content.divide_line is divide_any:  # type: ignore[attr-defined]
        return
    content.divide_line = divide_any  # type: ignore[attr-defined]


def divide_any(text: str, width: int, fold: bool = True) -> list[int]:
    """`divide_line` for text that has Han characters, Textual's own way for all other."""
    if has_wide(text):
        return divide_line(text, width, fold)
    from rich._wrap import divide_line as by_spaces

    return by_spaces(text, width, fold)
