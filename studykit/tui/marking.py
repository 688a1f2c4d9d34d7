"""Marks in a text what a search found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from studykit.tui.markdown import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

MARK = "bold underline on $warning 30%"
"""Underlined, so that it is told apart without colour too."""


def marked(text: Article, words: Sequence[str]) -> Article:
    """A text with every place of `words` marked, whatever their case."""
    wanted = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    if not wanted:
        return text
    pattern = re.compile("|".join(wanted), re.IGNORECASE)
    blocks = (
        replace(
            block,
            content=_marked(block.content, pattern),
            cells=tuple(tuple(_marked(cell, pattern) for cell in row) for row in block.cells),
        )
        for block in text.blocks
    )
    return replace(text, blocks=tuple(blocks))


def _marked(content: Content, pattern: re.Pattern[str]) -> Content:
    for found in pattern.finditer(content.plain):
        content = content.stylize(MARK, found.start(), found.end())
    return content


def first_marked(lines: Sequence[Content]) -> int | None:
    """The number of the first line with a mark; None where there is none."""
    return next(
        (n for n, line in enumerate(lines) if any(span.style == MARK for span in line.spans)),
        None,
    )
