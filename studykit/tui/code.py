"""Code in the colours of the theme, by the language that its author names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = (
    ("Token.Comment", "$text-muted italic"),
    ("Token.Keyword", "$accent bold"),
    ("Token.Operator.Word", "$accent bold"),
    ("Token.Name.Tag", "$accent bold"),
    ("Token.Literal.String", "$success"),
    ("Token.Literal.Number", "$warning"),
    ("Token.Name.Function", "bold"),
    ("Token.Name.Class", "bold"),
)
"""The kinds of tokens that stand out; the first that fits counts. Weight and slope tell them
apart where there is no colour."""
_LONGEST = 20_000
"""Characters up to which code is read; a longer one stays as it is."""


@lru_cache(maxsize=64)
def highlighted(code: str, language: str) -> Content | None:
    """The code with its tokens styled; None where the language is not known."""
    if not language or len(code) > _LONGEST:
        return None
    # Only who reads code in a lesson waits for this.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    parts = [
        Content.styled(text, _style(str(kind))) for kind, text in lexer.get_tokens(code) if text
    ]
    shown = Content("").join(parts)
    return shown if shown.plain == code else None


def _style(kind: str) -> str:
    return next(_matching(kind), "")


def _matching(kind: str) -> Iterator[str]:
    return (style for prefix, style in _STYLES if kind.startswith(prefix))
