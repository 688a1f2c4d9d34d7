"""Text from right to left: at which side a paragraph begins, and in what order it is seen."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from studykit.formats.markdown_html import block_html
from studykit.language.words import Words
from studykit.plain.talk import Talk
from studykit.text.direction import (
    drawn,
    embedding_levels,
    from_right,
    put_in_order,
    to_be_drawn,
)
from studykit.text.terminal import adapt_to_order
from studykit.tui.layout import set_article
from studykit.tui.line_order import FROM_RIGHT, LineOrder
from studykit.tui.markdown import article
from studykit.web.rich_text import html
from tests.written import WRITTEN

UNICODE = """\
0627 0628 062C 0020 0062 006F 006F 006B 0028 0073 0029;1;1 1 1 1 2 2 2 2 2 2 2
0661 002D 0031;0;2 0 0
0061 0020 0031 0020 0032 002D 0033;1;2 2 2 2 2 2 2
05D0 0020 0031 002D 0032;0;1 1 2 2 2
0061 0029 0028 05D0 0029 0062;0;0 0 0 1 0 0
0028 0061 005D 05D0 2680 0029 05D1;1;1 2 1 1 1 1 1
0028 0028 05D0 0061 05D1 005B 005D 05D2 0029;0;0 0 1 0 1 1 1 1 0
"""
"""Lines of Unicode's BidiCharacterTest.txt 15.0: characters, the side of the paragraph, levels.
All its 91,707 lines give these levels, but the 102 with embeddings and isolates."""


@pytest.fixture(autouse=True)
def in_order() -> Iterator[None]:
    put_in_order(True)
    yield
    put_in_order(False)


def test_levels_are_those_of_unicode() -> None:
    for line in UNICODE.splitlines():
        codes, side, levels = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        assert embedding_levels(text, right=side == "1") == [*map(int, levels.split())], line


def test_a_paragraph_begins_at_the_side_of_its_first_strong_character() -> None:
    for text in ("שלום world", "327 ק״מ", "(مرحبا)", "1. א"):
        assert from_right(text)
    for text in ("world שלום", "327", "", "漢字 שלום", "..."):
        assert not from_right(text)


def test_numbers_and_latin_words_keep_their_order() -> None:
    assert drawn("שלום 12,345 Thai (a)!", right=True) == "!Thai (a) 12,345 םולש"
    assert drawn("see שלום (ב) 5.", right=False) == "see 5 (ב) םולש."
    assert drawn("لاב", right=True) == "בﺎﻟ"
    assert drawn("plain", right=False) == "plain"
    put_in_order(False)
    assert drawn("שלום", right=True) == "שלום"


@given(
    st.lists(st.sampled_from(["א", "בּ", "م", "5", ",", "a", "(", ")", " ", "中", "😀"])),
    st.booleans(),
)
def test_a_line_keeps_all_its_characters(pieces: list[str], right: bool) -> None:
    text = "".join(pieces)
    places = to_be_drawn(text, right=right) or []
    assert not places or sorted(n for n, _ in places)[0] == 0
    assert sum(len(grapheme) for _, grapheme in places) in (0, len(text))


@given(WRITTEN, st.booleans())
def test_lines_as_people_write_them_keep_their_length(text: str, right: bool) -> None:
    assert len(drawn(text, right=right)) == len(text)


def test_the_screen_draws_each_part_of_a_line_in_its_place() -> None:
    style = FROM_RIGHT.rich_style
    for segments, shown in (
        ([Segment(" a ○ אב ג ")], " a ○ ג בא "),
        ([Segment("1 אב"), Segment("   1/2  גד")], "1 בא   1/2  דג"),
        ([Segment("   אב", style), Segment(" 5.", style), Segment(" •")], "   .5 בא •"),
    ):
        found = LineOrder().apply(segments, Color(0, 0, 0))
        assert "".join(segment.text for segment in found) == shown
    [line, _, item] = set_article(article("שלום\n\n- א"), 12)
    assert (line.plain, item.plain) == (" " * 8 + "שלום", " " * 9 + "א •")


def test_line_mode_begins_at_the_right_and_a_pipe_gets_text_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.StringIO()
    talk = Talk(io.StringIO(), out, Words("en"), width=20)
    talk.say("שלום 12")
    assert out.getvalue() == f"{' ' * 13}12 םולש\n"
    adapt_to_order("program", out)
    talk.say("א")
    assert out.getvalue().endswith(f"{' ' * 19}א\n")
    for name in ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "TERM_PROGRAM", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(out, "isatty", lambda: True)
    for chosen, vte, order in (
        ("", "", "בא"),
        ("", "7600", "אב"),
        ("program", "7600", "בא"),
        ("terminal", "", "אב"),
    ):
        monkeypatch.setenv("VTE_VERSION", vte)
        adapt_to_order(chosen, out)
        assert drawn("אב", right=True) == order
    # A page in a browser leaves the order to the program, wherever that was started.
    monkeypatch.setattr(out, "isatty", lambda: False)
    monkeypatch.setenv("TEXTUAL_DRIVER", "studykit.tui.web_driver:Driver")
    adapt_to_order("", out)
    assert drawn("אב", right=True) == "בא"


def test_html_lets_paragraphs_begin_at_their_side() -> None:
    assert html("a\n\nא b") == '<p>a</p><p dir="auto">א b</p>'
    assert html("- א\n- b").startswith('<ul dir="rtl"><li><p dir="auto">א</p>')
    assert block_html("1. א") == '<ol dir="rtl">\n<li>א</li>\n</ol>'
    assert block_html("a\n\n# א") == '<p>a</p>\n<h1 dir="auto">א</h1>'
