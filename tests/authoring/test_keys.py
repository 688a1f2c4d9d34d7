"""Every key must earn its points; where it does not, the advice says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.authoring.keys import key_diagnostics
from studykit.content.checking import read_courses
from studykit.content.diagnostics import Diagnostic


def keys(tmp_path: Path, question: str) -> list[Diagnostic]:
    file = tmp_path / "lesson.yaml"
    file.write_text(f"title: T\nquestions:\n  - {question}\n", encoding="utf-8")
    return list(key_diagnostics(read_courses([file]).courses))


def weighted(*weights: str) -> str:
    options = ", ".join(f"{{text: o{n}, weight: {w}}}" for n, w in enumerate(weights))
    return f"{{type: multiple_choice, stem: S, scoring: weights, options: [{options}]}}"


@pytest.mark.parametrize("third", ["0.333", "0.3333", "0.33333", "0.3333333"])
def test_three_thirds_are_all_points(tmp_path: Path, third: str) -> None:
    assert keys(tmp_path, weighted(third, third, third, "-0.5")) == []


def test_a_key_that_earns_less_says_how_much_without_rounding_up(tmp_path: Path) -> None:
    (found,) = keys(tmp_path, weighted("0.5", "0.498", "0"))
    assert found.code == "SK501"
    assert "earns only 99.8 % of its points" in found.message
    assert "weights" in found.hint


@pytest.mark.parametrize(
    ("pattern", "advice"),
    [
        ("甲（乙）", "write “(” for “（”"),
        ("甲，乙", "write “,” for “，”"),
        ("a  b", "one space"),
        ("a{3}", "matches the answer"),
    ],
)
def test_an_expression_that_never_matches_says_why(
    tmp_path: Path, pattern: str, advice: str
) -> None:
    question = f"{{type: short_answer, stem: S, regex: true, answers: ['{pattern}']}}"
    (found,) = keys(tmp_path, question)
    assert found.code == "SK501"
    assert advice in found.hint
