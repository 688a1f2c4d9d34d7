"""How wide a text is on a screen, and which of its characters must not be parted.

A width is counted in cells of a terminal, by grapheme, exactly as the screen counts it: were
one character measured otherwise, a line that seems to fit would lose its end.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Each character of these is a grapheme of its own: Latin, Greek and Cyrillic letters, usual
# punctuation, lines and shapes, kana, Han characters, Hangul syllables, full-width forms.
_SINGLE = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u200a\u2010-\u2027\u2030-\u205e"
    "\u2190-\u2319\u2500-\u27bf\u2e80-\u3029\u3030-\u3098\u309b-\ua4cf\uac00-\ud7a3"
    "\uff01-\uff9d\U00020000-\U0003ffff]*"
)

_MEASURED_OTHERWISE = re.compile("[\u2630-\u2637\u268a-\u268f\u3164\u4dc0-\u4dff]")
"""Trigrams, hexagrams and a Hangul filler: terminals do not draw them as Unicode has them."""


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """How many cells of a terminal `text` takes (UAX #11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    if not _wide and _SINGLE.fullmatch(text):
        return sum(map(_single_cells, text))
    return _cell_len()(text)


def count_as_wide(characters: frozenset[str]) -> bool:
    """Count each of `characters` as two cells from now on, here and on the screen, and all
    others as Unicode has them. False where the screen's measure cannot be changed; then
    nothing is.
    """
    global _wide  # noqa: PLW0603 - a program has one screen
    if not characters and not _wide:
        return True
    from rich import cells as screen
    from rich._unicode_data import load

    # Private names: a later rich may lack them.
    names = ("load_cell_table", "_is_single_cell_widths", "_SINGLE_CELLS", "CellTable")
    if not all(hasattr(screen, name) for name in names):
        return False

    @cache
    def table(version: str = "auto") -> screen.CellTable:
        usual = load(version)
        more = ((ord(character), ord(character), 2) for character in characters)
        return screen.CellTable(
            usual.unicode_version,
            sorted([*usual.widths, *more]),
            usual.narrow_to_wide - characters,
        )

    screen.load_cell_table = table  # type: ignore[attr-defined]
    screen._is_single_cell_widths = (screen._SINGLE_CELLS - characters).issuperset
    for measured in (screen.get_character_cell_size, screen.cached_cell_len, cells):
        measured.cache_clear()
    _wide = bool(characters)
    return True


_wide = False
"""Whether some characters count as wider than Unicode has them."""


def graphemes(text: str) -> list[str]:
    """`text` in the pieces that a reader takes for one character each (UAX #29): an emoji with
    all that is joined to it, a flag, a letter with its marks."""
    if _SINGLE.fullmatch(text):
        return list(text)
    pieces: list[str] = []
    for piece in _clusters()(text):
        # The screen takes what stands behind a joiner, and what has no width, for a part of
        # what stands before.
        if pieces and (pieces[-1].endswith("\u200d") or not _cell_len()(piece)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with … where it is cut, between graphemes."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for piece in graphemes(text):
        used += cells(piece)
        if used > width - cells("…"):
            break
        kept += piece
    return kept.rstrip() + "…"


@cache
def _single_cells(character: str) -> int:
    """The width of a character that is a grapheme of its own.

    Python's tables agree with those of the screen but for characters that are not assigned and
    for a few; asking them spares line mode the import of rich.
    """
    if _MEASURED_OTHERWISE.match(character) or unicodedata.category(character) == "Cn":
        return _cell_len()(character)
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@cache
def _cell_len() -> Callable[[str], int]:
    from rich.cells import cell_len

    return cell_len


@cache
def _clusters() -> Callable[[str], list[str]]:
    import regex

    findall: Callable[[str], list[str]] = regex.compile(r"\X").findall
    return findall
