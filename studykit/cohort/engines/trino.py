"""Trino: a table of an institution's own, by its name."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from studykit.cohort.engines.base import EngineError, only, refused
from studykit.formats.base import MissingExtraError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSWORD = "STUDYKIT_TRINO_PASSWORD"
"""The variable of the environment that holds the password, if there is one."""


class TrinoEngine:
    """A connection to Trino, to the parts of its connection string.

    Raises:
        MissingExtraError: trino or sqlglot is not installed.
        EngineError: the table's name is none.
    """

    dialect = "trino"

    def __init__(self, place: Mapping[str, str | None], table: str) -> None:
        try:
            import sqlglot  # noqa: F401 - translates the queries; missed here, not at the first
            import trino
        except ImportError:
            message = Message("Trino needs the extra `trino` of studykit.")
            raise MissingExtraError(message) from None
        if not re.fullmatch(r"\w+(\.\w+){0,2}", table):
            raise EngineError("“{name}” is not the name of a table.", name=table)
        self._table = table
        self._errors = (trino.exceptions.Error, OSError)
        password = os.environ.get(PASSWORD)
        self._connection = trino.dbapi.connect(
            host=place["host"],
            port=int(place["port"] or (80 if place["plain"] else 443)),
            user=place["user"],
            catalog=place["catalog"],
            schema=place["schema"],
            http_scheme="http" if place["plain"] else "https",
            auth=trino.auth.BasicAuthentication(place["user"], password) if password else None,
            source="studykit",
        )

    def tables(self, course: str | None) -> list[str]:
        """All of it at once: a cluster is made for that."""
        return [only(self._table, course)]

    def rows(self, query: str) -> list[Any]:
        """The rows of a query."""
        cursor = self._connection.cursor()
        try:
            rows: list[Any] = cursor.execute(query).fetchall()
        except self._errors as error:
            raise refused(error) from None
        return rows
