"""What a new author begins with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.content.library import open_library


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Rivers: a course"), ("zh-Hant", "河流")]
)
def test_a_new_course_passes_the_strictest_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, title: str
) -> None:
    folder = tmp_path / "rivers"
    words = ["new", "course", str(folder), "--title", title, "--language", language]
    assert main(words) == 0
    lesson = folder / "lesson-2.yaml"
    assert main(["new", "lesson", str(lesson), "--title", "Two", "--language", language]) == 0
    capsys.readouterr()
    # Two lessons that ask the same are warned of, until one is written anew.
    assert main(["check", str(folder)]) == 0, capsys.readouterr().out
    assert main(["check", "--strict", str(folder / "lesson-1.yaml")]) == 0
    capsys.readouterr()
    assert main(["list", str(folder), "--json"]) == 0
    (course,) = json.loads(capsys.readouterr().out)["courses"]
    assert (course["title"], course["languages"]) == (title, [language])
    assert course["lessons"] == 2


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_a_new_course_is_under_no_licence_until_its_author_chooses_one(
    tmp_path: Path, language: str
) -> None:
    folder = tmp_path / "rivers"
    assert main(["new", "course", str(folder), "--title", "R", "--language", language]) == 0
    assert open_library([folder]).courses[0].edition().head.license == ""
    (line,) = re.findall(r"^license:.*$", (folder / "course.yaml").read_text("utf-8"), re.M)
    assert "# " in line


def test_a_new_lesson_passes_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.yaml"
    assert main(["new", "lesson", str(file), "--title", "One", "--language", "en"]) == 0
    assert main(["check", "--strict", str(file)]) == 0, capsys.readouterr().out
    first = file.read_text(encoding="utf-8").splitlines()[0]
    schema = tmp_path / first.removeprefix("# yaml-language-server: $schema=")
    assert "sections" in json.loads(schema.read_text(encoding="utf-8"))["properties"]


def test_a_lesson_is_not_named_like_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "+one.yaml"
    assert main(["new", "lesson", str(file), "--title", "One", "--language", "en"]) == 2
    assert "cannot begin with “-” or “+”" in capsys.readouterr().err
    assert not file.exists()


def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.yaml").write_text("mine", encoding="utf-8")
    assert main(["new", "lesson", str(tmp_path / "one.yaml")]) == 2
    assert "there already" in capsys.readouterr().err
    assert (tmp_path / "one.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("listed", [True, False])
def test_a_lesson_beside_a_list_of_lessons_is_to_be_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: bool
) -> None:
    lessons = "lessons: [first.yaml]\n" if listed else ""
    (tmp_path / "course.yaml").write_text(f"id: c\ntitle: C\nlanguage: en\n{lessons}")
    assert main(["new", "lesson", str(tmp_path / "two.yaml"), "--title", "Two"]) == 0
    assert ("under “lessons”" in capsys.readouterr().out) is listed
