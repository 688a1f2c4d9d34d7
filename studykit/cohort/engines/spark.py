"""Spark, on this machine or on a cluster: it reads the table where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studykit.cohort.engines.base import EngineError, only, refused
from studykit.cohort.engines.files import COLUMNS, table_form
from studykit.formats.base import MissingExtraError
from studykit.language.message import Message


class SparkEngine:
    """A Spark session with the table as a view.

    Raises:
        MissingExtraError: pyspark or sqlglot is not installed.
        EngineError: Spark does not start, or there is no table.
    """

    dialect = "spark"

    def __init__(self, master: str, source: str) -> None:
        try:
            import sqlglot  # noqa: F401 - translates the queries; missed here, not at the first
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            message = Message("Spark needs the extra `spark` of studykit.")
            raise MissingExtraError(message) from None
        self._errors = (PySparkException, *_java_errors())
        # Only Spark itself can look into what is no folder here, such as s3a://…
        form = "parquet" if "://" in source else table_form(Path(source))
        builder = SparkSession.builder.appName("studykit")
        builder = (
            builder.remote(master) if master.startswith("sc://") else builder.master(master)
        )
        settings = {
            "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR",
            # A table is much larger than its files say, and one row an attempt is too much to
            # be sent to every worker.
            "spark.sql.autoBroadcastJoinThreshold": "-1",
        }
        if master.startswith("local"):
            settings["spark.sql.shuffle.partitions"] = "16"  # 200 are meant for a cluster
        try:
            self._session = builder.config(map=settings).getOrCreate()
            reader = self._session.read.schema(_SCHEMA)
            table = reader.json(source) if form == "jsonl" else reader.parquet(source)
            table.createOrReplaceTempView("stored")
        except self._errors as error:
            raise refused(error) from None
        except RuntimeError as error:  # what pyspark raises where there is no Java
            raise EngineError("Spark does not start: {error}", error=str(error)) from None

    def tables(self, course: str | None) -> list[str]:
        """All of it at once: a cluster is made for that."""
        return [only("stored", course)]

    def rows(self, query: str) -> list[Any]:
        """The rows of a query."""
        try:
            rows: list[Any] = self._session.sql(query).collect()
        except self._errors as error:
            raise refused(error) from None
        return rows


def _java_errors() -> tuple[type[Exception], ...]:
    """What a Spark session in this process raises besides; one elsewhere needs no py4j."""
    try:
        from py4j.protocol import Py4JError
    except ImportError:
        return ()
    return (Py4JError,)


_NAMES = {"VARCHAR": "STRING", "VARCHAR[]": "ARRAY<STRING>"}
_TYPES = {**COLUMNS, "course": "VARCHAR"}
_SCHEMA = ", ".join(f"{name} {_NAMES.get(kind, kind)}" for name, kind in _TYPES.items())
