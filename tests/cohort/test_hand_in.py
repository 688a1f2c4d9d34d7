"""A student hands in one quiz, and the teacher's report knows it again."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from studykit.cli import main
from tests.formats.course_samples import EXAMPLES, written_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STUDYKIT_PROFILE", str(tmp_path / "ann" / "me.json"))
    monkeypatch.chdir(tmp_path)
    written_course(tmp_path / "rivers", EXAMPLES[:3])
    return tmp_path / "rivers"


def take(course: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    """Take the final in line mode."""
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO(answers))
    assert main(["quiz", str(course), "--quiz", "course:all"]) == 0


def test_the_file_holds_the_quiz_alone_and_the_report_reads_it(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take(course, monkeypatch, "a\nnext\na\nnext\nf\nsubmit\ns\ns\n")
    assert main(["hand-in", "course:all", str(course), "--name", "Ann  Lee"]) == 0
    [file] = Path().glob("Ann-Lee-*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    document = json.loads(file.read_text(encoding="utf-8"))
    assert (document["format"], document["name"]) == ("studykit result", "Ann Lee")
    assert document["quiz"]["id"] == "course:all"
    assert len(document["attempts"]) == 1
    capsys.readouterr()
    arguments = ["class", "report", str(file), "--course", str(course), "--json"]
    assert main(arguments) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["students"] == ["Ann Lee"]
    assert report["troubles"] == []
    [quiz] = report["quizzes"]
    assert quiz["attempts"] == 1
    assert {item["question"] for item in quiz["items"]} == {e["id"] for e in EXAMPLES[:3]}
    assert all(item["place"].startswith(str(course)) for item in quiz["items"])


def test_the_profile_itself_gives_the_same_figures(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take(course, monkeypatch, "a\nnext\na\nnext\nf\nsubmit\ns\ns\n")
    assert main(["hand-in", "course:all", str(course), "--name", "me"]) == 0
    capsys.readouterr()
    figures = []
    for source in (next(Path().glob("me-*.json")), Path("ann")):
        assert main(["class", "report", str(source), "--json"]) == 0
        figures.append(json.loads(capsys.readouterr().out)["quizzes"])
    for quizzes in figures:
        quizzes[0].pop("title")
    assert figures[0] == figures[1]


@pytest.mark.parametrize(
    ("quiz", "name", "sentence"),
    [
        ("nothing", "Ann", "There is no quiz nothing in rivers."),
        ("course:all", "Ann", "This quiz was not submitted yet."),
        ("course:all", "  ", "The name is empty."),
    ],
)
def test_what_cannot_be_handed_in_is_said(
    course: Path, quiz: str, name: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hand-in", quiz, str(course), "--name", name]) == 2
    assert sentence in capsys.readouterr().err
    assert not list(Path().glob("*.json"))
