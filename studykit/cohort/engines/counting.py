"""What a database counts of a table of responses, by one definition of each query.

The queries are written in DuckDB's SQL; sqlglot translates them for the others.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from studykit.cohort.class_report import Counts, StudentResult
from studykit.cohort.item_analysis import MOST_CHOICES, RIGHT, Cell, Choice, ScoreCell
from studykit.cohort.submissions import ItemKey

if TYPE_CHECKING:
    from studykit.cohort.class_report import Counted, Quiz
    from studykit.cohort.engines.base import Engine

QUERIES = ("cells", "scores", "choices", "certainty", "objectives", "students")
LISTED = 2000
"""Students of a quiz up to which they are listed by name."""
_ORDERS = {
    "first": "submitted, attempt",
    "last": "submitted DESC, attempt DESC",
    "best": "score DESC, submitted, attempt",
}


def query_text(name: str, table: str, *, counted: Counted, dialect: str) -> str:
    """A query in a dialect."""
    text = (
        f"WITH counted AS (\n{_read('counted')}),\n"
        f"answers AS (\n{_read('answers')}),\n"
        f"result AS (\n{_read(name)})\n"
        "SELECT * FROM result"
    )
    words = {
        "order": _ORDERS[counted],
        "right": RIGHT,
        "most": MOST_CHOICES,
        "listed": LISTED,
        "responses": table,
    }
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", str(value))
    if dialect == "duckdb":
        return text
    import sqlglot

    return sqlglot.transpile(text, read="duckdb", write=dialect)[0]


def _read(name: str) -> str:
    file = files("studykit.cohort.engines") / "queries" / f"{name}.sql"
    return file.read_text(encoding="utf-8")


def counts_in(
    engine: Engine, *, counted: Counted, course: str | None = None
) -> dict[Quiz, Counts]:
    """What the database counts of each quiz of all courses, or of one.

    Raises:
        EngineError: it cannot answer.
    """
    found: dict[Quiz, Counts] = {}
    for table in engine.tables(course):
        found |= _counts_in(engine, table, counted)
    return found


def _counts_in(engine: Engine, table: str, counted: Counted) -> dict[Quiz, Counts]:
    found: defaultdict[Quiz, Counts] = defaultdict(Counts)

    def answered(name: str) -> list[tuple[Counts, list[Any]]]:
        query = query_text(name, table, counted=counted, dialect=engine.dialect)
        return [(found[of, quiz], values) for of, quiz, *values in engine.rows(query)]

    # Items in the order in which they were first asked.
    for counts, values in sorted(answered("cells"), key=lambda row: row[1][-2:]):
        question, digest, x, rest, points, worth, earned, n, seconds, timed, *_ = values
        cell = Cell(x, rest, points, worth, earned, n, seconds or 0.0, timed)
        counts.tally.items.setdefault(ItemKey(question, digest), []).append(cell)
    for counts, values in answered("scores"):
        counts.tally.scores.append(ScoreCell(*values))
    for counts, (question, digest, response, n, rest, x) in answered("choices"):
        choice = Choice(response, n, rest, x >= RIGHT)
        counts.tally.choices.setdefault(ItemKey(question, digest), []).append(choice)
    for counts, (level, n, right) in sorted(answered("certainty"), key=lambda row: row[1]):
        counts.tally.certainty[level] = (n, right / n)
    for counts, (objective, share, n) in sorted(
        answered("objectives"), key=lambda row: row[1][0]
    ):
        counts.objectives[objective] = (share, n)
    for counts, values in answered("students"):
        counts.results.append(StudentResult(*values))
    for counts in found.values():
        for choices in counts.tally.choices.values():
            choices.sort(key=lambda each: (-each.count, each.response))
    return dict(found)
