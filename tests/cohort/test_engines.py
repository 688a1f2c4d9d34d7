"""A table of responses gives the figures of the files, whatever counts it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from studykit.cli import main
from studykit.cohort.class_report import class_report, report_on
from studykit.cohort.engines.base import only
from studykit.cohort.engines.connection import connect
from studykit.cohort.engines.counting import QUERIES, counts_in, query_text
from studykit.cohort.response_table import write_table
from studykit.cohort.submissions import Submissions
from tests import scale
from tests.cohort.classes import ITEMS, KEY, result, students, written

sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not installed")
pytest.importorskip("duckdb", reason="DuckDB is not installed")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The report of a command, without what only files have."""
    assert main(["class", "report", *words, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    report["files"] = 0
    for quiz in report["quizzes"]:
        quiz["title"] = ""
    return report


def test_generated_attempts_of_all_kinds_have_the_same_figures_on_duckdb(
    tmp_path: Path,
) -> None:
    found = list(scale.attempts(900, students=20))
    assert len({(attempt.course, attempt.quiz) for attempt in found}) == 20
    assert list(scale.same(found, tmp_path, ["duckdb"], forms=("parquet",))) == []


@pytest.mark.long
def test_20_000_attempts_have_the_same_figures_on_duckdb(tmp_path: Path) -> None:
    found = list(scale.attempts(20_000, students=500))
    assert list(scale.same(found, tmp_path, ["duckdb:1GB"])) == []


@pytest.mark.long
def test_a_local_spark_gives_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: the extra `spark` has it")
    found = list(scale.attempts(900, students=20))
    assert list(scale.same(found, tmp_path, ["spark"], forms=("jsonl",))) == []


def test_a_class_is_written_as_a_table_and_reported_on_from_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path / "c", students(40, {"q3": "wrong key"}))
    reports = [printed(capsys, str(files))]
    for form in ("parquet", "jsonl"):
        table = tmp_path / form
        assert (
            main(["class", "table", str(files), "--output", str(table), "--format", form]) == 0
        )
        assert capsys.readouterr().out == f"{table / 'course=rivers'}\n"
        reports.append(printed(capsys, str(table), "--engine", "duckdb"))
    for report in reports[1:]:
        assert list(scale.differences(reports[0], report)) == []
    assert main(["class", "report", str(table), "--engine", "duckdb"]) == 0
    assert "40 attempts, 40 students" in capsys.readouterr().out
    assert main(["class", "report", str(table), "--engine", "duckdb", "--anonymous"]) == 0
    assert "Student 0" not in capsys.readouterr().out


def test_trino_is_asked_for_the_same_figures_by_the_name_of_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("trino", reason="Trino's client is not installed")
    from tests.cohort.trino_server import trino_server

    found = list(scale.attempts(400, students=20))
    write_table(found, tmp_path, "parquet")
    with trino_server(tmp_path, "answers_2026") as (port, users):
        engine = f"trino+http://lee@localhost:{port}/hive/study"
        counts = counts_in(connect(engine, "answers_2026"), counted="best")
        report = scale.figures(report_on(counts, None, counted="best", titles={}))
        assert main(["class", "report", "nothing", "--engine", engine]) == 2
    plain = scale.figures(class_report(Submissions(found), counted="best"))
    assert list(scale.differences(plain, report)) == []
    assert set(users) == {"lee"}
    assert "Table with name nothing does not exist" in capsys.readouterr().err
    assert main(["class", "report", "a b", "--engine", engine]) == 2
    assert "“a b” is not the name of a table." in capsys.readouterr().err
    assert main(["class", "report", "nothing", "--engine", engine]) == 2
    assert "The database says: " in capsys.readouterr().err


def test_hostile_ids_stay_inside_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = result("Ann \ud800'; DROP TABLE x", dict.fromkeys(ITEMS, KEY))
    document["course"]["id"] = '../../o\'clock "{most}"'
    files = written(tmp_path / "c", [])
    (files / "one.json").write_text(json.dumps(document))
    before = sorted(tmp_path.iterdir())
    table = tmp_path / "table"
    assert main(["class", "table", str(files), "--output", str(table)]) == 0
    assert sorted(tmp_path.iterdir()) == sorted([*before, table])
    capsys.readouterr()
    [quiz] = printed(capsys, str(table), "--engine", "duckdb")["quizzes"]
    assert quiz["course"] == document["course"]["id"]
    assert quiz["results"][0]["student"] == "Ann ?'; DROP TABLE x"


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "trino"])
def test_every_query_is_one_statement_in_each_dialect(dialect: str) -> None:
    for name in QUERIES:
        for course in (None, "o'clock \\"):
            text = query_text(name, only("t", course), counted="best", dialect=dialect)
            [statement] = sqlglot.parse(text, dialect=dialect)
            assert isinstance(statement, sqlglot.exp.Select)
            assert not statement.find(sqlglot.exp.Command, sqlglot.exp.Anonymous)
            assert {table.name for table in statement.find_all(sqlglot.exp.Table)} >= {"t"}


def test_what_keeps_a_database_from_counting_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trino = "trino://me@host/hive/study"
    for engine, missing, sentence in (
        ("oracle", "", "“oracle” names no database. Write duckdb, spark,"),
        ("trino://host/hive", "", "“trino://host/hive” names no database."),
        ("duckdb:lots", "", "The database says: "),
        ("duckdb", "", "There is no table of responses in "),
        ("duckdb", "duckdb", "DuckDB needs the extra `class` of studykit."),
        ("spark", "pyspark.sql", "Spark needs the extra `spark` of studykit."),
        (trino, "trino", "Trino needs the extra `trino` of studykit."),
    ):
        if missing:
            monkeypatch.setitem(sys.modules, missing, None)
        assert main(["class", "report", str(tmp_path), "--engine", engine]) == 2
        said = capsys.readouterr().err
        assert sentence in said
        assert len(said.strip().splitlines()) == 1, said


def test_a_table_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, table = written(tmp_path / "c", students(3)), str(tmp_path / "t")
    assert main(["class", "table", str(files), "--output", table, "--format", "jsonl"]) == 0
    assert main(["class", "table", str(files), "--output", table]) == 2
    assert "The course rivers is in" in capsys.readouterr().err
    file = next(files.iterdir())
    assert main(["class", "table", str(files), "--output", str(file)]) == 3
    assert f"{file} cannot be written: " in capsys.readouterr().err
    assert (
        main(["class", "table", str(tmp_path / "none"), "--output", str(tmp_path / "u")]) == 1
    )
    assert "No quiz was submitted in these files." in capsys.readouterr().err
    assert not (tmp_path / "u").exists()
