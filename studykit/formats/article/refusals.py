"""Files that are no article: banks of questions, and documents in formats that are not read.

Each is known by its content, so that nobody studies a bank as if it were prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.formats.base import Source

_SAMPLE = 20_000


class _Kind(NamedTuple):
    pattern: re.Pattern[bytes]
    suffixes: tuple[str, ...]
    """Of file names; none where the content is enough."""
    refusal: str


_KINDS = (
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (".odt",),
        "This is a word processor's file: save it as .docx, as a web page (HTML) or as text"
        " there, and import that.",
    ),
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (".apkg", ".colpkg"),
        "This is an Anki package, a bank of cards: an article it is not.",
    ),
    _Kind(
        re.compile(rb"PK\x03\x04"),
        (),
        "This is a ZIP file: unpack it, and import the text or web pages in it.",
    ),
    _Kind(
        re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"),
        (),
        "This is a word processor's file: save it as .docx, as a web page (HTML) or as text"
        " there, and import that.",
    ),
    _Kind(
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<quiz[\s>]", re.DOTALL),
        (),
        "This is a bank of questions in Moodle XML: an article it is not.",
    ),
    _Kind(
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:questestinterop|assessmentItem|assessmentTest)"),
        (),
        "This is a bank of questions in QTI: an article it is not.",
    ),
    _Kind(
        re.compile(rb"(?:.*\n){0,40}?(?:\s*::[^:\n]+::.*\{|[^{}\n#]*\{\s*(?:[=~#]|T\}|F\}|TRUE|FALSE))"),
        (".gift", ".txt"),
        "This is a bank of questions in GIFT: an article it is not.",
    ),
    _Kind(
        re.compile(rb"#(?:separator|html|notetype|deck|tags|columns)[: ]", re.IGNORECASE),
        (),
        "This is a bank of cards from Anki: an article it is not.",
    ),
    _Kind(
        re.compile(rb"(?:.*\n)*?\s*(?:Quiz title:|\*[a-d]\) |\[\*\] )"),
        (".md", ".txt"),
        "This is a bank of questions for text2qti: an article it is not.",
    ),
    _Kind(
        re.compile(rb"."),
        (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        "This is a table, perhaps a bank of cards: an article it is not.",
    ),
)  # fmt: skip


def refusal(source: Source) -> str | None:
    """Why a file is not read as an article, in a sentence; None where it may be one."""
    name = source.name.casefold()
    data = source.data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    for kind in _KINDS:
        if kind.suffixes and not name.endswith(kind.suffixes):
            continue
        if kind.pattern.match(data):
            return kind.refusal
    return None
