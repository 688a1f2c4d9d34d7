"""Simplified and Traditional Chinese, taken as one.

By characters, not by words: every form of a character becomes the same one, in the response
and in the answer alike, so that no word can be cut wrongly (髮 and 發 are both 发 already).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("chinese_forms.txt")
"""Groups of characters that are forms of one another, one a line."""


def one_form(text: str) -> str:
    """`text` with the same form of each Chinese character, whichever it has."""
    return text.translate(_forms())


@cache
def _forms() -> dict[int, str]:
    groups = TABLE.read_text(encoding="utf-8").splitlines()
    return {
        ord(form): group[0]
        for group in groups
        if not group.startswith("#")
        for form in group[1:]
    }
