"""Dividing lines as Chinese is set.

Textual divides at spaces only: a Chinese run after a Latin word jumps whole to the next line,
and a full stop may begin one. Lines with Han characters are divided by the rules of
`study.line_breaks` instead.
"""

from __future__ import annotations

from studykit.text.line_breaks import divide_line, has_wide


def set_lines_as_chinese() -> None:
    """Let Textual divide lines that have Han characters by these rules."""
    from textual import content

    # Textual's module does not export the name that it calls.
    if content.divide_line is divide_any:  # type: ignore[attr-defined]
        return
    content.divide_line = divide_any  # type: ignore[attr-defined]


def divide_any(text: str, width: int, fold: bool = True) -> list[int]:
    """`divide_line` for text that has Han characters, Textual's own way for all other."""
    if has_wide(text):
        return divide_line(text, width, fold)
    from rich._wrap import divide_line as by_spaces

    return by_spaces(text, width, fold)
