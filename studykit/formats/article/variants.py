"""Wrong forms that a conversion from Simplified to Traditional chose: 雨后春筍, 復雜, 采用."""

from __future__ import annotations

from typing import NamedTuple

from studykit.formats.base import MissingExtraError
from studykit.language.message import Message


class VariantsUnavailable(MissingExtraError):
    """OpenCC is not installed; the sentence says how to get it."""


class Variant(NamedTuple):
    """A wrong form and where it stands, line and column from 1."""

    line: int
    column: int
    wrong: str
    right: str


def wrong_variants(text: str) -> list[Variant]:
    """The characters that a careful conversion would have chosen otherwise.

    OpenCC converts the text to Simplified and back by whole words; where that gives another
    character of the same length, the text has a wrong one, or a rarer one.

    Raises:
        VariantsUnavailable: OpenCC is not installed.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        raise VariantsUnavailable(
            Message(
                "Wrong one-to-many conversions cannot be found without OpenCC:"
                " it comes with the extra `variants` of studykit."
            )
        ) from None
    simplify, traditional = OpenCC("t2s"), OpenCC("s2tw")
    lines = text.split("\n")
    converted = traditional.convert(simplify.convert(text)).split("\n")
    found = []
    for number, (line, right) in enumerate(zip(lines, converted, strict=True), start=1):
        if line != right and len(right) == len(line):
            pairs = enumerate(zip(line, right, strict=True), start=1)
            found += [Variant(number, at, a, b) for at, (a, b) in pairs if a != b]
    return found


def fixed(text: str, variants: list[Variant]) -> str:
    """`text` with the right forms."""
    lines = [list(line) for line in text.split("\n")]
    for variant in variants:
        lines[variant.line - 1][variant.column - 1] = variant.right
    return "\n".join("".join(line) for line in lines)
