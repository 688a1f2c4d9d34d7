"""A value is read by what its key expects: text as typed, or a number or a flag, or a sentence
that quotes what was typed and says what to write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studykit.content.diagnostics import Diagnostic
from studykit.content.lesson_file import FileReading, read_course_head, read_lesson
from studykit.content.lesson_model import Lesson
from studykit.content.plain_json import from_plain


def read(text: str) -> FileReading[Lesson]:
    return read_lesson(text.encode(), Path("lesson.yaml"))


def lesson(text: str) -> Lesson:
    """The lesson as it is read from the file, which is what the cache gives back."""
    reading = read(text)
    assert reading.diagnostics == ()
    assert reading.usable is not None
    tree = json.loads(json.dumps(reading.document.tree))
    assert from_plain(Lesson, tree) == reading.usable
    return reading.usable


def only(text: str) -> Diagnostic:
    (found,) = read(text).diagnostics
    return found


TYPED = ["0800", "3.10", "007", "+886", "0x1F", "0o17", "1e3", "1_000", "no", "on", "true",
         "12:30:45", "2001-01-01", ".inf", ".NaN", "-0", "100.00",
         "3.14159265358979323846", "12345678901234567890123"]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_where_a_text_is_expected_it_is_the_text_as_typed(typed: str) -> None:
    name = typed.replace(":", ".")
    found = lesson(
        f"""\
title: {typed}
objectives: {{{typed}: {typed}}}
sections:
  - {{title: {typed}, text: {typed}}}
cards:
  - {{id: {name}, front: {typed}, back: {typed}, tags: [{typed}]}}
questions:
  - type: short_answer
    stem: {typed}
    answers: [{typed}, {{text: a{typed}}}]
    hints: [{typed}]
  - {{type: ordering, stem: S, items: [{typed}, b]}}
  - {{type: categorize, stem: S, categories: {{{typed}: [{typed}], b: [c]}}}}
"""
    )
    assert found.title == found.sections[0].title == found.sections[0].text == typed
    assert found.objectives == {typed: typed}
    card = found.cards[0]
    assert (card.id, card.front, card.back, card.tags) == (name, typed, typed, (typed,))
    question: Any = found.questions[0]
    assert (question.stem, question.accepted[0].text, question.hints) == (
        typed,
        typed,
        (typed,),
    )
    question = found.questions[1]
    assert question.items == (typed, "b")
    question = found.questions[2]
    assert question.categories == {typed: (typed,), "b": ("c",)}


def test_where_a_number_or_a_flag_is_expected_it_is_that() -> None:
    found = lesson(
        """\
title: T
questions:
  - {type: numerical, stem: S, answer: 0x1F, points: 2, tolerance: {relative: .05},
     unit: m, units: {km: 1e3}}
  - {type: numerical, stem: S, answer: 5, tolerance: 1}
  - {type: true_false, stem: S, answer: False, exam_only: true}
"""
    )
    first: Any = found.questions[0]
    assert (first.answer, first.points, first.tolerance.relative) == (31.0, 2.0, 0.05)
    assert first.units == {"km": 1000.0}
    second: Any = found.questions[1]
    assert second.tolerance == 1.0
    third: Any = found.questions[2]
    assert (third.answer, third.exam_only) == (False, True)


def test_an_id_without_quotes_keeps_its_zeros() -> None:
    found = lesson("id: 01\ntitle: T\nsections: [{title: S, text: X}]\n")
    assert found.id == "01"
    assert found.sections[0].id.startswith("01-")


def test_keys_that_are_left_empty_are_as_good_as_missing() -> None:
    found = lesson(
        """\
title: T
summary:
objectives: ~
sections:
cards:
  - {front: a, back: b, tags: , source: null}
questions:
  - type: true_false
    stem: S
    answer: true
    hints:
    feedback: ~
    points:
