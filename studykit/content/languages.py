"""The language of a text whose author states none."""

from __future__ import annotations

import re

UNSTATED = "und"
"""The BCP 47 tag of a course whose language is not known."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")


def language_of(title: str) -> str:
    """The language that the script of a title shows: Chinese, or none that can be known."""
    return "zh" if _HAN.search(title) and not _KANA.search(title) else UNSTATED
