"""A type of question is whole: both faces, the guide, the words and the tests know it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from studykit.content.validate import question_from_tree
from studykit.language.words import Words
from studykit.plain.questions.registry import face_of
from studykit.plain.talk import Talk
from studykit.questions.registry import QUESTION_TYPES, Question
from studykit.study.answering import Asking
from studykit.tui.questions.registry import part_of
from tests.strategies import GENERATORS

GUIDE = (Path(__file__).parents[2] / "lessons" / "README.md").read_text(encoding="utf-8")


def example(kind: str) -> Question:
    question, problems = question_from_tree(QUESTION_TYPES[kind].example)
    assert question is not None, problems
    return question


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_the_app_has_a_part_for_it(kind: str) -> None:
    assert part_of(Asking(example(kind))).question.type == kind


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_line_mode_asks_it_in_both_languages(kind: str) -> None:
    said = {
        face_of(Talk(io.StringIO(), io.StringIO(), Words(language)), example(kind)).how
        for language in ("en", "zh-Hant")
    }
    assert len(said) == 2, "line mode says how to answer it in English only"


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_the_guide_has_a_part_on_it(kind: str) -> None:
    assert f"\n**`{kind}`**" in GUIDE


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_tests_can_make_it_up(kind: str) -> None:
    assert kind in GENERATORS, "tests/strategies.py has no generator for it"
