"""Strangers' text made fit to be shown.

A course is somebody else's file. What could steer a terminal, turn the reading direction
round, hide, or pile up beyond its line is shown as a mark or left out; all else stays.
"""

from __future__ import annotations

import re
import unicodedata

MARK = "�"
LONGEST_LINE = 1000
"""Characters of a text that has one line only: more fits on no screen."""
_MARKS_IN_A_ROW = 4
"""Combining marks on one letter; pointed Hebrew needs three, Thai two."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, also those of 8 bits
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # the direction of reading
    "\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"  # what has no width
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # letters that cannot be seen
    "\u2028\u2029\ud800-\udfff\ufffe\uffff]+"
)
# What joins or chooses a form: one is enough. A soft hyphen is drawn by some, not by others.
_REPEATED = re.compile(
    "([\u200c\u200d])[\u200c\u200d]+"
    "|([\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
    "|\u00ad+"
)
# Where combining marks are, and the letters of the scripts that have them.
_MARKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1fff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\u200c\u200d"
    "\U00010000-\U0001efff\U000e0100-\U000e01ef]"
    f"{{{_MARKS_IN_A_ROW + 1},}}"
)


def harmless(text: str) -> str:
    """`text` as it may be shown: lines and all that can be read are kept."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    text = _REPEATED.sub(lambda match: match[1] or match[2] or "", text)
    return _MARKED.sub(_thinned, _UNSAFE.sub(MARK, text))


def without_controls(text: str) -> str:
    """`text` for a stream: what could steer a terminal or cannot be seen is a mark."""
    return _UNSAFE.sub(MARK, text)


def escaped_in_json(text: str) -> str:
    """A JSON text of the same meaning in which such characters are written as escapes."""
    return _UNSAFE.sub(_as_escapes, text)


def _as_escapes(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def one_line(text: str) -> str:
    """`text` as it may be shown where there is one line only, such as a title."""
    cut = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] + "…"
    shown = harmless(cut)
    return " ".join(shown.split()) if "\n" in shown else shown


def _thinned(match: re.Match[str]) -> str:
    """The run without the marks that are one too many on their letter."""
    kept, marks = [], 0
    for character in match[0]:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
