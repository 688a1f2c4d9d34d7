"""Dividing lines as Chinese is set, and between whole graphemes.

Textual divides at spaces only: a Chinese run after a Latin word jumps whole to the next line,
a full stop may begin one, and a flag or a syllable is cut in two. All lines but those of plain
ASCII are divided by the rules of `text.line_breaks` instead.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from textual import content

from studykit.text.line_breaks import divide_line

if TYPE_CHECKING:
    from collections.abc import Callable

    Divide = Callable[[str, int, bool], list[int]]

_NAME = "divide_line"
"""The function that `textual.content` calls to divide a line. It is private: a later Textual
may lack it, or call it otherwise, and then divides all lines in its own way."""
_PARAMETERS = ["text", "width", "fold"]


def set_lines_as_chinese() -> None:
    """Let Textual divide all lines but those of ASCII by these rules, where it can be told
    to."""
    by_spaces = getattr(content, _NAME, None)
    if by_spaces is None or isinstance(by_spaces, _DivideAny):
        return
    if list(inspect.signature(by_spaces).parameters) == _PARAMETERS:
        setattr(content, _NAME, _DivideAny(by_spaces))


class _DivideAny:
    """Divides text of ASCII alone `by_spaces`, all other by the rules of Chinese."""

    def __init__(self, by_spaces: Divide) -> None:
        self._by_spaces = by_spaces

    def __call__(self, text: str, width: int, fold: bool = True) -> list[int]:
        divide = self._by_spaces if text.isascii() else divide_line
        return divide(text, width, fold)
