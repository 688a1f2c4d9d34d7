"""A question that cannot be asked or scored is an error at the value that is to blame."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.lesson_file import read_lesson

HEAD = "title: T\nquestions:\n  - id: q\n    stem: Which?\n"

FLAWED = {
    "one option only": (
        "type: single_choice\noptions: [{text: a, correct: true}]",
        6,
        14,
        "SK304",
    ),
    "no key": ("type: multiple_choice\noptions: [{text: a}, {text: b}]", 6, 14, "SK301"),
    "empty option": (
        "type: single_choice\noptions:\n  - {text: a, correct: true}\n  - {text: ' '}",
        8,
        16,
        "SK207",
    ),
    "weight beyond 1": (
        "type: single_choice\noptions:\n  - {text: a, correct: true}\n  - {text: b, weight: 3}",
        8,
        27,
        "SK206",
    ),
    "no answer": ("type: short_answer\nanswers: []", 6, 14, "SK304"),
    "a broken regex": ("type: short_answer\nregex: true\nanswers: ['a(']", 7, 15, "SK305"),
    "no full answer": ("type: short_answer\nanswers: [{text: a, weight: 0.5}]", 6, 14, "SK301"),
    "negative tolerance": ("type: numerical\nanswer: 1\ntolerance: -1", 7, 16, "SK308"),
    "negative relative tolerance": (
        "type: numerical\nanswer: 1\ntolerance: {relative: -1}",
        7,
        27,
        "SK308",
    ),
    "no kind of tolerance": ("type: numerical\nanswer: 1\ntolerance: {}", 7, 16, "SK308"),
    "units without a unit": ("type: numerical\nanswer: 1\nunits: {km: 1000}", 7, 5, "SK206"),
    "a factor of zero": ("type: numerical\nanswer: 1\nunit: m\nunits: {km: 0}", 8, 17, "SK206"),
    "no number": ("type: numerical\nunit: m", 3, 5, "SK202"),
    "a number beside several": (
        "type: numerical\nanswer: 1\nanswers: [{answer: 2}]",
        6,
        5,
        "SK201",
    ),
    "several that earn too little": (
        "type: numerical\nanswers: [{answer: 2, weight: 0.5}]",
        6,
        14,
        "SK301",
    ),
    "the same number twice": (
        "type: numerical\nanswers: [{answer: 2}, {answer: 2}]",
        6,
        37,
        "SK303",
    ),
    "a tolerance beside several": (
        "type: numerical\nanswers: [{answer: 2}]\ntolerance: 1",
        7,
        5,
        "SK308",
    ),
    "a negative tolerance of several": (
        "type: numerical\nanswers: [{answer: 2, tolerance: -1}]",
        6,
        38,
        "SK308",
    ),
    "a penalty beyond 1": (
        "type: numerical\nanswer: 1\nunit: m\nunit_penalty: 2",
        8,
        19,
        "SK206",
    ),
    "a penalty without a unit": (
        "type: numerical\nanswer: 1\nunit_penalty: 0.1",
        7,
        5,
        "SK206",
    ),
    "a cloze without a gap": ("type: cloze\ntext: No gap", 6, 11, "SK306"),
    "an empty gap": ("type: cloze\ntext: 'A {{}} gap'", 6, 11, "SK307"),
    "one item to order": ("type: ordering\nitems: [a]", 6, 12, "SK304"),
    "two items alike": ("type: ordering\nitems: [a, b, a]", 6, 19, "SK303"),
    "two left sides alike": (
        "type: matching\npairs:\n  - {left: a, right: b}\n  - {left: a, right: c}",
        8,
        16,
        "SK303",
    ),
    "a distractor that matches": (
        "type: matching\npairs: [{left: a, right: b}, {left: c, right: d}]\ndistractors: [b]",
        7,
        19,
        "SK303",
    ),
    "an empty category": ("type: categorize\ncategories: {a: [x], b: []}", 6, 29, "SK309"),
    "an item in two categories": (
        "type: categorize\ncategories: {a: [x], b: [x]}",
        6,
        30,
        "SK303",
    ),
    "no key points": ("type: open_response\nmodel_answer: M\nkey_points: []", 7, 17, "SK304"),
    "an empty model answer": (
        "type: open_response\nmodel_answer: ''\nkey_points: [a]",
        6,
        19,
        "SK207",
    ),
    "a scale without length": (
        "type: slider\nlow: 5\nhigh: 5\nanswer: 5",
        7,
        11,
        "SK206",
    ),
    "a step of zero": (
        "type: slider\nlow: 0\nhigh: 5\nstep: 0\nanswer: 5",
        8,
        11,
        "SK206",
    ),
    "too many steps": (
        "type: slider\nlow: 0\nhigh: 5\nstep: 0.001\nanswer: 5",
        8,
        11,
        "SK206",
    ),
    "steps that miss the end": (
        "type: slider\nlow: 0\nhigh: 5\nstep: 2\nanswer: 2",
        8,
        11,
        "SK206",
    ),
    "an answer off the scale": (
        "type: slider\nlow: 0\nhigh: 5\nanswer: 2.5",
        8,
        13,
        "SK206",
    ),
    "a scale with a negative tolerance": (
        "type: slider\nlow: 0\nhigh: 5\nanswer: 2\ntolerance: -1",
        9,
        16,
        "SK308",
    ),
    "no points": ("type: true_false\nanswer: true\npoints: 0", 7, 13, "SK206"),
    "true in other words": ("type: true_false\nanswer: yes", 6, 13, "SK203"),
    "a number in words": ("type: numerical\nanswer: three", 6, 13, "SK203"),
    "unknown policy": ("type: ordering\nitems: [a, b]\nscoring: postion", 7, 14, "SK204"),
    "an answer that is neither": ("type: short_answer\nanswers: [[a]]", 6, 15, "SK203"),
    "an answer with a misspelt key": (
        "type: short_answer\nanswers: [{txt: a}]",
        6,
        16,
        "SK201",
    ),
    "unknown kind of tolerance": (
        "type: numerical\nanswer: 1\ntolerance: {relativ: 1}",
        7,
        17,
        "SK201",
    ),
}


def diagnostics(question: str) -> list[tuple[int, int, str, str]]:
    body = "".join(f"    {line}\n" for line in question.splitlines())
    reading = read_lesson((HEAD + body).encode(), Path("lesson.yaml"))
    return [(d.line, d.column, d.code, d.severity) for d in reading.diagnostics]


@pytest.mark.parametrize("what", FLAWED)
def test_the_place_of_the_flaw(what: str) -> None:
    question, *place = FLAWED[what]
    assert diagnostics(question) == [(*place, "error")]


@pytest.mark.parametrize(
    "question",
    [
        "type: single_choice\noptions: [{text: a, weight: 1}, {text: b, weight: 0.5}]",
        "type: single_choice\noptions: [{text: us, correct: true}, {text: US}]",
        "type: true_false\nanswer: false",
        "type: short_answer\nanswers: [a, {text: b, weight: 0.5}]",
        "type: numerical\nanswer: 5\ntolerance: {geometric: 0.1}\nunit: m\nunits: {km: 1000}",
        "type: cloze\ntext: A {{gap|~hole|~slot}} and {{another::a hint}}",
        "type: matching\npairs: [{left: a, right: b}, {left: c, right: d}]\ndistractors: [e]",
        "type: categorize\ncategories: {a: [x], b: [y]}",
        "type: open_response\nmodel_answer: M\nkey_points: [a, b]",
    ],
)
def test_what_is_fine_is_not_named(question: str) -> None:
    assert diagnostics(question) == []


def test_two_pairs_may_share_a_right_side_but_it_is_said() -> None:
    pairs = "type: matching\npairs: [{left: a, right: b}, {left: c, right: b}]"
    assert diagnostics(pairs) == [(6, 51, "SK310", "warning")]


@pytest.mark.parametrize(
    ("card", "column", "code"),
    [
        ("{front: a}", 5, "SK311"),
        ("{front: a, back: b, cloze: '{{c}}'}", 6, "SK311"),
        ("{cloze: '{{c}}', reverse: true}", 22, "SK311"),
        ("{cloze: no gap}", 13, "SK306"),
        ("{front: a, back: [5]}", 22, "SK203"),
        ("{front: a, back: b, id: a/b}", 29, "SK208"),
    ],
)
def test_a_card_that_cannot_be_asked(card: str, column: int, code: str) -> None:
    text = f"title: T\ncards:\n  - {card}\n"
    found = read_lesson(text.encode(), Path("lesson.yaml")).diagnostics
    assert {(d.line, d.column, d.code) for d in found} == {(3, column, code)}


def sentences(question: str) -> list[str]:
    body = "".join(f"    {line}\n" for line in question.splitlines())
    found = read_lesson((HEAD + body).encode(), Path("lesson.yaml")).diagnostics
    return [f"{d.line}:{d.column} {d.message} {d.hint}".strip() for d in found]


MANY = ", ".join(f"a{n}" for n in range(101))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "type: single_choice\noptions: [{text: a, correct: true}]",
            "6:14 There must be at least two options.",
        ),
        ("type: short_answer\nanswers: []", "6:14 There must be at least one answer."),
        (
            "type: categorize\ncategories: {a: [x]}",
            "6:17 There must be at least two categories.",
        ),
        (
            "type: open_response\nmodel_answer: M\nkey_points: []",
            "7:17 There must be at least one key point.",
        ),
        (
            "type: ordering\nitems: [a, b, a]",
            "6:19 The item “a” is given twice. The first is on line 6."
            " Change or remove one of the two.",
        ),
        (
            "type: ordering\nitems:\n  - a\n  - b\n  - ' a  '",
            "9:9 The item “a” is given twice. The first is on line 7."
            " Change or remove one of the two.",
        ),
        ("type: ordering\nitems: [a, ' ']", "6:16 This item is empty. Write a text."),
        (
            f"type: ordering\nitems: [{MANY}]",
            "6:5 “items” has 101 entries; a question has at most 100."
            " Make several questions of it.",
        ),
        (
            "type: single_choice\noptions:\n  - {text: a}\n  - {text: b, correct: true}\n"
            "  - {text: c, correct: true}\n  - {text: d, correct: true}",
            "9:19 A single_choice question has one key; this is the second."
            " Unmark one, or make it multiple_choice.",
        ),
        (
            "type: multiple_choice\noptions: [{text: a}, {text: b, weight: 0}]",
            "6:14 No option is correct. Mark the key with “correct: true”.",
        ),
        (
            "type: single_choice\noptions: [{text: a, correct: true}, {text: b, weight: -1.5}]",
            "6:59 “weight” must be from -1 to 1.",
        ),
        (
            "type: true_false\nanswer: true\npoints: 1000001",
            "7:13 “points” must be more than 0 and at most 1,000,000.",
        ),
        (
            "type: true_false\nanswer: true\npoints: -1",
            "7:13 “points” must be more than 0 and at most 1,000,000.",
        ),
        (
            "type: numerical\nanswer: 1\nunit: km\nunits: {ｋｍ: 2}",
            "8:13 The units “km” and “ｋｍ” are written alike. Remove one of the two.",
        ),
        (
            "type: numerical\nanswer: 1\nunit: m\nunit_penalty: -0.1",
            "8:19 “unit_penalty” must be from 0 to 1.",
        ),
        (
            "type: numerical\nanswer: 1\nunits: {km: 1000}",
            "7:5 “units” needs “unit”, the unit of the answer. Add “unit: …”.",
        ),
        (
            "type: numerical\nanswers: [{answer: 1, weight: 1.5}]",
            "6:35 “weight” must be from 0 to 1.",
        ),
        (
            "type: numerical\nanswer: 1\ntolerance: {relative: 0.1, geometric: 0.1}",
            "7:16 “tolerance” must have either “relative” or “geometric”.",
        ),
        (
            "type: short_answer\nanswers: [a, {text: b, weight: 1.5}]",
            "6:36 “weight” must be from 0 to 1.",
        ),
        ("type: short_answer\nanswers: [a, ' ']", "6:18 This answer is empty. Write a text."),
        (
            "type: short_answer\nanswers: [a, {text: ' '}]",
            "6:25 This answer is empty. Write a text.",
        ),
        (
            "type: categorize\ncategories: {a: [x], b: [' ']}",
            "6:30 This item is empty. Write a text.",
        ),
        (
            "type: matching\npairs: [{left: a, right: ' '}, {left: c, right: d}]",
            "6:30 “right” is empty. Write a text.",
        ),
        (
            "type: matching\npairs: [{left: a, right: b}, {left: c, right: d}]"
            "\ndistractors: [e, e]",
            "7:22 The distractor “e” is the right side of a pair, or given twice.",
        ),
        (
            "type: matching\npairs: [{left: a, right: b}, {left: c, right: d}]"
            "\ndistractors: [e, ' ']",
            "7:22 This distractor is empty.",
        ),
        (
            "type: cloze\ntext: 'A {{b|~b}} c'",
            "6:11 Gap 1 offers “b” as right and as wrong.",
        ),
        (
            "type: cloze\ntext: 'A {{b}} {{}} c'",
            "6:11 Gap 2 has no answer. Write the answer between “{{” and “}}”.",
        ),
        (
            "type: slider\nlow: 0\nhigh: 1001\nanswer: 2",
            "3:5 The scale has more than 1,000 steps. Write a larger “step”.",
        ),
        (
            "type: slider\nlow: 9\nhigh: 5\nanswer: 9",
            "7:11 “high” must be more than “low”.",
        ),
        (
            "type: slider\nlow: 0\nhigh: 5\nstep: -1\nanswer: 2",
            "8:11 “step” must be more than 0.",
        ),
        (
            "type: slider\nlow: 0\nhigh: 5\nanswer: 6",
            "8:13 “answer” is not on the scale."
            " Write a number that steps of “step” lead to from “low”.",
        ),
    ],
)
def test_what_an_author_reads(question: str, sentence: str) -> None:
    assert sentences(question) == [sentence]


def test_a_question_needs_a_stem_but_gaps_do_not() -> None:
    text = "title: T\nquestions:\n  - {id: q, type: true_false, stem: ' ', answer: true}\n"
    found = read_lesson(text.encode(), Path("lesson.yaml")).diagnostics
    assert [(d.code, d.message, d.hint) for d in found] == [
        ("SK207", "“stem” is empty.", "Write a text.")
    ]
    text = "title: T\nquestions:\n  - {id: q, type: cloze, text: 'A {{gap}} here'}\n"
    assert read_lesson(text.encode(), Path("lesson.yaml")).diagnostics == ()


@pytest.mark.parametrize(
    "question",
    [
        "type: true_false\nanswer: true\npoints: 1000000",
        "type: true_false\nanswer: true\npoints: 0.001",
        "type: numerical\nanswer: 1\nunit: m\nunit_penalty: 0",
        "type: numerical\nanswer: 1\nunit: m\nunit_penalty: 1",
        "type: numerical\nanswer: 1\ntolerance: {relative: 0}",
        "type: numerical\nanswer: 1\ntolerance: 0",
        "type: numerical\nanswers: [{answer: 1}, {answer: 2, weight: 0}]",
        "type: numerical\nanswers: [{answer: 1}, {answer: 1, weight: 0.5, tolerance: 1}]",
        "type: short_answer\nanswers: [a, {text: b, weight: 0}, {text: c, weight: 1}]",
        "type: single_choice\noptions: [{text: a, weight: 1}, {text: b, weight: -1}]",
        "type: single_choice\noptions:\n  - {text: a, correct: true, weight: 1}\n"
        "  - {text: b, correct: true, weight: 0.5}",
        f"type: ordering\nitems: [{MANY.removesuffix(', a100')}]",
        "type: slider\nlow: 0\nhigh: 1000\nanswer: 2",
        "type: slider\nlow: 0\nhigh: 0.3\nstep: 0.1\nanswer: 0.3",
        "type: slider\nlow: 0\nhigh: 5\nanswer: 0\ntolerance: 0",
        "type: open_response\nmodel_answer: M\nkey_points: [a]",
    ],
)
def test_the_last_thing_that_is_allowed(question: str) -> None:
    assert sentences(question) == []
