"""`studykit profile …` as a learner types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.progress import events as make
from studykit.progress.store import Profile
from studykit.scheduling.days import moment, parse_instant


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "profile.json"
    monkeypatch.setenv("STUDYKIT_PROFILE", str(path))
    return path


def study(path: Path, section: str = "setting") -> None:
    when = moment(
        parse_instant("2026-05-01T08:00:00Z"), parse_instant("2026-05-01T08:00Z").tzinfo
    )
    with Profile.open(path) as profile:
        profile.record([make.section_read(when, "course", section)])


def test_path(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "path"]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["profile", "path", "--profile", "elsewhere.json"]) == 0
    assert capsys.readouterr().out == f"{Path('elsewhere.json').absolute()}\n"


def test_show_before_anything_was_studied(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["profile", "show"]) == 0
    assert "Nothing has been studied yet." in capsys.readouterr().out
    assert list(path.parent.iterdir()) == []


def test_show_sums_up_and_gives_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study(path)
    assert main(["profile", "show"]) == 0
    shown = capsys.readouterr().out
    assert "Course course" in shown and "1 section read" in shown
    assert main(["profile", "show", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["state"]["courses"]["course"]["sections"]["setting"]["day"] == "2026-05-01"


def test_backup_restore_merge_export(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study(path)
    assert main(["profile", "backup"]) == 0
    backup = capsys.readouterr().out.strip()
    study(path, "history")
    assert main(["profile", "restore", backup]) == 0
    assert "now holds the 1 event of" in capsys.readouterr().out
    assert main(["profile", "backup", "--list"]) == 0
    assert backup in capsys.readouterr().out
    other = tmp_path / "other.json"
    study(other, "elsewhere")
    assert main(["profile", "merge", str(other)]) == 0
    assert "2 events, 1 of them new" in capsys.readouterr().out
    assert main(["profile", "export"]) == 0
    assert len(json.loads(capsys.readouterr().out)["events"]) == 2
    assert main(["profile", "export", "--anonymous"]) == 0
    assert "2026" not in capsys.readouterr().out


def test_what_cannot_be_read_is_one_sentence_and_status_3(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text('{"format": "studykit profile", "version": 99}', encoding="utf-8")
    for words in (["show"], ["export"], ["backup"], ["merge", "missing.json"]):
        assert main(["profile", *words]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("studykit: ")
        assert said.err.count("\n") == 1


def test_wrong_usage_is_status_2(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study(path)
    assert main(["profile", "merge", str(path)]) == 2
    with pytest.raises(SystemExit) as stop:
        main(["profile"])
    assert stop.value.code == 2


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "studykit profile"
