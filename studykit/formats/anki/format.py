"""Anki packages among the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.anki.package import is_package, read_package
from studykit.formats.anki.reading import read_notes
from studykit.formats.anki.writing import written_package
from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import check_size
from studykit.formats.base import naming
from studykit.formats.exchange import Bank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.anki.scheduling import Learned
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.formats.exchange import Exported

LARGEST = 200_000_000
"""Bytes of a package; pictures and sound make it large."""


class AnkiFormat:
    """Decks of Anki, in and out."""

    name = "anki"
    suffix = ".apkg"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the file is an archive with a collection, or is named so and damaged."""
        named = source.name.lower().endswith((".apkg", ".colpkg"))
        return is_package(source.data) or (named and source.data.startswith(b"PK"))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the notes, a lesson for each deck.

        Raises:
            FormatError: a file cannot be read, or holds no note.
            MissingExtraError: a package is of the newer kind or its fields are HTML, and what
                reads them is not installed.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                check_size(source, LARGEST)
                package = read_package(source.data)
            read_notes(bank, source.name, package)
        return draft_of(bank, options)

    def write(self, edition: Edition, learned: Learned | None = None) -> Exported:
        """Every card, and every question as a card that is read; with what the learner did,
        where that is given."""
        return written_package(edition, learned)
