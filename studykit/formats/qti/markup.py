"""QTI's XML, and the expressions and rules of its response processing.

What the names mean: 1EdTech QTI 2.2, Assessment Test, Section and Item Information Model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from studykit.formats.markdown_html import block_html, inline_html

if TYPE_CHECKING:
    from collections.abc import Iterable

RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_STYLE = re.compile(r' style="[^"]*"')
_READING = re.compile(r"</?(?:ruby|rp|rt)>")
_TAGS = re.compile(r"<[^>]*>")


def element(name: str, *inner: str, **attributes: object) -> str:
    """An element; attributes without a value are left out, `_` behind a name is dropped."""
    start = name + "".join(
        f" {key.rstrip('_')}={quoteattr(_printable(_shown(value)))}"
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    body = "".join(inner)
    return f"<{start}>{body}</{name}>" if body else f"<{start}/>"


def text(raw: str) -> str:
    """A text as it stands in XML."""
    return escape(_printable(raw))


def _printable(raw: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", raw)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return number(value) if isinstance(value, float) else str(value)


def number(value: float) -> str:
    """A number with every digit, whole ones without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def block(markdown: str) -> str:
    """Paragraphs, with what QTI allows in them."""
    return _allowed(block_html(_printable(markdown)))


def inline(markdown: str) -> str:
    """A line, with what QTI allows in it."""
    return _allowed(inline_html(_printable(markdown)))


def _allowed(html: str) -> str:
    """QTI has no strikethrough, no readings above the line, no styles and no titles of
    pictures."""
    html = _READING.sub("", html).replace("<s>", "<span>").replace("</s>", "</span>")
    return _STYLE.sub("", _PICTURE.sub(r'<img src="\1" alt="\2"/>', html))


def words_of_pictures(html: str) -> str:
    """HTML in which the words of pictures stand in their place."""
    return _PICTURE.sub(r"\2", html)


def plain(markdown: str) -> str:
    """The words of a text, as XML text."""
    return _TAGS.sub("", words_of_pictures(inline(markdown)))


# Declarations


def response(
    kind: str,
    correct: Iterable[object],
    *,
    cardinality: str = "single",
    mapping: str = "",
    identifier: str = RESPONSE,
) -> str:
    """What a response is: its base type, the correct one, and what it maps to."""
    values = [element("value", text(_shown(each))) for each in correct]
    return element(
        "responseDeclaration",
        element("correctResponse", *values) if values else "",
        mapping,
        identifier=identifier,
        cardinality=cardinality,
        baseType=kind,
    )


def mapping(
    entries: dict[str, float],
    *,
    lowest: float | None = None,
    highest: float | None = None,
    case_sensitive: bool | None = None,
) -> str:
    """What each value is worth; everything else is worth nothing."""
    listed = [
        element("mapEntry", mapKey=key, mappedValue=float(worth), caseSensitive=case_sensitive)
        for key, worth in entries.items()
    ]
    bounds = {
        "lowerBound": None if lowest is None else float(lowest),
        "upperBound": None if highest is None else float(highest),
    }
    return element("mapping", *listed, **bounds, defaultValue=0.0)


def outcome(identifier: str, kind: str, *, start: float | None = None, **more: object) -> str:
    """A variable that response processing sets."""
    value = "" if start is None else element("defaultValue", element("value", number(start)))
    cardinality = more.pop("cardinality", "single")
    return element(
        "outcomeDeclaration",
        value,
        identifier=identifier,
        cardinality=cardinality,
        baseType=kind,
        **more,
    )


# Expressions and rules


def variable(identifier: str = RESPONSE) -> str:
    """The value of a variable."""
    return element("variable", identifier=identifier)


def constant(kind: str, value: object) -> str:
    """A value."""
    return element("baseValue", text(_shown(value)), baseType=kind)


def real(value: float) -> str:
    """A number."""
    return constant("float", float(value))


def whole(value: int) -> str:
    """A whole number."""
    return constant("integer", value)


def mapped(identifier: str = RESPONSE) -> str:
    """What a response maps to; of none this is nothing."""
    return element("mapResponse", identifier=identifier)


def assign(identifier: str, expression: str) -> str:
    """Set an outcome."""
    return element("setOutcomeValue", expression, identifier=identifier)


def when(*branches: tuple[str, str], otherwise: str = "") -> str:
    """The rule of the first branch whose condition holds."""
    (condition, rule), *more = branches
    return element(
        "responseCondition",
        element("responseIf", condition, rule),
        *(element("responseElseIf", each, then) for each, then in more),
        element("responseElse", otherwise) if otherwise else "",
    )


def is_null(identifier: str = RESPONSE) -> str:
    """Whether nothing was answered."""
    return element("isNull", variable(identifier))
