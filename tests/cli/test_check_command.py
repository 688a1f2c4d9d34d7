"""`studykit check` shows the line with a caret, and its exit status means something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.learner.clock import Clock
from studykit.progress.events import section_read
from studykit.progress.store import Profile

GOOD = (
    "title: One\nquestions:\n"
    "  - {id: q, type: true_false, stem: S, answer: true, explanation: E}\n"
)
RIGHT_TWICE = (
    "title: One\nquestions:\n  - id: q\n    type: matching\n    stem: S?\n"
    "    explanation: E\n    pairs:\n"
    "      - {left: a, right: c}\n      - {left: b, right: c}\n"
)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    file = tmp_path / "lesson.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_nothing_wrong(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(lesson)]) == 0
    assert capsys.readouterr().out == "No problems found.\n"


def test_the_caret_stands_below_wide_characters(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD.replace("id: q,", "tags: [妙瓦底], idd: q,")
    lesson.write_text(text, encoding="utf-8")
    assert main(["check", str(lesson)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{lesson}:3:19: error SK201: ")
    assert out[1] == f"    3 | {text.splitlines()[2]}"
    assert out[2] == "      | " + " " * 21 + "^"
    assert out[3] == "      = Did you mean “id”?"
    assert out[-1] == "1 error."


def test_control_characters_never_reach_the_terminal(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson.write_text("title: a\x1b[2Jb\n", encoding="utf-8")
    assert main(["check", str(lesson)]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_json_has_the_documented_form(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson.write_text("titel: One\n", encoding="utf-8")
    assert main(["check", str(lesson), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "format": "studykit check 1",
        "ok": False,
        "diagnostics": [
            {
                "file": str(lesson),
                "line": 1,
                "column": 1,
                "severity": "error",
                "code": "SK201",
                "message": "The lesson has no key “titel”.",
                "hint": "Did you mean “title”?",
            }
        ],
        "drafts": 0,
        "without_id": 0,
    }


def test_warnings_count_only_when_strict(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson.write_text(RIGHT_TWICE, encoding="utf-8")
    assert main(["check", str(lesson)]) == 0
    assert main(["check", str(lesson), "--strict"]) == 1
    assert main(["check", str(lesson), "--strict", "--json"]) == 1
    assert "1 warning." in capsys.readouterr().out


def test_a_key_that_does_not_earn_all_points(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "title: One\nquestions:\n  - id: q\n    type: multiple_choice\n    stem: S\n"
        "    scoring: weights\n    options:\n"
        "      - {text: a, correct: true, weight: 0.5}\n      - {text: b}\n"
    )
    lesson.write_text(text, encoding="utf-8")
    assert main(["check", str(lesson)]) == 1
    assert f"{lesson}:3:5: error SK501" in capsys.readouterr().out


def test_a_missing_path_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nothing")]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_without_courses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "SK410" in capsys.readouterr().out


def test_of_a_very_long_line_only_what_is_near_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("title: " + "x" * 5_000 + "[" * 3 + ": y\n", encoding="utf-8")
    main(["check", str(file)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) < 200 + len(str(file))
    assert any(line.strip(" |") == "^" for line in lines)


def test_progress_of_an_item_whose_id_was_changed_is_named_with_its_likely_heir(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = "title: One\nsections:\n  - {id: the-moei, title: The Moei, text: It flows.}\n"
    (tmp_path / "course.yaml").write_text("id: c\ntitle: C\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(lesson, encoding="utf-8")
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record([section_read(Clock().now(), "c", "the-moei")])
    words = ["check", str(tmp_path), "--json", "--profile", str(file)]

    def told() -> list[str]:
        main(words)
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return [f"{d['message']} {d['hint']}" for d in found if d["code"] == "SK411"]

    assert not told()
    (tmp_path / "one.yaml").write_text(lesson.replace("the-moei", "moei"), encoding="utf-8")
    (said,) = told()
    assert "“the-moei”" in said
    assert "Did you mean “moei”?" in said


def test_items_without_an_id_are_counted_with_what_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lesson.yaml"
    file.write_text(
        "title: T\ncards:\n  - {front: a, back: b}\n  - {id: c, front: c, back: d}\n"
        "sections: [{title: S, text: X}]\n"
    )
    main(["check", str(file)])
    said = capsys.readouterr().out
    assert f"2 items have no id; progress hangs on ids: studykit ids {file}" in said
    main(["check", str(file), "--json"])
    assert json.loads(capsys.readouterr().out)["without_id"] == 2
