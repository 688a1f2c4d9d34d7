"""However a lesson is damaged, what is wrong is said in sentences, at places in the file."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.lesson_file import read_course_head, read_lesson
from tests.examples import examples

LESSON: dict[str, Any] = {
    "id": "one",
    "title": "One",
    "objectives": {"know": "Know it"},
    "sections": [{"id": "s", "title": "S", "text": "T", "check": ["a"]}],
    "cards": [{"id": "c", "front": "Q", "back": "A"}, {"id": "d", "cloze": "{{x}}"}],
    "questions": [
        {"id": "a", "type": "single_choice", "stem": "S", "points": 2, "tags": ["t"],
         "options": [{"text": "x", "correct": True}, {"text": "y", "weight": 0.5}]},
        {"id": "b", "type": "short_answer", "stem": "S", "answers": ["x", {"text": "y"}]},
        {"id": "c", "type": "numerical", "stem": "S", "answer": 1, "unit": "m",
         "tolerance": {"relative": 0.1}, "units": {"km": 1000}},
        {"id": "d", "type": "categorize", "stem": "S", "categories": {"x": ["1"], "y": ["2"]}},
        {"id": "e", "type": "matching", "stem": "S",
         "pairs": [{"left": "1", "right": "2"}, {"left": "3", "right": "4"}]},
        {"id": "f", "type": "open_response", "stem": "S", "model_answer": "M",
         "key_points": ["k"]},
    ],
}  # fmt: skip
COURSE: dict[str, Any] = {
    "id": "c",
    "title": "C",
    "language": "en",
    "sources": [{"title": "T", "url": "u"}],
    "lessons": ["one.yaml"],
    "quizzes": [{"id": "q", "title": "Q", "draw": [{"lessons": ["a"], "count": 1}],
                 "linked": [["a", "b"]], "mode": "exam", "pass_mark": 0.5}],
}  # fmt: skip

odd_values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.just(10**290), st.floats(),
    st.text("aé妙:{}", max_size=5),
    st.lists(st.integers() | st.text("ab", max_size=2), max_size=2),
    st.dictionaries(st.text("ab", max_size=2), st.integers() | st.none(), max_size=2),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    tree = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        node: Any = tree
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(node[key], (dict, list)) and draw(st.integers(0, 3)):
                node = node[key]
                continue
            how = draw(st.sampled_from(["change", "remove", "rename"]))
            if how == "change":
                node[key] = draw(odd_values)
            elif how == "remove":
                del node[key]
            elif isinstance(node, dict):
                node[f"{key}x"] = node.pop(key)
            break
    return tree


def text_of(tree: dict[str, Any]) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def said_well(text: str, diagnostics: Any) -> None:
    lines = re.split(r"\n", text)
    for d in diagnostics:
        assert 1 <= d.line <= len(lines)
        assert 1 <= d.column <= len(lines[d.line - 1]) + 1
        assert d.message.endswith(".")
        assert re.fullmatch(r"SK\d{3}", d.code)
        assert "Input should" not in d.message
    assert len(set(diagnostics)) == len(diagnostics)


@settings(max_examples=examples(300))
@given(damaged(LESSON))
def test_a_damaged_lesson_never_raises(tree: dict[str, Any]) -> None:
    text = text_of(tree)
    reading = read_lesson(text.encode(), Path("one.yaml"))
    assert reading.model is not None or reading.diagnostics
    said_well(text, reading.diagnostics)


@given(damaged(COURSE))
def test_a_damaged_course_file_never_raises(tree: dict[str, Any]) -> None:
    text = text_of(tree)
    reading = read_course_head(text.encode(), Path("course.yaml"))
    assert reading.model is not None or reading.diagnostics
    said_well(text, reading.diagnostics)


def test_each_bad_question_has_its_own_errors() -> None:
    tree = copy.deepcopy(LESSON)
    tree["questions"][0]["points"] = "many"
    tree["questions"][1]["type"] = "shrt_answer"
    del tree["questions"][3]["categories"]
    tree["questions"].append("not a question")
    found = read_lesson(text_of(tree).encode(), Path("one.yaml")).diagnostics
    assert [d.code for d in found] == ["SK203", "SK205", "SK202", "SK203"]


def test_a_bad_value_hides_no_flaw_elsewhere() -> None:
    tree = copy.deepcopy(LESSON)
    tree["questions"][0]["points"] = "many"
    tree["questions"][2]["tolerance"] = -1
    tree["questions"][5]["id"] = "d"
    tree["cards"][1]["cloze"] = "no gap"
    text = text_of(tree)
    found = read_lesson(text.encode(), Path("one.yaml")).diagnostics
    assert sorted(d.code for d in found) == ["SK203", "SK306", "SK308", "SK401"]
    lines = text.splitlines()
    assert all("tolerance" in lines[d.line - 1] for d in found if d.code == "SK308")
    assert all("no gap" in lines[d.line - 1] for d in found if d.code == "SK306")


def test_a_key_of_another_habit_is_answered_by_where_it_belongs() -> None:
    choice = "type: single_choice, stem: What?, choices: [a, b], correct: a"
    marked = "Mark the key among the options: “{text: …, correct: true}”."
    for text, hint in {
        "question: [a]": "Did you mean “questions”?",
        "quiz: [a]": "Write it as “questions”.",
        "questions: [{front: a, back: b}]": "Put it under “cards”.",
        f"questions: [{{{choice}}}]": marked,
    }.items():
        found = read_lesson(f"title: T\n{text}\n".encode(), Path("l.yaml")).diagnostics
        assert hint in [str(diagnostic.hint) for diagnostic in found], text
