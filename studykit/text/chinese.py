"""In which script a Chinese text is written."""

from __future__ import annotations

import re

_SAMPLE = 100_000


def chinese_script(text: str) -> str | None:
    """`zh-Hant` or `zh-Hans`, by the characters that only one of them has; None for a text
    that shows as many of the one as of the other, such as none at all."""
    han = set(re.findall("[\u4e00-\u9fff]", text[:_SAMPLE]))
    traditional = sum(_in("big5", c) and not _in("gb2312", c) for c in han)
    simplified = sum(_in("gb2312", c) and not _in("big5", c) for c in han)
    if traditional == simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _in(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
