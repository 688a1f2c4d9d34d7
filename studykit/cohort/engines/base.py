"""What a database is asked for: the rows of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from studykit.language.message import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class EngineError(Refusal):
    """A database cannot be reached, or cannot answer; `str()` says why."""


class Engine(Protocol):
    """A database that holds a table of responses."""

    dialect: str
    """Its SQL, by the name that sqlglot has for it."""

    def tables(self, course: str | None) -> Iterable[str]:
        """What to count one after the other, in DuckDB's SQL: a table, or parts of it that have
        no course in common; of one course alone, if it is named."""

    def rows(self, query: str) -> Iterable[Sequence[Any]]:
        """The rows of a query in its dialect.

        Raises:
            EngineError: it cannot answer.
        """


def only(table: str, course: str | None) -> str:
    """A table, or one course of it, in DuckDB's SQL."""
    if course is None:
        return table
    name = course.replace("'", "''")
    return f"(SELECT * FROM {table} WHERE course = '{name}')"


def refused(error: Exception) -> EngineError:
    """What a database says, in a line."""
    sentence = " ".join(str(error).split("\n\n")[0].split())
    return EngineError("The database says: {error}", error=sentence[:300] or repr(error))
