"""Tables among the formats: CSV, TSV, and workbooks by an extra."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from studykit.formats.archive import Archive
from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, check_size, csv_rows
from studykit.formats.base import FormatError, MissingExtraError, naming
from studykit.formats.exchange import Bank, Exported
from studykit.formats.table.layout import column_of
from studykit.formats.table.reading import read_rows
from studykit.formats.table.writing import table_of
from studykit.language.message import Message
from studykit.text.cells import not_a_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_MOST_ROWS = 200_000
_XLSX = Message(
    "The file is a workbook. Install studykit with its extra `xlsx` to read and write them."
)


class TextTableFormat:
    """A table in a text file, with one separator."""

    largest = LARGEST + 1

    def __init__(self, name: str, separators: str) -> None:
        self.name = name
        self.suffix = f".{name}"
        self._separators = separators

    def recognises(self, source: Source) -> bool:
        """Whether the first line has headings that are known, or the name says so and every
        line has two columns."""
        if source.data.startswith(b"PK"):
            return False
        head = source.data[:20_000].decode("utf-8-sig", "replace")
        line = next((line for line in head.splitlines() if line.strip()), "")
        for separator in self._separators:
            known = {column_of(cell) for cell in line.split(separator)} - {""}
            if len(known) >= 2 and {"question", "front"} & known:
                return True
        if source.name.lower().endswith(self.suffix):
            return True
        # Words and meanings, as they are copied from a set of cards.
        lines = [line for line in head.splitlines()[:100] if line.strip()]
        return self.name == "tsv" and len(lines) > 1 and all(n.count("\t") == 1 for n in lines)

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the rows, a lesson for each unit that they name.

        Raises:
            FormatError: a file cannot be read, or holds no row that could be studied.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            line = next(line for line in text.splitlines() if line.strip())
            separator = max(self._separators, key=line.count)
            with naming(source):
                rows = [row for _, row in csv_rows(text, separator)]
            read_rows(bank, source.name, rows)
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question and card, a row each."""
        rows, count, losses = table_of(edition)
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self._separators[0], lineterminator="\r\n")
        writer.writerows([[not_a_formula(cell) for cell in row] for row in rows])
        # With its mark spreadsheets take the text for UTF-8.
        return Exported(buffer.getvalue().encode("utf-8-sig"), count, tuple(losses))


class WorkbookFormat:
    """The first sheet of a workbook that has rows."""

    name = "xlsx"
    suffix = ".xlsx"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the file is an archive with a workbook."""
        if not source.data.startswith(b"PK"):
            return False
        try:
            return "xl/workbook.xml" in Archive(source.data).names()
        except FormatError:
            return source.name.lower().endswith(self.suffix)

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the rows, a lesson for each unit that they name.

        Raises:
            FormatError: a file cannot be read, or holds no row that could be studied.
            MissingExtraError: what reads workbooks is not installed.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                check_size(source)
                rows = _sheet(source.data)
            read_rows(bank, source.name, rows)
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question and card, a row each; texts are texts, never formulas or links."""
        try:
            from xlsxwriter import Workbook
        except ImportError:
            raise MissingExtraError(_XLSX) from None
        rows, count, losses = table_of(edition)
        buffer = io.BytesIO()
        choices = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(buffer, choices) as book:
            sheet = book.add_worksheet("studykit")
            bold = book.add_format({"bold": True})
            wrap = book.add_format({"text_wrap": True, "valign": "top"})
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row, wrap if n else bold)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(rows[0]) - 1, 24)
        return Exported(buffer.getvalue(), count, tuple(losses))


def _sheet(data: bytes) -> list[list[str]]:
    archive = Archive(data)
    for name in archive.names():
        for _ in archive.chunks(name):  # damaged or too large parts are refused here
            continue
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError(_XLSX) from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (KeyError, ValueError, OSError, TypeError, SyntaxError):
        raise FormatError(Message("The workbook is damaged.")) from None
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows(values_only=True, max_row=_MOST_ROWS):
            rows.append([_cell_text(value) for value in row])
        if any(any(row) for row in rows):
            return rows
    return []


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
