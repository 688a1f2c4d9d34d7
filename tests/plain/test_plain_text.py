"""What line mode says is plain, fits the width, and cannot steer the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.language.words import Words
from studykit.plain.prose import plain_text
from studykit.plain.talk import Left, Talk
from studykit.text.ambiguous import draw_wide
from studykit.text.width import cells


def said(text: str, width: int = 20, indent: int = 0) -> str:
    out = io.StringIO()
    Talk(io.StringIO(), out, Words("en"), width=width).say(text, indent)
    return out.getvalue()


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("A **bold** and *slanted* word", "A bold and slanted word"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("# Title #\ntext", "Title\ntext"),
        ("one\ntwo", "one two"),
        ("聯合\n巡邏", "聯合巡邏"),
        ("* a\n* b\n  more", "- a\n- b more"),
        ("[town](https://x.org/a_b_c)", "town (https://x.org/a_b_c)"),
        ("[https://x.org](https://x.org)", "https://x.org"),
        ("`a*b*c`", "a*b*c"),
        ("```\nx  *y*\n```", "    x  *y*"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("5 \\* 3", "5 * 3"),
        ("這是*強調*。", "這是強調。"),
        ("~~gone~~ stays", "gone stays"),
        ("1945.", "1945."),
        ("舉行[^1]\n\n[^1]: 來源", "舉行[1]\n\n[1] 來源"),
        ("0. zero\n1. one", "0. zero\n1. one"),
        ("| a |\n|---|\n| 1<br>2 |", "| a |\n|---|\n| 1 / 2 |"),
        ("red\x1b[31m", "red�[31m"),
    ],
)
def test_markdown_loses_its_marks_only(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_a_list_item_hangs() -> None:
    assert said("- a long item that goes on") == "- a long item that\n  goes on\n"


def test_chinese_wraps_by_its_width() -> None:
    assert said("妙瓦底園區位於緬甸東部，鄰近泰國。", 20) == (
        "妙瓦底園區位於緬甸東\n部，鄰近泰國。\n"
    )


@given(st.text(alphabet="妙瓦底園，。「」abc 12-.\n", max_size=80), st.integers(20, 50))
def test_every_line_fits_and_no_letter_is_lost(text: str, width: int) -> None:
    told = said(text, width)
    assert all(cells(line) <= width for line in told.split("\n"))
    assert "".join(told.split()) == "".join(text.split())


def test_the_end_of_input_leaves() -> None:
    with pytest.raises(Left):
        Talk(io.StringIO(""), io.StringIO(), Words("en")).ask("Well?")


def test_what_comes_from_a_pipe_stands_in_the_record() -> None:
    out = io.StringIO()
    assert Talk(io.StringIO(" yes \n"), out, Words("en")).ask("Well?") == "yes"
    assert out.getvalue() == "Well?> yes\n"


def test_where_signs_are_drawn_wide_the_interface_writes_ascii_and_the_author_stays() -> None:
    draw_wide(True)
    try:
        text = said(f"{plain_text('二○二五 → **A**')} · 2 cards … ✓", width=40)
        narrow = said(plain_text("○○○○○○○○○○○○"), width=20)
    finally:
        draw_wide(False)
    assert text == "二○二五 → A . 2 cards . +\n"
    assert narrow == "○○○○○○○○○○\n○○\n"
    assert said(plain_text("○ → ·")) == "○ → ·\n"
