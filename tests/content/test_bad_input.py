"""Whatever an author gets wrong is named at its very place, and `check` ends with status 1."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studykit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
id: one
title: One
objectives:
  know: Know it
sections:
  - id: first
    title: First
    text: Some text.
    check: [why]
cards:
  - {id: card, front: Question, back: Answer}
questions:
  - id: why
    type: single_choice
    stem: Why?
    options:
      - {text: Because, correct: true}
      - {text: Despite}
"""
COURSE = """\
id: course
title: A course
language: en
quizzes:
  - id: final
    title: Final
    draw:
      - {count: 1}
# What the critic says of how questions are written is not looked at here.
ignore: [SK607, SK616, SK621, SK622, SK623, SK701, SK702, SK703, SK704]
"""

# What is replaced in the good lesson, by what, then the place and the code of what is said.
BAD_LESSONS = {
    "tab indentation": ("    title: First", "\ttitle: First", 7, 1, "SK104"),
    "missing colon": ("title: One", "title One", 2, 1, "SK105"),
    "no space behind the colon": ("title: One", "title:One", 2, 1, "SK105"),
    "wrong type": ("stem: Why?", "stem: [Why]", 15, 11, "SK203"),
    "a word for true": ("correct: true", "correct: yes", 17, 34, "SK203"),
    "a text for a list": ("check: [why]", "check: why", 9, 12, "SK203"),
    "unknown question type": ("single_choice", "single_chioce", 14, 11, "SK205"),
    "no correct option": (", correct: true", "", 17, 7, "SK301"),
    "two keys for one": ("{text: Despite}", "{text: Despite, correct: true}", 18, 25, "SK302"),
    "two keys alike": ("title: One", "title: One\ntitle: Two", 3, 1, "SK109"),
    "two options alike": ("Despite", "Because", 18, 16, "SK303"),
    "unclosed quote": ("title: One", 'title: "One', 2, 8, "SK106"),
    "unclosed quote before another": (
        "back: Answer}\n",
        'back: "Answer}\n  - {id: x, front: "Q", back: A}\n',
        11,
        39,
        "SK106",
    ),
    "an id used twice": (
        "\nquestions:",
        "\n  - {id: card, front: Q, back: A}\nquestions:",
        12,
        10,
        "SK401",
    ),
    "a check that names no question": ("[why]", "[wyh]", 9, 13, "SK402"),
    "misspelt key": ("    stem: Why?", "    stme: Why?", 15, 5, "SK201"),
    "missing key": ("    text: Some text.\n", "", 6, 5, "SK202"),
    "unknown objective": (
        "    stem: Why?",
        "    stem: Why?\n    objective: knew",
        16,
        16,
        "SK403",
    ),
    "unknown section": ("    stem: Why?", "    stem: Why?\n    source: frist", 16, 13, "SK404"),
    "a cloze card without a gap": (
        "front: Question, back: Answer",
        "cloze: No gap",
        11,
        23,
        "SK306",
    ),
    "control character": ("Some text.", "Some \x07text.", 8, 16, "SK103"),
    "custom tag": ("title: One", "title: !!python/name:os.system x", 2, 8, "SK110"),
    "unclosed bracket": ("check: [why]", "check: [why", 9, 12, "SK114"),
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "one.yaml").write_text(GOOD, encoding="utf-8")
    return folder


