"""The language of a text whose author states none."""

from __future__ import annotations

import re

from studykit.text.chinese import chinese_script

UNSTATED = "und"
"""The BCP 47 tag of a course whose language is not known."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")


def language_of(title: str, *texts: str) -> str:
    """The language that the script of a title shows: Chinese, or none that can be known.

    Traditional or Simplified Chinese where the title, or one of the `texts` below it, shows it.
    """
    if not _HAN.search(title) or _KANA.search(title):
        return UNSTATED
    return chinese_script("".join((title, *texts))) or "zh"
