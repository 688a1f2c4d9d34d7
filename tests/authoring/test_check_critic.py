"""`check` as a critic: flaws are warnings at their place, and an author can silence them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.authoring.critic.codes import CODES as FLAWS
from studykit.cli import main
from studykit.content.codes import CODES

LESSON = """\
id: rivers
title: Rivers
questions:
  - id: border
    type: single_choice
    stem: Which is not a river?
    explanation: The alp is a mountain.
    options:
      - {text: The alp, correct: true, feedback: Yes.}
      - {text: The Moei, feedback: A river.}
      - {text: The Mekong, feedback: A river.}
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text("id: c\ntitle: C\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "rivers.yaml").write_text(LESSON, encoding="utf-8")
    return tmp_path


def report(course: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    status = main(["check", str(course), *options])
    return status, capsys.readouterr().out


def test_a_flaw_is_a_warning_at_its_line(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = report(course, capsys, "--json")
    found = json.loads(out)
    assert status == 0
    assert found["ok"]
    [flaw] = found["diagnostics"]
    assert (flaw["code"], flaw["severity"]) == ("SK605", "warning")
    assert (flaw["line"], flaw["column"]) == (6, 11)


def test_strict_lets_warnings_count(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(course, capsys, "--strict")[0] == 1


def test_a_comment_silences_a_flaw_in_place(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = course / "rivers.yaml"
    silenced = LESSON.replace("not a river?", "not a river?  # studykit: ignore SK605")
    file.write_text(silenced, encoding="utf-8")
    assert report(course, capsys, "--strict") == (0, "No problems found.\n")


def test_the_course_can_silence_a_code(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (course / "course.yaml").open("a", encoding="utf-8") as head:
        head.write("ignore: [SK605]\n")
    assert report(course, capsys, "--strict")[0] == 0


def test_github_and_sarif_name_the_place(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = report(course, capsys, "--format", "github")
    assert out.startswith("::warning file=")
    assert ",line=6,col=11,title=SK605::" in out
    _, out = report(course, capsys, "--format", "sarif")
    log = json.loads(out)
    [result] = log["runs"][0]["results"]
    assert result["ruleId"] == "SK605"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 6,
        "startColumn": 11,
    }


def test_every_code_means_one_thing() -> None:
    assert not set(CODES) & set(FLAWS)
    package = Path(__file__).parents[2] / "studykit"
    rooms = (package / "authoring" / "critic", package / "questions")
    files = (file for room in rooms for file in room.glob("*.py"))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    assert all(text.count(f'"{code}"') >= 2 for code in FLAWS)
