"""DuckDB, within this program: it reads the table where it lies."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from typing import TYPE_CHECKING, Any

from studykit.cohort.engines.base import refused
from studykit.cohort.engines.files import COLUMNS, course_folder, table_form
from studykit.formats.base import MissingExtraError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEMORY = "1GB"
"""What DuckDB may use unless another amount is named; what does not fit goes to the disk."""


class DuckEngine:
    """A connection to DuckDB, with the folder of a table that it counts.

    Raises:
        MissingExtraError: DuckDB is not installed.
        EngineError: the amount of memory is none.
    """

    dialect = "duckdb"

    def __init__(self, folder: Path | None = None, memory: str = MEMORY) -> None:
        self._folder = folder
        try:
            import duckdb
        except ImportError:
            message = Message("DuckDB needs the extra `class` of studykit.")
            raise MissingExtraError(message) from None
        self._error: type[Exception] = duckdb.Error
        spilled = tempfile.mkdtemp(prefix="studykit-")  # private: names are written to it
        weakref.finalize(self, shutil.rmtree, spilled, ignore_errors=True)
        self._connection = duckdb.connect()
        self._do("SET temp_directory = $1", spilled)
        self._do("SET memory_limit = $1", memory)
        self._do("SET preserve_insertion_order = false")
        self._do("SET enable_progress_bar = false")  # it would be in what is printed

    def tables(self, course: str | None) -> Iterator[str]:
        """The courses one by one, so that memory is that of the largest."""
        assert self._folder is not None, "no table was named"
        form = table_form(self._folder)
        options = "hive_partitioning = true, hive_types = {'course': VARCHAR}"
        for each in sorted(self._folder.glob("course=*")):
            if course is None or each.name == course_folder(course):
                files = _text(str(each / f"*.{form}"))
                if form == "parquet":
                    yield f"read_parquet({files}, {options})"
                else:
                    yield f"read_json({files}, {_JSON}, {options})"

    def to_parquet(self, lines: Path, target: Path) -> None:
        """Write rows in JSON lines as a Parquet file.

        Raises:
            EngineError: they cannot be read, or the file cannot be written.
        """
        source = f"read_json({_text(str(lines))}, {_JSON})"
        options = "FORMAT parquet, COMPRESSION zstd"
        self._do(f"COPY (SELECT * FROM {source}) TO {_text(str(target))} ({options})")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        try:
            return self._connection.sql(query).fetchall()
        except self._error as error:
            raise refused(error) from None

    def _do(self, statement: str, *values: str) -> None:
        try:
            self._connection.execute(statement, values or None)
        except self._error as error:
            raise refused(error) from None


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


_COLUMNS = ", ".join(f"{name}: {_text(kind)}" for name, kind in COLUMNS.items())
_JSON = f"format = 'newline_delimited', columns = {{{_COLUMNS}}}"
