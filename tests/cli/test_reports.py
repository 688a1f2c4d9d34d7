"""What `--json` prints is as its published schema says, whichever command prints it."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.cli.reports import REPORTS
from studykit.content.library import shipped_lessons
from tests.reports import report_problems

ANSWERS = "1\nnext\n" * 60 + "submit\ns\n"


def test_every_report_is_as_its_schema_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lessons = shipped_lessons() / "telecom-fraud-clearance.en"
    mine = ["--profile", str(tmp_path / "me.json")]
    bank, page = tmp_path / "bank.gift", tmp_path / "page.md"
    bank.write_text("::a::Which river?{=Moei ~Ping}\n\n::b::{T\n", encoding="utf-8")
    page.write_text("# Rivers\n\nThe Moei is a river. It flows north.\n" * 3, encoding="utf-8")
    soon = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    result = str(tmp_path / "result.json")
    runs: list[tuple[str, list[str], str]] = [
        ("check", ["check", str(lessons)], ""),
        ("ids", ["ids", str(lessons), "--dry-run"], ""),
        ("list", ["list"], ""),
        ("quiz", ["quiz", "--quiz", "practice-background", *mine], ANSWERS),
        ("read", ["read", *mine], "\n\n\nq\n"),
        ("review", ["review", *mine], "3\n" * 200),
        ("stats", ["stats", *mine], ""),
        ("plan", ["plan", "--exam", soon, *mine], ""),
        ("config", ["config", *mine], ""),
        ("settings", ["settings", *mine], ""),
        ("settings", ["settings", "new_per_day", *mine], ""),
        (
            "hand-in",
            ["hand-in", "practice-background", "--name", "A", "--output", result, *mine],
            "",
        ),
        ("class", ["class", "report", result, "--course", str(lessons)], ""),
        ("class-watch", ["class", "watch", str(tmp_path)], ""),
        (
            "export",
            ["export", str(lessons), "--to", "gift", "--output", str(tmp_path / "x")],
            "",
        ),
        (
            "export",
            [
                "export",
                str(lessons),
                "--to",
                "csv",
                "--output",
                str(tmp_path / "y"),
                "--dry-run",
            ],
            "",
        ),
        ("import", ["import", str(bank), "--to", str(tmp_path / "bank")], ""),
        ("import", ["import", str(page), "--to", str(tmp_path / "page")], ""),
        ("import", ["import", str(page), "--into", str(tmp_path / "page")], ""),
    ]
    for command, words, answers in runs:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        status = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert out, (words, status, err)
        report = json.loads(out)
        assert report["format"] == f"studykit {command} 1"
        assert not report_problems(command, report), words
    # A fit takes a long history: see the tests of fitting.
    assert {command for command, _, _ in runs} == REPORTS.keys() - {"optimize"}
