"""The folder that a table of responses lies in, as databases read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from studykit.cohort.engines.base import EngineError

if TYPE_CHECKING:
    from pathlib import Path

Form = Literal["parquet", "jsonl"]

COLUMNS = {
    "quiz": "VARCHAR",
    "student": "VARCHAR",
    "attempt": "VARCHAR",
    "submitted": "VARCHAR",
    "score": "DOUBLE",
    "passed": "BOOLEAN",
    "worth": "DOUBLE",
    "earned": "DOUBLE",
    "position": "INTEGER",
    "question": "VARCHAR",
    "digest": "VARCHAR",
    "objective": "VARCHAR",
    "points": "DOUBLE",
    "mark": "DOUBLE",
    "certainty": "INTEGER",
    "seconds": "DOUBLE",
    "chosen": "VARCHAR[]",
}
"""The columns of the table and their types in DuckDB; the folder's name has the course."""


def course_folder(course: str) -> str:
    """The name of the folder of a course, whatever its id holds."""
    return f"course={quote(course, safe='')}"


def table_form(folder: Path) -> Form:
    """How the table in a folder is written.

    Raises:
        EngineError: there is none.
    """
    forms: tuple[Form, ...] = ("parquet", "jsonl")
    for form in forms:
        if any(folder.glob(f"course=*/*.{form}")):
            return form
    raise EngineError(
        "There is no table of responses in {path}. `studykit class table` writes one.",
        path=folder,
    )
