"""What YAML does not keep of a text as it was typed is a warning at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.diagnostics import Diagnostic
from studykit.content.lesson_file import read_lesson


def read(text: str) -> tuple[Diagnostic, ...]:
    return read_lesson(text.encode(), Path("lesson.yaml")).diagnostics


def places(text: str) -> list[tuple[int, int, str, str]]:
    return [(d.line, d.column, d.code, d.severity) for d in read(text)]


@pytest.mark.parametrize(
    ("written", "column", "lost"),
    [
        ("front: What does # mean in C?", 22, "# mean in C?"),
        ("front: C# and #5", 19, "#5"),
        ("front: 2\t# 3", 14, "# 3"),
        ("front: the answer is # 1", 26, "# 1"),
        ("front: a  # a remark", 15, "# a remark"),
    ],
)
def test_text_behind_a_hash(written: str, column: int, lost: str) -> None:
    text = f"title: T\ncards:\n  - back: b\n    {written}\n"
    (found,) = read(text)
    assert (found.line, found.severity, found.code) == (4, "warning", "SK116")
    assert text.split("\n")[3][found.column - 1 :] == lost
    assert f"“{lost}”" in found.message
    assert "in quotes" in found.hint


def test_a_hash_that_leaves_nothing_of_a_text() -> None:
    text = "title: T\nquestions:\n  - {type: true_false, stem: S, answer: true,\n"
    assert places(f"{text}     explanation: #1 is right\n    }}\n") == [
        (4, 19, "SK116", "warning")
    ]


def test_a_heading_below_a_key_without_its_bar() -> None:
    text = "title: T\nsections:\n  - title: S\n    text:\n      # Heading\n      Some text.\n"
    (found,) = read(text)
    assert (found.line, found.column, found.code) == (5, 7, "SK116")
    assert "“# Heading”" in found.message
    assert "“|”" in found.hint
    assert read(text.replace("text:", "text: |")) == ()


@pytest.mark.parametrize(
    "line",
    [
        "points: 2 # counts double",
        "id: q1 # the first",
        "type: true_false # a remark",
        "tags: [a, b] # a remark",
        'explanation: "x" # a remark',
        "explanation: x # studykit: ignore SK622",
        "explanation: x#y",
        "# a remark",
    ],
)
def test_a_comment_that_cuts_no_text(line: str) -> None:
    rest = "stem: S\n    answer: true\n"
    kind = "" if line.startswith("type") else "type: true_false\n    "
    assert places(f"title: T\nquestions:\n  - {kind}{rest}    {line}\n") == []


def test_a_heading_of_markdown_is_no_comment() -> None:
    assert places("title: T\nsections:\n  - title: S\n    text: |\n      a # b\n") == []


@pytest.mark.parametrize(
    ("written", "column", "sign"),
    [
        (r'"$\frac{1}{2}$"', 14, r"\frac"),
        (r'"a \alpha"', 15, r"\alpha"),
        (r'"\beta"', 13, r"\beta"),
        (r'"x \neq y"', 15, r"\neq"),
        (r'"2 \times 3"', 15, r"\times"),
        (r'"\vec{v}"', 13, r"\vec"),
        (r'"\rho"', 13, r"\rho"),
        (r'"C:\new"', 15, r"\new"),
        (r'"C:\Program Files"', 15, r"\Program"),
        (r'"\x07"', 13, r"\x07"),
    ],
)
def test_a_backslash_between_double_quotes(written: str, column: int, sign: str) -> None:
    (found,) = read(f"title: T\ncards:\n  - back: b\n    front: {written}\n")
    assert (found.line, found.column, found.code) == (4, column, "SK118")
    assert found.severity == "warning"
    assert f"“{sign}”" in found.message
    assert "single quotes" in found.hint


@pytest.mark.parametrize(
    "written",
    [r'"a\nb"', r'"a\tb"', r'"a\r\nb"', r'"\\frac"', r'"say \"no\""', r'"\u5999 \U0001F600"',
     r"'\frac'", r"\frac", '"a\\\n      b"', r'"line\nnot good"'],
)  # fmt: skip
def test_a_backslash_that_is_meant(written: str) -> None:
    assert places(f"title: T\ncards:\n  - back: b\n    front: {written}\n") == []


@pytest.mark.parametrize(
    ("written", "column", "sign"),
    [
        (r'"C:\Users\me"', 15, r"\U"),
        (r'"\xi"', 13, r"\x"),
        (r'"\underline{a}"', 13, r"\u"),
        (r'"\ud83d\ude00"', 13, r"\ud83d"),
        (r'"\sin x"', 13, r"\s"),
        (r'"\alpha \Gamma"', 20, r"\G"),
    ],
)
def test_a_backslash_that_is_no_escape_is_an_error(
    written: str, column: int, sign: str
) -> None:
    (found,) = read(f"title: T\ncards:\n  - back: b\n    front: {written}\n")
    assert (found.line, found.column, found.code) == (4, column, "SK118")
    assert found.severity == "error"
    assert f"“{sign}”" in found.message


@pytest.mark.parametrize(
    ("written", "column", "advice"),
    [
        ("{text: Yes, it does, correct: true}", 21, '"Yes, it does"'),
        ("{text: b, correct: true, feedback: 1,200 people}", 46, '"1,200 people"'),
        ("{text: 1,200, correct: true}", 18, "1200"),
        ("{text: a, correct: true, feedback: It is, of course}", 51, '"It is, of course"'),
    ],
)
def test_a_comma_between_braces_that_cuts_a_text(
    written: str, column: int, advice: str
) -> None:
    (found,) = read(
        "title: T\nquestions:\n  - type: single_choice\n    stem: S\n    options:\n"
        f"      - {written}\n      - {{text: z}}\n"
    )
    assert (found.line, found.column, found.code) == (6, column, "SK117")
    assert found.severity == "error"
    assert advice in found.hint


def test_a_thousands_comma_in_a_number() -> None:
    (found,) = read(
        "title: T\nquestions:\n  - {type: numerical, stem: S, answer: 1,200, unit: m}\n"
    )
    assert (found.line, found.column, found.code) == (3, 42, "SK117")
    assert "Write 1200" in found.hint


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("hints: [Look at the map, then at the table]", 30),
        ("hints: [Look at the map, Then at the table.]", 30),
        ("answers: [1,200]", 17),
        ("answers: [1,200 people]", 17),
        ("answers: [In the north, near the river, Nowhere]", 29),
    ],
)
def test_a_comma_between_brackets_that_seems_to_cut_a_text(written: str, column: int) -> None:
    rest = "" if written.startswith("answers") else "    answers: [a]\n"
    (found,) = read(
        f"title: T\nquestions:\n  - type: short_answer\n    stem: S\n    {written}\n{rest}"
    )
    assert (found.line, found.column, found.code) == (5, column, "SK117")
    assert found.severity == "warning"


@pytest.mark.parametrize(
    "written",
    [
        "answers: [Naypyidaw, Nay Pyi Taw, naypyitaw]",
        "answers: [colour, color]",
        "answers: [100,200,300]",
        "answers: [1, 200]",
        "answers: ['In the north', near the river]",
        "answers: [妙瓦底, 內比都]",
        "answers: [a]\n    hints: [It lies in the west., It faces Myawaddy.]",
        "answers: [a]\n    hints: [Think of the west, Think of rivers]",
        "answers: [a]\n    tags: [The west, near the river]",
    ],
)
def test_a_list_that_is_meant(written: str) -> None:
    start = "title: T\nquestions:\n  - type: short_answer\n    stem: S\n"
    assert places(f"{start}    {written}\n") == []


@pytest.mark.parametrize(("written", "sign"), [("&hello world", "&hello"), ("! wow", "!")])
def test_a_sign_that_begins_a_text_and_is_not_read(written: str, sign: str) -> None:
    (found,) = read(f"title: T\nsummary: {written}\n")
    assert (found.line, found.column, found.code) == (2, 10, "SK116")
    assert f"“{sign}”" in found.message


def test_an_anchor_that_is_used_loses_nothing() -> None:
    assert places("title: &t T\nsummary: *t\n") == []


def test_of_very_many_losses_the_first_are_named() -> None:
    cards = "  - {front: a, back: b # c\n    }\n" * 300
    found = read(f"title: T\ncards:\n{cards}")
    assert len([d for d in found if d.code == "SK116"]) == 100
    assert [d.severity for d in found if d.code == "SK115"] == ["warning"]


def test_a_comment_that_a_hidden_break_ends_is_named() -> None:
    text = "title: T\ncards: [{id: a, front: #\u2028a, back: b}]\n"
    found = read_lesson(text.encode(), Path("l.yaml")).diagnostics
    assert [(d.code, d.line, d.column) for d in found] == [("SK116", 2, 24)]
