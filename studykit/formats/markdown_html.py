"""Markdown → HTML, for formats that hold it."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from studykit.text.markdown import marks_as_meant
from studykit.text.sanitize import harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(marks_as_meant)
    # Moodle, Anki and most pages set what stands between these.
    return parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        renderer=lambda latex, options: _delimited(latex, display=options["display_mode"]),
    )


def _delimited(latex: str, *, display: bool) -> str:
    body = escape(latex.strip(), quote=False)
    return f"\\[{body}\\]" if display else f"\\({body}\\)"


def block_html(text: str) -> str:
    """A text of paragraphs, lists and tables; HTML in it is text."""
    shown: str = _parser().render(harmless(text))
    return shown.strip()


def inline_html(text: str) -> str:
    """A text of one line."""
    shown: str = _parser().renderInline(harmless(text))
    return shown
