"""What every such file becomes: its text as Markdown and as plain lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from studykit.formats.archive import Archive
from studykit.formats.base import FormatError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.formats.base import Source

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
NOT_WHOLE = Message(
    "This document is damaged or not whole: save or download it once more, and import it again."
)
LONGEST = 5_000_000
"""Characters of a document's text."""


class Opened(NamedTuple):
    """The text of a document."""

    kind: str
    """`docx`, `epub` or `pdf`."""
    markdown: str
    """A paragraph on each line that is not empty, but for tables and listings."""
    plain: str
    """The same without marks, a line for each paragraph or item of a list."""
    title: str = ""
    language: str = ""
    """As the document says, a BCP 47 tag."""
    date: str = ""
    """`YYYY-MM-DD`, or empty."""
    pictures: int = 0
    """How many pictures it has, which are not taken."""


@lru_cache(maxsize=8)  # formats are asked one after the other whether a file is theirs
def opened(source: Source) -> Opened | None:
    """The document that a file is; None for a file of another kind.

    Raises:
        FormatError: it is damaged, locked, too large or has no text.
        MissingExtraError: it needs a package that is not installed.
    """
    reader = _reader(source)
    if reader is None:
        return None
    document = reader(source.data)
    if not document.plain.strip():
        raise FormatError(Message("There is no text in this document."))
    if len(document.markdown) > LONGEST:
        raise FormatError(
            Message(
                "The text of a document has at most {n} million characters; this one has more.",
                n=LONGEST // 1_000_000,
            )
        )
    return document


def is_document(source: Source) -> bool:
    """Whether a file is one of those, by its content; also where it cannot be read."""
    return _kind_of(source) != ""


def _reader(source: Source) -> Callable[[bytes], Opened] | None:
    match _kind_of(source):
        case "docx":
            from studykit.formats.document.word import read_word

            return read_word
        case "epub":
            from studykit.formats.document.epub import read_epub

            return read_epub
        case "pdf":
            from studykit.formats.document.pdf import read_pdf

            return read_pdf
        case "locked":
            raise FormatError(
                Message(
                    "This document is locked with a password: take the password off in the"
                    " program that it was written with, and import it again."
                )
            )
        case "broken":
            raise FormatError(NOT_WHOLE)
    return None


def _kind_of(source: Source) -> str:
    data, named = source.data, source.name.casefold().endswith((".docx", ".docm", ".epub"))
    if re.search(rb"%PDF-\d", data[:1024]):
        return "pdf"
    if data.startswith(_OLE) and _LOCKED_PART in data:
        return "locked"
    if not data.startswith(b"PK"):
        return ""
    try:
        names = set(Archive(data).names())
    except FormatError:
        return "broken" if named else ""
    if "META-INF/container.xml" in names:
        return "epub"
    word = any(re.fullmatch(r"word/document\d*\.xml", name) for name in names)
    return "docx" if word else "broken" if named else ""
