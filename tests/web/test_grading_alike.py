"""The player grades as Python does: the same cases through both, in a browser."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from studykit.questions.chinese_forms import TABLE
from studykit.questions.grade import grade
from studykit.questions.numbers import digits_of, read_number
from studykit.questions.responses import named_response
from studykit.web.questions.data import question_data
from studykit.web.rich_text import html
from tests.web.grading_cases import NUMBERS, TYPED, Case, questions_and_cases
from tests.web.node import needs_browser, needs_node, rules

pytestmark = pytest.mark.long

FORMS = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def judged(question: Any, case: Case) -> list[Any]:
    """What Python says, in the form in which the player says it."""
    known: Any = grade(question, case.response, scoring=case.scoring)  # type: ignore[arg-type]
    fits = question.accepts(case.response)
    answered = fits and question.answered(case.response)
    return [
        known.score,
        known.verdict,
        [part.right for part in known.parts],
        [html(text) for text in known.feedback],
        named_response(question, case.response) if fits else None,
        fits,
        answered,
        answered and bool(question.objection(case.response)),
    ]


@needs_node
@needs_browser
def test_every_case_has_the_same_grade_in_both(tmp_path: Path) -> None:
    questions, cases = questions_and_cases()
    assert len(cases) > 10_000
    data = {
        "forms": FORMS,
        "questions": [question_data(question) for question in questions],
        "cases": [case._asdict() for case in cases],
    }
    found = rules(tmp_path, data)["grades"]
    assert len(found) == len(cases)
    wrong = [
        (questions[case.question], case.response, case.scoring, said, wanted)
        for case, said in zip(cases, found, strict=True)
        if not _alike(said, wanted := judged(questions[case.question], case))
    ]
    assert not wrong, f"{len(wrong)} of {len(cases)}: {wrong[:5]}"


def _alike(said: list[Any], wanted: list[Any]) -> bool:
    return abs(said[0] - wanted[0]) < 1e-12 and said[1:] == wanted[1:]


@needs_node
@needs_browser
def test_numbers_and_letters_are_read_alike(tmp_path: Path) -> None:
    numbers = [(text, comma) for text in (*NUMBERS, *TYPED) for comma in (False, True)]
    values = [0.0, 1e15, 123456789012345.0, 1e-5, 0.1 + 0.2, 5400.0, 1 / 3, -2.5, 1e22, 12.0]
    letters = [
        letter
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code < 0xE000
        and unicodedata.category(letter := chr(code)) not in ("Cn", "Co")
        and (letter.casefold() != letter or letter.upper() != letter)
    ]
    found = rules(tmp_path, {"numbers": numbers, "shortest": values, "folded": letters})
    said = [None if value is None else float(value) for value in found["numbers"]]
    wanted = [read_number(text, decimal_comma=comma) for text, comma in numbers]
    assert not [
        (number, mine, theirs)
        for number, mine, theirs in zip(numbers, said, wanted, strict=True)
        if mine != theirs and not (mine and theirs and abs(mine / theirs - 1) < 1e-15)
    ]
    assert found["shortest"] == [f"{value:.15g}" for value in values]
    assert digits_of("五千四百") == "5400"
    assert not {
        letter: folded
        for letter, folded in zip(letters, found["folded"], strict=True)
        # Normalisation follows at once and takes other ways to write the same.
        if _plain(folded) != _plain(letter.casefold())
    }


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