def check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, object]]]:
    status = main(["check", str(folder), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is (status == 0)
    return status, report["diagnostics"]


def place(found: dict[str, object]) -> tuple[object, ...]:
    return found["line"], found["column"], found["code"]


def test_a_good_course_has_no_problem(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(course, capsys) == (0, [])


@pytest.mark.parametrize("what", BAD_LESSONS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_place_of_what_is_wrong_in_a_lesson(
    course: Path, capsys: pytest.CaptureFixture[str], what: str, line_break: str
) -> None:
    good, bad, line, column, code = BAD_LESSONS[what]
    assert good in GOOD
    text = GOOD.replace(good, bad, 1).replace("\n", line_break)
    (course / "one.yaml").write_bytes(text.encode())

    status, found = check(course, capsys)

    assert status == 1
    assert [place(d) for d in found] == [(line, column, code)]
    assert found[0]["file"] == str(course / "one.yaml")
    assert found[0]["severity"] == "error"


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeff" + GOOD.replace("\n", "\r\n")
    (course / "one.yaml").write_bytes(text.encode())
    assert check(course, capsys) == (0, [])


def test_behind_a_byte_order_mark_places_are_exact(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\ufeff" + GOOD.replace("id: one", "idd: one").replace("\n", "\r\n")
    (course / "one.yaml").write_bytes(text.encode())
    status, found = check(course, capsys)
    assert (status, [place(d) for d in found]) == (1, [(1, 1, "SK201")])


def test_invalid_utf8_is_named_with_its_byte(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "one.yaml").write_bytes(
        GOOD.replace("Despite", "妙\udcff").encode("utf-8", "surrogateescape")
    )
    status, found = check(course, capsys)
    assert (status, [place(d) for d in found]) == (1, [(18, 17, "SK102")])
    assert "0xFF" in str(found[0]["message"])


def test_a_blueprint_that_draws_more_than_there_is(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = COURSE.replace("count: 1", "count: 9")
    (course / "course.yaml").write_text(text, encoding="utf-8")
    status, found = check(course, capsys)
    assert (status, [place(d) for d in found]) == (1, [(8, 17, "SK405")])


def test_an_id_used_in_two_files_names_both(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(course / "one.yaml", course / "two.yaml")
    status, found = check(course, capsys)
    assert status == 1
    assert {d["code"] for d in found} == {"SK401"}
    assert all("one.yaml, line" in str(d["message"]) for d in found)
    assert [d["line"] for d in found] == [1, 4, 6, 11, 13]


def test_all_problems_of_all_files_are_told_at_once(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "one.yaml").write_text("title: [", encoding="utf-8")
    two = GOOD.replace("stem: Why?", "stem: [Why]").replace("check: [why]", "check: why")
    (course / "two.yaml").write_text(two, encoding="utf-8")
    (course / "three.yaml").write_text("", encoding="utf-8")
    status, found = check(course, capsys)
    assert status == 1
    assert [d["code"] for d in found] == ["SK114", "SK112", "SK203", "SK203"]


def test_a_listed_lesson_that_is_not_there(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = COURSE + "lessons: [one.yaml, tow.yaml, ../secret.yaml]\n"
    (course / "course.yaml").write_text(text, encoding="utf-8")
    status, found = check(course, capsys)
    assert (status, [place(d) for d in found]) == (1, [(11, 21, "SK407"), (11, 31, "SK407")])


def test_a_lesson_named_like_an_option(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "one.yaml").rename(course / "+!touch x;.yaml")
    status, found = check(course, capsys)
    assert (status, [d["code"] for d in found]) == (1, ["SK413"])
    status, found = check(course / "+!touch x;.yaml", capsys)
    assert (status, [d["code"] for d in found]) == (1, ["SK413"])


def test_a_suggestion_is_made_for_what_is_misspelt(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD.replace("single_choice", "single_chioce").replace("stem:", "stme:")
    (course / "one.yaml").write_text(text, encoding="utf-8")
    assert check(course, capsys)[1][0]["hint"] == "Did you mean “single_choice”?"
    text = GOOD.replace("stem:", "stme:")
    (course / "one.yaml").write_text(text, encoding="utf-8")
    assert check(course, capsys)[1][0]["hint"] == "Did you mean “stem”?"


BOMBS = {
    "nested aliases": "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
    "an alias within itself": "title: &x [*x]\n",
    "100 levels of nesting": "title: " + "[" * 100 + "]" * 100,
    "100,000 brackets": "[" * 100_000,
    "a value of 10 MB": "title: " + "x" * 10_000_000,
    "a value of 2 MB": "title: " + "x" * 2_000_000,
    "binary": "\x00\x01\x02\x03",
}

LIMITED = """
import resource, sys
from studykit.cli import main
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
sys.exit(main(["check", sys.argv[1]]))
"""


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_refused(course: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    (course / "one.yaml").write_text(BOMBS[what], encoding="utf-8")
    status, found = check(course, capsys)
    assert status == 1
    assert len(found) == 1
    assert found[0]["code"] in {"SK103", "SK108", "SK111"}


@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory are Linux's")
def test_a_bomb_needs_little_memory(course: Path) -> None:
    (course / "one.yaml").write_text(BOMBS["nested aliases"], encoding="utf-8")
    (course / "two.yaml").write_text(BOMBS["100,000 brackets"], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(course)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
