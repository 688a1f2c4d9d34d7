"""Moodle XML among the formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, check_size
from studykit.formats.base import naming
from studykit.formats.exchange import Bank, Loss
from studykit.formats.moodle_xml.reading import read_quiz
from studykit.formats.moodle_xml.writing import written_quiz
from studykit.formats.xml_tree import parse_xml
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.formats.exchange import Exported

_ROOT = re.compile(rb"<quiz[\s>]")


class MoodleXmlFormat:
    """Questions in Moodle XML, in and out."""

    name = "moodle-xml"
    suffix = ".xml"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the file is XML whose root is a quiz."""
        head = source.data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
        return head.startswith(b"<") and bool(_ROOT.search(head))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions, a lesson for each category.

        Raises:
            FormatError: a file cannot be read, or holds no question.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                check_size(source)
                root, error = parse_xml(source.data)
            read_quiz(bank, source.name, root)
            if error is not None:
                reason = Message("The XML breaks off here: {reason}", reason=error.message)
                rest = Message("what follows")
                bank.losses.append(Loss(rest, reason, True, source.name, error.line))
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question that Moodle can hold, by lesson."""
        return written_quiz(edition)
