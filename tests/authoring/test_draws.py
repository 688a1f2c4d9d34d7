"""`check` draws every question with variables two hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.cli import main

LESSON = """\
title: T
questions:
  - id: q
    type: numerical
    stem: What is 1 divided by [= n - 60]?
    variables: {n: {from: 1, to: 100}}
    answer: = round(1 / (n - 60), 3)
    tolerance: 0.001
    explanation: So it is.
"""


def test_a_draw_among_many_that_breaks_a_question_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(LESSON, encoding="utf-8")
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "t.yaml:7:13: error SK344" in said
    assert "With n = 60: “round(1 / (n - 60), 3)”: It divides by zero." in said


def test_a_key_that_some_draws_make_wrong_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(
        "title: T\nquestions:\n  - id: q\n    type: cloze\n    text: It is {{[= n]|~2|~3}}.\n"
        "    variables: {n: [1, 2]}\n    explanation: So it is.\n",
        encoding="utf-8",
    )
    assert main(["check", str(file)]) == 1
    assert "With n = 2" in capsys.readouterr().out
