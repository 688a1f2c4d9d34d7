"""Terminals that draw characters of ambiguous width two cells wide.

Unicode leaves the width of `○`, `→`, `─`, `“` and some thousand others to the surroundings (UAX
#11, class A); terminals set up for Chinese, Japanese or Korean may draw them as wide as a Han
character. There every such character is counted as two cells, and the signs of the interface,
which stand in rows and charts, are drawn in ASCII instead.

An author's own `○` must stay: texts of authors go through `authors_text`, which puts characters
of private use in the place of such signs until `for_terminal` has drawn the rest.
"""

from __future__ import annotations

import unicodedata

from studykit.text.width import count_as_wide

ASCII_SIGNS = {
    **dict(zip("○●□■◆◐▪▫⚑", "o@_X*%#.!", strict=True)),
    **dict(zip("✓✗▸▾▴◂▶▼▲◀✎▭␣−–…", "+x>v^<>v^<*=_--.", strict=True)),
    **dict(zip("→←↑↓↕⇄‹›", "><^v|=<>", strict=True)),
    **dict.fromkeys("─━╌┄┈═▔▃▄", "-"),
    **dict.fromkeys("│┃╎┆║▏▎▍▌▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝╒╕╘╛", "+"),
    **dict.fromkeys("█▉▊▋▓▇▆▅▀", "#"),
    **dict.fromkeys("▁▂", "_"),
    **dict(zip("░▒·•", ":+.*", strict=True)),
}
"""Each sign of the interface, and what stands for it where it would be too wide."""

_STAND_INS = {ord(sign): chr(0xF600 + n) for n, sign in enumerate(ASCII_SIGNS)}
_FOR_TERMINAL = str.maketrans(
    {**ASCII_SIGNS, **{stand_in: chr(sign) for sign, stand_in in _STAND_INS.items()}}
)
_INVISIBLE = ("Mn", "Me", "Cf", "Co")
_wide = False


def draw_wide(wide: bool) -> None:
    """Count ambiguous characters as wide from now on, or as narrow."""
    global _wide  # noqa: PLW0603 - a program has one terminal
    _wide = (
        count_as_wide(_ambiguous() | {*_STAND_INS.values()} if wide else frozenset()) and wide
    )


def drawn_wide() -> bool:
    """Whether ambiguous characters count as wide."""
    return _wide


def authors_text(text: str) -> str:
    """`text` with its own signs kept from becoming ASCII."""
    return text.translate(_STAND_INS) if _wide else text


def for_terminal(text: str) -> str:
    """What is sent to the terminal: signs of the interface in ASCII, those of authors as they
    are."""
    return text.translate(_FOR_TERMINAL) if _wide else text


def _ambiguous() -> frozenset[str]:
    """The characters of ambiguous width that may be drawn; two planes have them."""
    return frozenset(
        character
        for code in (*range(0xA1, 0xFFFD + 1), *range(0x1F100, 0x1F200))
        if unicodedata.east_asian_width(character := chr(code)) == "A"
        and character not in ASCII_SIGNS
        and unicodedata.category(character) not in _INVISIBLE
    )
