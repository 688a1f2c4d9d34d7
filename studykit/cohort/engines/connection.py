"""A database by its connection string."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cohort.engines.base import EngineError

if TYPE_CHECKING:
    from studykit.cohort.engines.base import Engine

_TRINO = re.compile(
    r"trino(?P<plain>\+http)?://(?P<user>[^@/]+)@(?P<host>[^@/:]+)(:(?P<port>\d+))?"
    r"/(?P<catalog>[^/]+)/(?P<schema>[^/]+)"
)


def connect(engine: str, source: str) -> Engine:
    """The database that a connection string names, with the table at `source`: a folder, or for
    Trino the name of a table.

    - `duckdb`, `duckdb:4GB` with what memory it may use;
    - `spark` on this machine, `spark://HOST:PORT` on a cluster of its own, `spark:MASTER` on
      whatever master Spark knows, `sc://HOST:PORT` by Spark Connect;
    - `trino://USER@HOST:PORT/CATALOG/SCHEMA`, `trino+http://…` without encryption.

    Raises:
        EngineError: the string names none, or the database cannot be reached.
        MissingExtraError: what connects to it is not installed.
    """
    kind, _, rest = engine.partition(":")
    if kind == "duckdb" and (rest or engine == kind):
        from studykit.cohort.engines.duck import MEMORY, DuckEngine

        return DuckEngine(Path(source), rest or MEMORY)
    if engine == "spark" or (kind in {"spark", "sc"} and rest.strip("/")):
        from studykit.cohort.engines.spark import SparkEngine

        remote = rest.startswith("//")
        return SparkEngine(engine if remote else rest or "local[*]", source)
    if match := _TRINO.fullmatch(engine):
        from studykit.cohort.engines.trino import TrinoEngine

        return TrinoEngine(match.groupdict(), source)
    raise EngineError(
        "“{engine}” names no database. Write duckdb, spark, spark://HOST:PORT, or "
        "trino://USER@HOST:PORT/CATALOG/SCHEMA.",
        engine=engine,
    )
