"""An improved bank is imported again: items are updated, own changes stay and are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from studykit.cli import main

BANK = (
    "// [id:north]\nDoes it flow north?{T}\n\n// [id:long]\nIs it long?{T#Measure it.}\n\n"
    "// [id:deep]\nIs it deep?{F}\n"
)
BETTER = (
    BANK.replace("Does it flow north?", "Does the Moei flow north?").replace(
        "Is it long?", "Is the Moei long?"
    )
    + "\n// [id:wide]\nIs it wide?{F}\n\n$CATEGORY: Lakes\n\n// [id:lake]\nIs it a lake?{T}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bank.gift").write_text(BANK, encoding="utf-8")
    assert main(["import", "bank.gift", "--to", "rivers"]) == 0
    return tmp_path / "rivers"


def lesson_file(folder: Path) -> Path:
    """The lesson that the bank became."""
    [file] = [f for f in folder.glob("*.yaml") if f.name != "course.yaml"]
    return file


def questions(folder: Path) -> dict[str, str]:
    """Id → stem of every question of the course."""
    found = {}
    for file in folder.glob("*.yaml"):
        tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        found |= {question["id"]: question["stem"] for question in tree.get("questions", [])}
    return found


def test_what_is_as_it_was_is_improved_and_own_changes_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lesson_file(folder)
    text = file.read_text(encoding="utf-8").replace("Is it long?", "My own words?")
    file.write_text(
        text.replace("questions:\n", "questions:\n  # my remark\n"), encoding="utf-8"
    )
    Path("better.gift").write_text(BETTER, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "better.gift", "--into", "rivers", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert questions(folder) == {
        "north": "Does the Moei flow north?",
        "long": "My own words?",
        "deep": "Is it deep?",
        "wide": "Is it wide?",
        "lake": "Is it a lake?",
    }
    assert "# my remark" in file.read_text(encoding="utf-8")
    assert [(loss["item"], loss["carried"]) for loss in report["losses"]] == [
        ("long", "in part")
    ]
    assert main(["check", "rivers"]) == 0


def test_the_same_bank_again_changes_no_byte(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.glob("*.yaml")}
    assert main(["import", "bank.gift", "--into", "rivers"]) == 0
    assert {file.name: file.read_bytes() for file in folder.glob("*.yaml")} == before


def test_a_change_that_was_kept_once_is_kept_the_next_time(folder: Path) -> None:
    file = lesson_file(folder)
    text = file.read_text(encoding="utf-8").replace("Is it long?", "Mine?")
    file.write_text(text, encoding="utf-8")
    Path("better.gift").write_text(BETTER, encoding="utf-8")
    for _ in range(2):
        assert main(["import", "better.gift", "--into", "rivers"]) == 0
    assert questions(folder)["long"] == "Mine?"


def test_a_deck_goes_into_a_course_that_knows_nothing_of_it(folder: Path) -> None:
    Path("deck.csv").write_text("front,back\nriver,河\n", encoding="utf-8")
    assert main(["import", "deck.csv", "--into", "rivers"]) == 0
    assert main(["check", "rivers"]) == 0
    assert len(questions(folder)) == 3
