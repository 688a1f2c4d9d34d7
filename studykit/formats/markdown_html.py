"""Markdown → HTML, for formats that hold it."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from studykit.text.direction import from_right, has_from_right
from studykit.text.markdown import marks_as_meant
from studykit.text.mathematics import displayed, in_line
from studykit.text.mathml import mathml
from studykit.text.sanitize import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


@cache
def _parser(formula: Callable[[str, bool], str]) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(marks_as_meant)
    parser.core.ruler.push("sides", _set_sides)
    return parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        renderer=lambda latex, options: formula(latex.strip(), options["display_mode"]),
    )


def _set_sides(state: StateCore) -> None:
    """Let paragraphs, headings and cells with text from right to left begin at their side, and
    lists at that of their first item."""
    lists: list[Token] = []
    for n, token in enumerate(state.tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "inline" and has_from_right(token.content):
            if n:
                state.tokens[n - 1].attrSet("dir", "auto")
            if lists and state.tokens[n - 3] is lists[-1] and from_right(token.content):
                lists[-1].attrSet("dir", "rtl")


def delimited(latex: str, display: bool) -> str:
    """A formula between the signs that Moodle, Anki and most pages set as mathematics."""
    body = escape(latex, quote=False)
    return f"\\[{body}\\]" if display else f"\\({body}\\)"


def typeset(latex: str, display: bool) -> str:
    """A formula as MathML, for a page that is printed as it is; else as text."""
    shown = mathml(latex, display=display)
    if shown or not display:
        return shown or escape(in_line(latex))
    return f"<pre>{escape(chr(10).join(displayed(latex)))}</pre>"


def block_html(text: str, formula: Callable[[str, bool], str] = delimited) -> str:
    """A text of paragraphs, lists and tables; HTML in it is text."""
    shown: str = _parser(formula).render(harmless(text))
    return shown.strip()


def inline_html(text: str, formula: Callable[[str, bool], str] = delimited) -> str:
    """A text of one line."""
    shown: str = _parser(formula).renderInline(harmless(text))
    return shown
