"""`studykit export` writes a course for other programs, and says what it could not carry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studykit.cli import main
from tests.formats.course_samples import EXAMPLES, written_course

TRUE_FALSE = {"id": "north", "type": "true_false", "stem": "It flows north.", "answer": True}
ORDERING = {"id": "steps", "type": "ordering", "stem": "Order.", "items": ["a", "b"]}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    written_course(tmp_path / "rivers", [TRUE_FALSE])
    return tmp_path / "rivers"


def test_the_file_is_named_after_the_course(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(course), "--to", "gift"]) == 0
    assert capsys.readouterr().out == ("rivers.gift: 1 item: 1 whole, 0 in part, 0 left out\n")
    assert "It flows north. {TRUE}" in Path("rivers.gift").read_text(encoding="utf-8")


def test_an_item_left_out_is_named_and_ends_with_1_unless_it_is_allowed(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_course(course, [TRUE_FALSE, ORDERING])
    place = f"{course / 'one.yaml'}:8"
    assert main(["export", str(course), "--to", "gift"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "rivers.gift: 2 items: 1 whole, 0 in part, 1 left out",
        "left out (1): GIFT has no such item (ordering).",
        f"  {place}: steps",
    ]
    assert main(["export", str(course), "--to", "gift", "--force", "--allow-loss"]) == 0


def test_json_and_a_dry_run_tell_the_same_and_write_nothing(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_course(course, [TRUE_FALSE, ORDERING])
    assert main(["export", str(course), "--to", "gift", "--dry-run", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["ok"], report["file"], report["left_out"]) == (False, None, 1)
    assert report["losses"] == [
        {
            "file": str(course / "one.yaml"),
            "line": 8,
            "item": "steps",
            "carried": "left out",
            "reason": "GIFT has no such item (ordering).",
        }
    ]
    assert not Path("rivers.gift").exists()


def test_a_file_that_is_there_is_not_replaced_unasked(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rivers.gift").write_text("mine", encoding="utf-8")
    assert main(["export", str(course), "--to", "gift"]) == 2
    assert "add --force" in capsys.readouterr().err
    assert Path("rivers.gift").read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_replaced_is_kept_beside_it(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rivers.gift").write_text("mine", encoding="utf-8")
    assert main(["export", str(course), "--to", "gift", "--force"]) == 0
    (kept,) = Path().glob("rivers.gift.before-*")
    assert kept.read_text(encoding="utf-8") == "mine"
    assert f"kept as {kept.name}" in capsys.readouterr().err
    assert Path("rivers.gift").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{course}", "--to", "gfit"], "There is no format “gfit”. Did you mean “gift”?"),
        (["{course}", "--to", "gift", "--language", "fr"], "There is no edition in fr."),
        (["{course}/nowhere", "--to", "gift"], "nowhere"),
    ],
)
def test_what_is_not_there_is_said(
    course: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *(each.format(course=course) for each in arguments)]) in (2, 3)
    assert sentence in capsys.readouterr().err


def test_a_course_of_every_type_goes_out_and_comes_in_again(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_course(course, EXAMPLES)
    assert main(["export", str(course), "--to", "gift", "--output", "all.gift"]) == 1
    assert main(["import", "all.gift", "--to", "back"]) == 0
    assert "0 errors" in capsys.readouterr().out
