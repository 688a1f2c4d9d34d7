"""Markdown → HTML, for formats that hold it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from studykit.text.sanitize import harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def block_html(text: str) -> str:
    """A text of paragraphs, lists and tables; HTML in it is text."""
    shown: str = _parser().render(harmless(text))
    return shown.strip()


def inline_html(text: str) -> str:
    """A text of one line."""
    shown: str = _parser().renderInline(harmless(text))
    return shown
