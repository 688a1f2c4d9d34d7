"""The bytes of a bank → text, and HTML in it → Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.article.decoding import decoded
from studykit.formats.base import FormatError, MissingExtraError

if TYPE_CHECKING:
    from studykit.formats.base import Source

LARGEST = 50_000_000
"""Bytes; a bank of 50,000 questions has some 20 MB."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_RAISED = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.I)
_SUBSCRIPTS = str.maketrans("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH = re.compile(rb"[\x80-\xff]")


def bank_text(source: Source, encoding: str | None = None) -> str:
    """The text of a file, with one kind of line end.

    Without `encoding` it is UTF-8, UTF-16 by its mark, Windows-1252 where bytes beyond ASCII
    stand alone as letters with accents do, else Chinese by what is in daily use.

    Raises:
        FormatError: it is empty, too long, or no text.
    """
    data = source.data
    if len(data) > LARGEST:
        raise FormatError(f"A bank has at most {LARGEST / 1e6:.0f} MB; this file has more.")
    if encoding is None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            high = len(_HIGH.findall(data[:1_000_000]))
            if len(_ALONE.findall(data[:1_000_000])) >= 0.9 * high:
                encoding = "windows-1252"
        else:
            if not text.strip():
                raise FormatError("The file is empty.")
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decoded(data, encoding)[0]


def is_html(text: str) -> bool:
    """Whether a text has tags or entities."""
    return bool(_TAG.search(text))


def markdown_of(html: str) -> str:
    """HTML as Markdown; a text without tags and entities stays as it is.

    Raises:
        MissingExtraError: the package that reads HTML is not installed.
    """
    if not is_html(html):
        return html.strip()
    try:
        from markdownify import MarkdownConverter
    except ImportError:
        raise MissingExtraError(
            "The texts are HTML. Install studykit with its extra `exchange` to read them."
        ) from None
    converter = MarkdownConverter(heading_style="ATX", bullets="-", newline_style="backslash")
    text: str = converter.convert(_RAISED.sub(_in_unicode, html))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _in_unicode(match: re.Match[str]) -> str:
    """A text that is raised or lowered, in characters of its own where there are such."""
    below = match[1].lower() == "sub"
    table, sign = (_SUBSCRIPTS, "_") if below else (_SUPERSCRIPTS, "^")
    text = match[2].strip()
    return text.translate(table) if all(ord(c) in table for c in text) else f"{sign}({text})"


def one_paragraph(text: str) -> str:
    """A text for a field of one line."""
    return " ".join(text.split())
