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


def bank(course: Path, extra: str = "") -> None:
    """Ten questions as a converter writes them: no explanation, no feedback."""
    questions = "".join(
        f"  - id: q{n}{extra if n == 0 else ''}\n    type: single_choice\n"
        f"    stem: Which river is number {n} in the list?\n"
        "    options: [{text: Moei, correct: true}, {text: Kwai}, {text: Ping}]\n"
        for n in range(10)
    )
    text = f"id: rivers\ntitle: Rivers\nquestions:\n{questions}"
    (course / "rivers.yaml").write_text(text, encoding="utf-8")


def test_a_converted_bank_has_one_line_a_lesson(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank(course)
    [warning] = json.loads(report(course, capsys, "--json")[1])["diagnostics"]
    assert warning["code"] == "SK622"
    assert warning["message"] == "10 questions have no explanation: “q0”, “q1”, “q2” …."


def test_a_question_that_is_silenced_is_not_counted(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank(course, extra="  # studykit: ignore SK622")
    [warning] = json.loads(report(course, capsys, "--json")[1])["diagnostics"]
    assert warning["line"] == 8
    assert warning["message"].startswith("9 questions have no explanation: “q1”")


def test_an_answer_given_away_in_another_lesson_is_found(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = """\
id: roads
title: Roads
questions:
  - {id: mountain, type: short_answer, stem: "Name the mountain that is no river.",
     answers: [Matterhorn], explanation: So.}
"""
    (course / "roads.yaml").write_text(other, encoding="utf-8")
    giver = LESSON.replace(
        "Which is not a river?", "The Matterhorn is a mountain, no river. Who knows it?"
    )
    (course / "rivers.yaml").write_text(giver, encoding="utf-8")
    [warning] = json.loads(report(course, capsys, "--json")[1])["diagnostics"]
    assert (warning["code"], warning["line"]) == ("SK620", 6)
    assert "“mountain”" in warning["message"]
