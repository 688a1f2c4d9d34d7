"""What the cache gives back is what pydantic made of the file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.course_model import CourseHead
from studykit.content.lesson_model import Lesson
from studykit.content.plain_json import from_plain
from studykit.content.validate import course_from_tree, lesson_from_tree, question_from_tree
from studykit.questions.registry import QUESTION_TYPES
from tests.strategies import GENERATORS

words = st.text("ab 妙", min_size=1, max_size=5)
texts = st.lists(words, max_size=3)
numbers = st.integers(-5, 5) | st.floats(-5, 5)


def keys(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


BASE: dict[str, Any] = {
    "id": words, "hints": texts, "explanation": words, "objective": words, "tags": texts,
    "points": numbers, "source": words, "draft": st.booleans(),
}  # fmt: skip
option = keys(
    {"text": words},
    {"correct": st.booleans(), "feedback": words, "weight": st.none() | numbers,
     "fixed": st.booleans()},
)  # fmt: skip
answer = words | keys({"text": words}, {"weight": numbers, "feedback": words})
pair = keys({"left": words, "right": words}, {})
tolerance = numbers | keys({}, {"relative": st.none() | numbers, "geometric": numbers})


def question(kind: str, required: dict[str, Any], **optional: Any) -> st.SearchStrategy[Any]:
    return keys({"type": st.just(kind), "stem": words, **required}, BASE | optional)


policy = st.sampled_from(["all_or_nothing", "net_correct", "each_option", "weights"])
questions = st.one_of(
    question("single_choice", {"options": st.lists(option, max_size=3)}, shuffle=st.booleans()),
    question("multiple_choice", {"options": st.lists(option, max_size=3)}, scoring=policy),
    question("true_false", {"answer": st.booleans()}, feedback=words),
    question("short_answer", {"answers": st.lists(answer, max_size=3)}, regex=st.booleans(),
             variants=st.sampled_from(["chinese", None])),
    question("numerical", {"answer": numbers}, tolerance=tolerance, unit=words,
             units=st.none() | st.dictionaries(words, numbers, max_size=2)),
    question("slider", {"low": numbers, "high": numbers, "answer": numbers}, step=numbers,
             tolerance=numbers, unit=words),
    question("cloze", {"text": words}),
    question("ordering", {"items": texts}, scoring=st.just("position")),
    question("matching", {"pairs": st.lists(pair, max_size=3)}, distractors=texts),
    question("categorize", {"categories": st.dictionaries(words, texts, max_size=3)}),
    question("open_response", {"model_answer": words, "key_points": texts}),
)  # fmt: skip
section = keys({"title": words, "text": words}, {"id": words, "check": texts})
card = keys(
    {}, {"id": words, "front": words, "back": words, "reverse": st.booleans(), "cloze": words,
         "tags": texts, "draft": st.booleans()}
)  # fmt: skip
lessons = keys(
    {"title": words},
    {"id": words, "summary": words, "objectives": st.none() | st.dictionaries(words, words),
     "sections": st.lists(section, max_size=2), "cards": st.lists(card, max_size=2),
     "questions": st.lists(questions, max_size=3)},
)  # fmt: skip
draw = keys({}, {"lessons": texts, "tags": texts, "ids": texts, "count": st.integers(1, 9)})
quiz = keys(
    {"id": words, "title": words},
    {"draw": st.lists(draw, max_size=2), "linked": st.lists(texts, max_size=2),
     "time_limit": st.none() | numbers, "pass_mark": numbers, "penalty": numbers,
     "attempts": st.integers(1, 3), "mode": st.just("exam"), "scoring": policy},
)  # fmt: skip
source = keys({"title": words}, {"url": words, "date": words})
heads = keys(
    {"id": words, "title": words},
    {"authors": texts, "sources": st.lists(source, max_size=2), "lessons": texts,
     "quizzes": st.lists(quiz, max_size=2), "ignore": texts},
)  # fmt: skip


@given(lessons)
def test_a_lesson_from_the_cache_is_the_validated_one(tree: dict[str, Any]) -> None:
    fresh, problems = lesson_from_tree(tree)
    assert problems == []
    cached = from_plain(Lesson, json.loads(json.dumps(tree)))
    assert cached == fresh
    assert repr(cached) == repr(fresh)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@given(st.data())
def test_a_question_of_every_type_reads_the_same_warm_and_cold(
    kind: str, data: st.DataObject
) -> None:
    tree = json.loads(json.dumps(asdict(data.draw(GENERATORS[kind]))))
    tree = _without_absent(tree)
    fresh, problems = question_from_tree(tree)
    assert problems == []
    assert repr(from_plain(QUESTION_TYPES[kind], tree)) == repr(fresh)


def _without_absent(value: Any) -> Any:
    """What an author would have written: nothing for what is absent."""
    if isinstance(value, dict):
        return {k: _without_absent(v) for k, v in value.items() if v is not None}
    return [_without_absent(each) for each in value] if isinstance(value, list) else value


@given(heads)
def test_a_course_head_from_the_cache_is_the_validated_one(tree: dict[str, Any]) -> None:
    fresh, problems = course_from_tree(tree)
    assert problems == []
    cached = from_plain(CourseHead, json.loads(json.dumps(tree)))
    assert cached == fresh
    assert repr(cached) == repr(fresh)
