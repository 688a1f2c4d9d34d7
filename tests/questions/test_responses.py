"""What counts as a response of a question, for every type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studykit.content.lesson_file import read_lesson
from studykit.questions.grade import key_response
from studykit.questions.registry import QUESTION_TYPES, Question
from studykit.questions.responses import is_response
from tests.safety.hostile import as_yaml, lesson

LESSON = read_lesson(as_yaml(lesson("x")).encode(), Path("x.yaml")).usable
QUESTIONS: tuple[Question, ...] = LESSON.questions if LESSON else ()
LISTS: list[Any] = [[9], ["x"], [0, 0, 0], [[]], [None] * 9]
STRANGE: list[Any] = [None, -1, 10**20, 0.5, *LISTS, {}, {"text": 1}]


def test_there_is_a_question_of_each_type() -> None:
    assert {question.type for question in QUESTIONS} == set(QUESTION_TYPES)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)
def test_the_key_is_a_response_and_nonsense_is_none(question: Question) -> None:
    assert is_response(question, key_response(question))
    assert not any(is_response(question, value) for value in STRANGE)
