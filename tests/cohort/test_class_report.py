"""A teacher learns from the files of a class who did what, and which questions are bad."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from studykit.cli import main
from studykit.cohort.class_report import class_report, report_json
from studykit.cohort.submissions import read_submissions
from tests.cohort.classes import ITEMS, KEY, result, students, written

BAD = {"q3": "wrong key", "q6": "guessed", "q9": "too hard"}


def report(folder: Path, **options: Any) -> dict[str, Any]:
    """The report on a folder, as JSON."""
    found: dict[str, Any] = report_json(class_report(read_submissions([folder]), **options))
    return found


def flags(quiz: dict[str, Any]) -> dict[str, list[str]]:
    """Question → what is said about it."""
    return {i["question"]: [f["what"] for f in i["flags"]] for i in quiz["items"] if i["flags"]}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_a_class_of_40_the_three_bad_items_are_named(tmp_path: Path, seed: int) -> None:
    [quiz] = report(written(tmp_path / "c", students(40, BAD, seed)))["quizzes"]
    found = flags(quiz)
    assert "Those who do well elsewhere miss it more often." in found["q3"]
    assert set(BAD) <= set(found)
    assert {"Few get it right."} <= set(found["q9"])
    # What is said of the others is at most that they are easy, or of one option.
    telling = {"Those who do well elsewhere miss it more often.", "Few get it right."}
    assert not {name for name, said in found.items() if name not in BAD and telling & set(said)}


def test_of_few_students_it_says_that_they_are_few(tmp_path: Path) -> None:
    [quiz] = report(written(tmp_path / "c", students(8)))["quizzes"]
    assert set(flags(quiz)) == set(ITEMS)
    assert {said for each in flags(quiz).values() for said in each} == {
        "Only 8 attempts: the figures say little."
    }


def test_who_did_it_twice_counts_once_by_the_rule(tmp_path: Path) -> None:
    poor, good = dict.fromkeys(ITEMS, 1), dict.fromkeys(ITEMS, KEY)
    documents = [
        result("Ann", poor, day="01"),
        result("Ann", good, day="02"),
        result("Ann", {**good, "q1": 1}, day="03"),
    ]
    folder = written(tmp_path / "c", documents)
    for rule, score in (("first", 0.0), ("last", 11 / 12), ("best", 1.0)):
        [quiz] = report(folder, counted=rule)["quizzes"]
        [only] = quiz["results"]
        assert (only["student"], only["attempts"]) == ("Ann", 3)
        assert only["score"] == pytest.approx(score)


def test_two_students_of_one_name_stay_two_and_the_same_file_twice_is_one(
    tmp_path: Path,
) -> None:
    good = dict.fromkeys(ITEMS, KEY)
    ann = result("Ann", good, learner="a", attempt="1")
    other = result("Ann", good, learner="b", attempt="2")
    found = report(written(tmp_path / "c", [ann, ann, other]))
    assert found["students"] == ["Ann", "Ann (2)"]
    assert found["quizzes"][0]["attempts"] == 2
    assert [trouble["reason"] for trouble in found["troubles"]] == [
        "Another student also handed in as “Ann”."
    ]


def test_a_changed_file_is_named_and_used_and_a_broken_one_is_named(tmp_path: Path) -> None:
    changed = result("Ann", dict.fromkeys(ITEMS, 1))
    next(iter(changed["attempts"].values()))["score"] = 1.0
    folder = written(tmp_path / "c", [changed])
    (folder / "half.json").write_text('{"format": "studykit result", "ver')
    (folder / "empty.json").write_text("")
    (folder / "newer.json").write_text('{"format": "studykit result", "version": 9}')
    (folder / "list.json").write_text("[1, 2]")
    (folder / "odd.json").write_text('{"format": "studykit result", "version": 1, "name": 3}')
    found = report(folder)
    said = {Path(t["file"]).name: (t["reason"], t["used"]) for t in found["troubles"]}
    assert said["result-0000.json"] == (
        "It was changed after it was handed in: its digests do not agree.",
        True,
    )
    assert {name for name, (_, used) in said.items() if not used} == {
        *("half.json", "empty.json", "newer.json", "list.json", "odd.json")
    }
    assert found["quizzes"][0]["attempts"] == 1


def test_another_wording_is_another_item(tmp_path: Path) -> None:
    good = dict.fromkeys(ITEMS, KEY)
    old, new = result("Ann", good), result("Ben", good)
    attempt = next(iter(new["attempts"].values()))
    attempt["items"][0]["digest"] = "another"
    [quiz] = report(written(tmp_path / "c", [old, new]))["quizzes"]
    same = [item for item in quiz["items"] if item["question"] == "q1"]
    assert [(item["digest"], item["attempts"]) for item in same] == [
        ("digest-q1", 1),
        ("another", 1),
    ]


def test_an_anonymous_report_names_nobody_and_shows_no_few(tmp_path: Path) -> None:
    folder = written(tmp_path / "c", students(30, BAD))
    text = json.dumps(report(folder, anonymous=True))
    assert "Student" not in text
    assert str(tmp_path) not in text
    [quiz] = report(folder, anonymous=True)["quizzes"]
    assert all(c["count"] >= 10 for item in quiz["items"] for c in item["choices"])
    few = written(tmp_path / "few", students(9))
    assert report(few, anonymous=True)["quizzes"] == []


def test_hostile_names_do_no_harm_in_any_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "=HYPERLINK(1)<script>\x1b[31m"
    folder = written(tmp_path / "c", [result(name, dict.fromkeys(ITEMS, KEY))])
    assert main(["class", "report", str(folder)]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["class", "report", str(folder), "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    assert main(["class", "report", str(folder), "--html", str(page)]) == 0
    assert "<script" not in page.read_text(encoding="utf-8")
    assert main(["class", "report", str(folder), "--xlsx", str(book)]) == 0
    cells = [cell for row in openpyxl.load_workbook(book).active for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_folder_without_results_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["class", "report", str(tmp_path)]) == 1
    assert "No quiz was submitted in these files." in capsys.readouterr().out
    assert main(["class", "report", str(tmp_path / "nothing.json")]) == 1
    assert "It cannot be read: No such file or directory." in capsys.readouterr().out
