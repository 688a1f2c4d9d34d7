"""Habits that are no YAML: each has its place, a sentence that names it, and what to write."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from studykit.content import yaml_reader
from studykit.content.lesson_file import read_lesson
from studykit.content.yaml_fallback import FallbackLoader


class Case(NamedTuple):
    text: str
    line: int
    column: int
    code: str
    words: str
    """Of the sentence or the hint."""


CASES = {
    "bold first": Case("title: T\nsummary: **Bold** begins it.\n", 2, 10, "SK107", "“*” in q"),
    "italics first": Case("title: T\nsummary: *Soft* begins it.\n", 2, 10, "SK107", "“*” in q"),
    "an ampersand": Case("title: T\nsummary: & more\n", 2, 10, "SK107", "“&” in quotes"),
    "a per cent sign": Case("title: T\nsummary: %d is it\n", 2, 10, "SK107", "“%” in quotes"),
    "an at sign": Case("title: T\nsummary: @home\n", 2, 10, "SK107", "“@” in quotes"),
    "a backtick": Case("title: T\ncards:\n  - {front: `x`, back: y}\n", 3, 13, "SK107", "“`”"),
    "a quotation": Case("title: T\nsummary: > 50 people\n", 2, 10, "SK107", "“>” in quotes"),
    "a bar": Case("title: T\nsummary: |x| is it\n", 2, 10, "SK107", "“|” in quotes"),
    "a minus": Case("cards:\n  - front: a\n    back: -\n", 3, 11, "SK107", "“-” in q"),
    "minus five": Case("title: T\nsummary: - 5\n", 2, 10, "SK107", "“-” in quotes"),
    "a question mark": Case("title: T\nsummary: ?\n", 2, 10, "SK107", "“?” in quotes"),
    "an exclamation mark": Case("a: 1\ncards: [{front: a, back: !}]\n", 2, 26, "SK107", "“!”"),
    "brackets first": Case("title: T\nsummary: [sic] what?\n", 2, 10, "SK107", "“[” in q"),
    "braces first": Case("title: T\nsummary: {a} and b\n", 2, 10, "SK107", "“{” in quotes"),
    "an apostrophe in quotes": Case(
        "title: T\nsummary: 'Don't?'\n", 2, 10, "SK106", "\"Don't?\""
    ),
    "quotes around a word": Case(
        'title: T\nsummary: "Yes" or no?\n', 2, 10, "SK106", "'\"Yes\" or no?'"
    ),
    "quotes around a word in braces": Case(
        'title: T\ncards:\n  - {front: "Yes" or no?, back: b}\n', 3, 13, "SK106", "quotes"
    ),
    "a full-width colon": Case("title：T\nsections：\n  - {a: b}\n", 1, 6, "SK105", "U+FF1A"),
    "a full-width colon below": Case(
        "title: T\nsummary：S\nsections: []\n", 2, 8, "SK105", "“summary: …”"
    ),
    "a full-width colon in a list": Case(
        "title: T\nsections:\n  - title：一\n    text: 二\n", 3, 10, "SK105", "U+FF1A"
    ),
    "full-width colons alone in a list": Case(
        "title: T\nsections:\n  - title：一\n    text：二\n", 3, 5, "SK203", "U+FF1A"
    ),
    "a full-width colon between braces": Case(
        "title: T\ncards:\n  - {front：甲, back：乙}\n", 3, 11, "SK105", "U+FF1A"
    ),
    "full-width colons everywhere": Case("title：T\n", 1, 1, "SK203", "U+FF1A"),
    "a full-width comma": Case(
        "title: T\ncards:\n  - {front: 甲，back: 乙}\n", 3, 14, "SK114", "U+FF0C"
    ),
    "a conflict": Case(
        "title: T\n<<<<<<< HEAD\nsummary: A\n=======\nsummary: B\n>>>>>>> x\n",
        2, 1, "SK119", "merge conflict",
    ),
    "a conflict at the end of a block": Case(
        "title: T\nsections:\n  - title: S\n    text: |\n      a\n<<<<<<< HEAD\n      b\n"
        "=======\n      c\n>>>>>>> x\n",
        6, 1, "SK119", "merge conflict",
    ),
    "a line separator": Case(
        "title: T\nsections:\n  - title: S\n    text: |\n      one\u2028two\n",
        5, 10, "SK103", "U+2028",
    ),
    "a next line": Case(
        "title: T\nsections:\n  - title: S\n    text: |\n      one\x85two\n",
        5, 10, "SK103", "U+0085",
    ),
    "a no-break space before a dash": Case(
        "title: T\ntags:\n  - a\n \u00a0- b\n", 4, 2, "SK104", "U+00A0"
    ),
    "an ideographic space before a key": Case(
        "title: T\n\u3000summary: x\n", 2, 1, "SK201", "U+3000"
    ),
    "quotes in quotes": Case(
        'title: T\nsummary: "He said "no" to it"\n', 2, 10, "SK106", "'He said \"no\" to it'"
    ),
    "a second colon between braces": Case(
        "title: T\ncards:\n  - {front: a, back: It is: so}\n", 3, 27, "SK107", "second colon"
    ),
    "a hash between braces": Case(
        "title: T\ncards:\n  - {front: a, back: #}\n", 3, 5, "SK114", "“#}” is a comment"
    ),
    "a merge key": Case(
        "title: T\nquestions:\n  - <<: {type: true_false}\n    stem: S\n",
        3, 5, "SK201", "Merge",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
@pytest.mark.parametrize("parser", [yaml_reader._PARSER, FallbackLoader])
def test_a_habit_that_is_no_yaml(
    what: str, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "_PARSER", parser)
    case = CASES[what]
    found = read_lesson(case.text.encode(), Path("lesson.yaml")).diagnostics
    first = found[0]
    assert (first.line, first.column, first.code) == case[1:4]
    assert case.words in f"{first.message} {first.hint}"


def test_what_stands_in_a_block_of_text_is_not_taken_for_the_mistake() -> None:
    text = "title: T\nsections:\n  - title: S\n    text: |\n      **Bold** first\n  oops\n"
    (found,) = read_lesson(text.encode(), Path("lesson.yaml")).diagnostics
    assert (found.line, found.code) == (6, "SK105")
