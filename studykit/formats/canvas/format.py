"""QTI 1.2 of Canvas among the formats."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from studykit.formats.archive import Archive
from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, check_size
from studykit.formats.base import FormatError, naming
from studykit.formats.canvas.reading import read_quizzes
from studykit.formats.canvas.writing import written_quizzes
from studykit.formats.exchange import Bank, Loss
from studykit.formats.xml_tree import XmlError, parse_xml
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.formats.exchange import Exported

_ROOT = re.compile(rb"<(?:\w+:)?questestinterop[\s>]")
_HEAD = 4000
_ZIP = b"PK\x03\x04"


class CanvasFormat:
    """Quizzes and banks in QTI 1.2, packed or alone, in; quizzes for Canvas out."""

    name = "canvas"
    suffix = ".zip"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the file is a package with quizzes of QTI 1.2, or one of them."""
        if source.data.startswith(_ZIP):
            try:
                return bool(_quizzes(Archive(source.data)))
            except FormatError:
                return False
        return _is_quiz(source.data[:_HEAD])

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions, a lesson for each quiz or bank.

        Raises:
            FormatError: a file cannot be read, or holds no question.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                check_size(source)
                if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                    _read_xml(bank, source.name, source.data)
                    continue
                archive = Archive(source.data)
                for name in _quizzes(archive):
                    _read_xml(bank, f"{source.name}/{name}", archive.read(name))
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question that Canvas can ask, a quiz a lesson."""
        return written_quizzes(edition)


def _is_quiz(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(_ROOT.search(start))


def _quizzes(archive: Archive) -> list[str]:
    """The names of the quizzes; of those that Canvas writes twice, the whole ones."""
    named = [name for name in archive.names() if name.lower().endswith((".xml", ".qti"))]
    found = [name for name in named if _is_quiz(next(archive.chunks(name), b"")[:_HEAD])]
    whole = [name for name in found if posixpath.splitext(name)[1].lower() == ".qti"]
    return whole or found


def _read_xml(bank: Bank, name: str, data: bytes) -> None:
    try:
        root, error = parse_xml(data)
    except XmlError as problem:
        bank.losses.append(Loss(name, problem.message, True, name, problem.line))
        return
    read_quizzes(bank, name, root)
    if error is not None:
        reason = Message("The XML breaks off here: {reason}", reason=error.message)
        bank.losses.append(Loss(Message("what follows"), reason, True, name, error.line))
