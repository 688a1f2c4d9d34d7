"""Files that are no article: banks of questions, and documents in formats that are not read.

Each is known by its content, so that nobody studies a bank as if it were prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Message

if TYPE_CHECKING:
    from studykit.formats.base import Source

_SAMPLE = 20_000


class _Kind(NamedTuple):
    pattern: re.Pattern[bytes]
    suffixes: tuple[str, ...]
    """Of file names; none where the content is enough."""
    refusal: Message


_PROCESSOR = Message(
    "This is a word processor's file: save it as .docx, as a web page (HTML) or as text there,"
    " and import that."
)
_KINDS = (
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (".odt",),
        _PROCESSOR,
    ),
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (".apkg", ".colpkg"),
        Message("This is an Anki package, a bank of cards, not an article."),
    ),
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (),
        Message("This is a ZIP file: unpack it, and import the text or web pages in it."),
    ),
    _Kind(
        re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"),
        (),
        _PROCESSOR,
    ),
    _Kind(
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<quiz[\s>]", re.DOTALL),
        (),
        Message("This is a bank of questions in Moodle XML, not an article."),
    ),
    _Kind(
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:questestinterop|assessmentItem|assessmentTest)"),
        (),
        Message("This is a bank of questions in QTI, not an article."),
    ),
    _Kind(
        re.compile(rb"(?:.*\n){0,40}?(?:\s*::[^:\n]+::.*\{|[^{}\n#]*\{\s*(?:[=~#]|T\}|F\}|TRUE|FALSE))"),
        (".gift", ".txt"),
        Message("This is a bank of questions in GIFT, not an article."),
    ),
    _Kind(
        re.compile(rb"#(?:separator|html|notetype|deck|tags|columns)[: ]", re.IGNORECASE),
        (),
        Message("This is a bank of cards from Anki, not an article."),
    ),
    _Kind(
        re.compile(rb"(?:.*\n)*?\s*(?:Quiz title:|\*[a-d]\) |\[\*\] )"),
        (".md", ".txt"),
        Message("This is a bank of questions for text2qti, not an article."),
    ),
    _Kind(
        re.compile(rb"."),
        (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        Message("This is a table, perhaps a bank of cards, not an article."),
    ),
)  # fmt: skip


def refusal(source: Source) -> Message | None:
    """Why a file is not read as an article, in a sentence; None where it may be one."""
    name = source.name.casefold()
    data = source.data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    for kind in _KINDS:
        if kind.suffixes and not name.endswith(kind.suffixes):
            continue
        if kind.pattern.match(data):
            return kind.refusal
    return None