"""
    )
    assert (found.summary, found.objectives, found.sections) == ("", None, ())
    assert (found.cards[0].tags, found.questions[0].hints) == ((), ())
    assert found.questions[0].points == 1.0


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_a_key_that_must_hold_something_says_that_it_is_empty(nothing: str) -> None:
    found = only(f"title: T\nsections:\n  - text: x\n    title:{nothing}\n")
    assert (found.line, found.code, found.message) == (4, "SK202", "“title” is empty.")
    card = only(f"title: T\ncards:\n  - front: x\n    back:{nothing}\n")
    assert (card.line, card.code) == (4, "SK311")
    assert "“back”" in card.message


NUMBERS = {
    "answer: 5%": 'unit: "%"',
    "answer: 1\n    tolerance: 5%": "“{relative: 0.05}”",
    "answer: 1\n    points: 50 %": "“0.5”",
    "answer: 1,200": "“1200”",
    "answer: １２００": "“1200”",
    "answer: 五千四百": "“5400”",
    "answer: 1'500": "“1500”",
    "answer: 1_000": "“1000”",
    "answer: 1,5": "“1.5”",
    "answer: 1/2": "0.5",
    "answer: '5'": "Take the quotes away: 5.",
    'answer: "1e3"': "Take the quotes away: 1e3.",
    "answer: 327 km": "“327” and the unit under “unit”",
    "answer: 1,200 km": "“1200” and the unit under “unit”",
    "answer: many": "digits",
}


@pytest.mark.parametrize("written", NUMBERS)
def test_what_is_no_number_is_quoted_with_how_to_write_it(written: str) -> None:
    found = only(f"title: T\nquestions:\n  - type: numerical\n    stem: S\n    {written}\n")
    typed = written.rpartition(": ")[2].strip("'\"")
    assert found.code == "SK203"
    assert f"not “{typed}”" in found.message
    assert NUMBERS[written] in found.hint


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("'true'", "Take the quotes away: true."),
        ('"False"', "Take the quotes away: false."),
        ("yes", "Write “true”."),
        ("错", "Write “false”."),
        ("0", "Write “false”."),
        ("maybe", "Write “true” or “false”."),
    ],
)
def test_what_is_no_flag_is_quoted_with_how_to_write_it(written: str, advice: str) -> None:
    found = only(
        f"title: T\nquestions:\n  - type: true_false\n    stem: S\n    answer: {written}\n"
    )
    assert (found.line, found.column, found.code) == (5, 13, "SK203")
    assert "not “{}”".format(written.strip("'\"")) in found.message
    assert found.hint == advice


def test_a_percentage_in_a_blueprint() -> None:
    text = "id: c\ntitle: T\nquizzes: [{id: q, title: Q, pass_mark: 60%, time_limit: 20 min}]\n"
    reading = read_course_head(text.encode(), Path("course.yaml"))
    assert {d.hint for d in reading.diagnostics} == {"Write “0.6”.", "Write “20” alone."}


def test_a_list_of_bare_options_shows_once_how_options_are_written() -> None:
    options, answer = read(
        """\
title: T
questions:
  - type: single_choice
    stem: Which?
    options: [A, B, 3]
    answer: A
"""
    ).diagnostics
    assert (options.line, options.column, options.code) == (5, 15, "SK203")
    assert "{text: …, correct: true}" in options.hint
    assert (answer.line, answer.column, answer.code) == (6, 5, "SK201")
    assert "correct: true" in answer.hint


OTHER_NAMES = {
    "cards:\n  - {question: a, answer: b}": ["front", "back"],
    "cards:\n  - {term: a, definition: b}": ["front", "back"],
    "sections:\n  - {heading: a, content: b}": ["title", "text"],
    "flashcards:\n  - {front: a, back: b}": ["cards"],
    "questions:\n  - {type: true_false, prompt: a, answer: true}": ["stem"],
    "questions:\n  - {type: true_false, stem: a, correct: true}": ["answer"],
    "questions:\n  - type: single_choice\n    stem: a\n    choices: []": ["options"],
}


@pytest.mark.parametrize("written", OTHER_NAMES)
def test_a_key_that_other_programs_use_names_ours(written: str) -> None:
    found = read(f"title: T\n{written}\n").diagnostics
    assert [d.hint for d in found] == [
        f"Write it as “{name}”." for name in OTHER_NAMES[written]
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("type: categorize\n    categories: [{name: a}]", "“name: [item, item]”"),
        ("type: matching\n    pairs: {Moei: north}", "- {left: …, right: …}"),
        ("type: matching\n    pairs: [Moei, Ping]", "{left: …, right: …}"),
        ("type: ordering\n    items: a", "[…, …]"),
        ("type: numerical\n    answer: 1\n    unit: m\n    units: [km]", "{km: 1000}"),
        ("type: true_false\n    answer: true\n    explanation: {a: b}", "in quotes"),
    ],
)
def test_a_value_of_the_wrong_shape_shows_the_right_one(written: str, advice: str) -> None:
    found = only(f"title: T\nquestions:\n  - stem: S\n    {written}\n")
    assert found.code == "SK203"
    assert advice in found.hint


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("{'': null}", "“mode” cannot be a mapping."),
        ("[exam]", "“mode” cannot be a list."),
        ("true", "“mode” cannot be “true”."),
        ("exams", "“mode” cannot be “exams”."),
    ],
)
def test_a_word_that_is_none_of_the_allowed_is_named_as_yaml_names_it(
    mode: str, said: str
) -> None:
    text = f"title: T\nlanguage: en\nquizzes:\n  - {{id: q, title: Q, mode: {mode}}}\n"
    found = read_course_head(text.encode(), Path("course.yaml")).diagnostics
    assert said in [d.message for d in found]


def test_a_pair_by_its_words_shows_how_pairs_are_written() -> None:
    found = read(
        "title: T\nquestions:\n  - type: matching\n    stem: S\n    pairs: [Moei: north]\n"
    ).diagnostics
    assert "Write “left: Moei”, and what stands behind it as “right”." in {
        d.hint for d in found
    }
