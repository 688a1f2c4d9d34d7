"""DuckDB, within this program: it reads the table where it lies."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from typing import TYPE_CHECKING, Any

from studykit.cohort.engines.base import refused
from studykit.cohort.engines.files import COLUMNS, table_form
from studykit.formats.base import MissingExtraError
from studykit.language.message import Message

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = "1500MB"
"""What DuckDB may use unless another amount is named; what does not fit goes to the disk."""


class DuckEngine:
    """A connection to DuckDB.

    Raises:
        MissingExtraError: DuckDB is not installed.
        EngineError: the amount of memory is none.
    """

    dialect = "duckdb"
    table = "stored"

    def __init__(self, memory: str = MEMORY) -> None:
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

    def open(self, folder: Path) -> None:
        """Read the table from a folder.

        Raises:
            EngineError: there is no table in it, or no readable one.
        """
        form = table_form(folder)
        files = _text(str(folder / "course=*" / f"*.{form}"))
        options = "hive_partitioning = true, hive_types = {'course': VARCHAR}"
        if form == "parquet":
            source = f"read_parquet({files}, {options})"
        else:
            source = f"read_json({files}, format = 'newline_delimited', {_COLUMNS}, {options})"
        self._do(f"CREATE OR REPLACE VIEW stored AS SELECT * FROM {source}")

    def to_parquet(self, lines: Path, target: Path) -> None:
        """Write rows in JSON lines as a Parquet file.

        Raises:
            EngineError: they cannot be read, or the file cannot be written.
        """
        source = f"read_json({_text(str(lines))}, format = 'newline_delimited', {_COLUMNS})"
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


_COLUMNS = (
    f"columns = {{{', '.join(f'{name}: {_text(kind)}' for name, kind in COLUMNS.items())}}}"
)
