"""For any text an author types without quotes: it is read as typed, or something says what is
not; and a computer without libyaml reads and says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from studykit.content import yaml_reader
from studykit.content.diagnostics import Diagnostic
from studykit.content.lesson_file import FileReading, read_lesson
from studykit.content.lesson_model import Lesson
from studykit.content.library import shipped_lessons
from studykit.content.yaml_fallback import FallbackLoader
from tests.examples import examples

WORDS = [
    *"a#~*&!|>-?:,[]{}'\"%@`\\=\t：，\u00a0\u3000\u2028\x85",
    *(
        "Yes",
        "no",
        "007",
        "1,200",
        "3.10",
        "Moei",
        "妙瓦底",
        "# 1",
        "**",
        "\\n",
        "\\frac",
        "null",
    ),
    *("true", "2025-07-04", "\U0001f468\u200d\U0001f469", "{{gap}}", "<<"),
]
typed = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda space: space.join(words))
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)

PLACES = {
    "block": ("title: T\ncards:\n  - id: c\n    back: b\n    front: {}\n", "front"),
    "block in the middle": (
        "title: T\ncards:\n  - id: c\n    front: {}\n    back: b\n",
        "front",
    ),
    "braces": ("title: T\ncards:\n  - {{id: c, back: b, front: {}}}\n", "front"),
    "braces in the middle": ("title: T\ncards:\n  - {{id: c, front: {}, back: b}}\n", "front"),
    "list": (
        "title: T\nquestions:\n  - id: q\n    type: true_false\n    stem: S\n    answer: true\n"
        "    hints:\n    - {}\n",
        "hints",
    ),
}


_BREAKS = re.compile("[ \n\u2028\u2029\x85]+")
"""A line break of any kind within a text is a space."""


def read(text: str) -> FileReading[Lesson]:
    return read_lesson(text.encode(), Path("lesson.yaml"))


@pytest.mark.parametrize("place", PLACES)
@given(text=typed)
@example(text="What does # mean?")
@example(text="a\u2028#")
@example(text="Yes, it does")
@example(text="1,200 people")
@example(text="&b c")
@example(text="! c")
@example(text="'quoted'")
def test_a_text_is_read_as_typed_or_something_says_what_is_not(place: str, text: str) -> None:
    frame, key = PLACES[place]
    reading = read(frame.format(text))
    if reading.usable is None:
        assert reading.diagnostics
        return
    item: Any = (*reading.usable.cards, *reading.usable.questions)[0]
    found = item.front if key == "front" else (item.hints or ("",))[0]
    wanted = text.strip(" \t\u2028\u2029\x85")
    if "braces" in place:
        wanted = wanted.rstrip(", ")  # a comma at the end is one of YAML's
    if wanted[:1] in ("'", '"'):
        return  # quotes are no part of the text
    if {d.code for d in reading.diagnostics} & {"SK116", "SK117", "SK118"}:
        return
    assert _BREAKS.sub(" ", found) == _BREAKS.sub(" ", wanted)


LINES = """\
title: T
title：T
summary: **b** a
sections:
  - title: S
    text: |
      **x**
    text: a # b
cards:
  - {front: a, back: b}
  - {front: a, b, back: c}
  - front: 'Don't'
  - front: "\\frac"
    back: "\\ud83d"
    back: -
    back: [x] y
<<<<<<< HEAD
=======
\tx: y
  \u3000- a
questions:
    options: [A, b c, D]
a
{
}
? a
    hints: [One, two three.]
    x: &a b
    y: *a
---
...
""".splitlines(keepends=True)
mistaken = st.lists(st.sampled_from(LINES), max_size=9).map("".join)
_LENIENT = re.compile("[|>][-+0-9]*#|\\?\\S|!|(?<!\n)\t|[\u2028\x85]")
"""What libyaml reads although YAML has a space there; tags, which are refused anyhow; and white
space that is no space, where the two disagree on what a line is."""
plain = st.text("ab:-#[]{}'\"\\ \n*?", max_size=30)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="there is no libyaml here")
@settings(max_examples=examples(300), derandomize=True)
@given(text=mistaken | typed.map("title: {}\n".format) | plain)
def test_without_libyaml_a_lesson_reads_and_its_problems_stand_the_same(text: str) -> None:
    assume(not _LENIENT.search(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "_PARSER", yaml.CSafeLoader)
        fast = read(text)
        patch.setattr(yaml_reader, "_PARSER", FallbackLoader)
        slow = read(text)
    assert slow.document.tree == fast.document.tree
    assert slow.model == fast.model
    if fast.document.tree is not None:
        assert slow.diagnostics == fast.diagnostics
    # One parser may have read a value more than the other before it gave up.
    assert errors(slow) == errors(fast)


def errors(reading: FileReading[Lesson]) -> list[Diagnostic]:
    return [d for d in reading.diagnostics if d.severity == "error"]


def test_without_libyaml_the_shipped_course_reads_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = sorted(shipped_lessons().glob("*/0*.yaml"))
    assert files
    fast = [read_lesson(file.read_bytes(), file) for file in files]
    monkeypatch.setattr(yaml_reader, "_PARSER", FallbackLoader)
    slow = [read_lesson(file.read_bytes(), file) for file in files]
    assert [r.model for r in slow] == [r.model for r in fast]
    assert all(r.model is not None for r in fast)
    assert [r.document.marks.values() for r in slow] != []
    assert [r.diagnostics for r in slow] == [r.diagnostics for r in fast]
