"""QTI packages among the formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.archive import Archive
from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, check_size
from studykit.formats.base import FormatError, naming
from studykit.formats.exchange import Bank
from studykit.formats.qti.package import PackedItem, manifest_of, no_file, packed_items
from studykit.formats.qti.reading import read_item
from studykit.formats.qti.writing import written_package
from studykit.formats.xml_tree import parse_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.formats.exchange import Exported

_ROOT = re.compile(rb"<(?:\w+:)?assessmentItem[\s>]")
_ZIP = b"PK\x03\x04"


class QtiFormat:
    """Items of QTI 2.1 and 2.2, packed or alone, in; packages of QTI 2.2 out."""

    name = "qti"
    suffix = ".zip"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the file is a package whose manifest lists items, or one item."""
        if source.data.startswith(_ZIP):
            try:
                archive = Archive(source.data)
                manifest = manifest_of(archive)
                return bool(manifest) and b"imsqti_item" in archive.read(manifest)
            except FormatError:
                return False
        head = source.data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
        return head.startswith(b"<") and bool(_ROOT.search(head))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the items, a lesson for each section of the test.

        Raises:
            FormatError: a file cannot be read, or holds no item.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                check_size(source)
                for packed in _items(bank, source):
                    read_item(bank, packed)
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question, each in a file of its own."""
        return written_package(edition)


def _items(bank: Bank, source: Source) -> list[PackedItem]:
    if not source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return list(packed_items(bank, source.name, source.data))
    root, error = parse_xml(source.data)
    if error is not None:
        raise error
    return [PackedItem(source.name, root, "", [], no_file)]
