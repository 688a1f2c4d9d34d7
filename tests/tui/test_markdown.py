"""An author's Markdown on the screen: bold in Chinese, hanging lists, tables, no markup."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from studykit.tui.kinsoku import set_lines_as_chinese
from studykit.tui.layout import MEASURE, set_article, shortened
from studykit.tui.markdown import BOLD, Article, Block, article, inline, title_text
from tests.written import WRITTEN

set_lines_as_chinese()


def lines(text: str, width: int = 40) -> list[str]:
    return [line.plain.rstrip() for line in set_article(article(text), width)]


def bold(content: Content) -> list[str]:
    return [content.plain[a:b] for a, b, style in content.spans if style == BOLD]


def addresses(text: str) -> list[str]:
    """The addresses that can be followed."""
    spans = [span for block in article(text).blocks for span in block.content.spans]
    return [span.style.meta["@click"][1][0] for span in spans if span.style.meta]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**注意：**請小心", ["注意："]),
        ("請看**「園區」**一詞", ["「園區」"]),
        ("say **this** now", ["this"]),
        ("2 ** 3 ** 4", []),
    ],
)
def test_bold_works_in_chinese_and_english(text: str, expected: list[str]) -> None:
    assert bold(inline(text)) == expected


def test_list_items_hang() -> None:
    assert lines("- one two three four five six\n- seven", 16) == [
        "• one two three",
        "  four five six",
        "• seven",
    ]


def test_footnotes_stand_apart_from_the_list_above() -> None:
    assert lines("1. a[^x]\n2. b[^y]\n\n[^x]: one\n[^y]: two") == [
        "1. a[1]",
        "2. b[2]",
        "",
        "[1] one",
        "[2] two",
    ]


def test_paragraphs_stand_apart_and_a_line_break_in_chinese_is_no_space() -> None:
    assert lines("甲乙\n丙丁\n\nab\ncd") == ["甲乙丙丁", "", "ab cd"]


def test_the_columns_of_a_table_align_in_chinese() -> None:
    table = "| 國家 | 措施 |\n|---|---|\n| 泰國 | cut |\n| Myanmar | 扣押 |"
    assert lines(table) == [
        "國家     措施",
        "─────────────",
        "泰國     cut",
        "Myanmar  扣押",
    ]


def test_numbers_of_a_table_stand_as_their_column_is_aligned() -> None:
    table = "| 國家 | 人 | 年 |\n|:---|---:|:-:|\n| 泰國 | 5 | 1 |\n| 緬甸 | 5,400 | 2025 |"
    assert lines(table) == [
        "國家     人   年",
        "─────────────────",
        "泰國      5   1",
        "緬甸  5,400  2025",
    ]


def test_a_line_break_in_a_cell_is_one() -> None:
    assert lines("| a | b |\n|---|---|\n| one<br>two | 3 |") == [
        "a    b",
        "──────",
        "one  3",
        "two",
    ]


def test_the_widest_column_of_a_table_wraps() -> None:
    table = "| year | what |\n|---|---|\n| 1949 | one two three four five |"
    assert lines(table, 20) == [
        "year  what",
        "────────────────────",
        "1949  one two three",
        "      four five",
    ]


def test_columns_that_find_no_room_stand_below_beside_the_first_again() -> None:
    table = "|key|alphabets|gammarays|epsilons|\n|-|-|-|-|\n|k|one|two|three|"
    assert lines(table, 26) == [
        "key  alphabets  gammarays",
        "─────────────────────────",
        "k    one        two",
        "",
        "key  epsilons",
        "─────────────",
        "k    three",
    ]


def test_on_a_very_narrow_screen_two_columns_share_the_width() -> None:
    table = "|key|alphabetically|gammarays|\n|-|-|-|\n|keyboard|one|two|"
    assert lines(table, 20) == [
        "key       alphabetic",
        "          ally",
        "────────────────────",
        "keyboard  one",
        "",
        "key       gammarays",
        "───────────────────",
        "keyboard  two",
    ]


def test_an_emoji_breaks_no_table() -> None:
    table = "| who | km |\n|---|---|\n| 👍🏽 ❤️ | 2,815 km |\n| é👨‍👩‍👧 🇹🇼 | 1 |"
    shown = lines(table, 20)
    assert shown[2:] == ["👍🏽 ❤️   2,815 km", "é👨‍👩‍👧 🇹🇼  1"]


@given(st.lists(st.lists(WRITTEN, min_size=2, max_size=6), min_size=2, max_size=3))
@settings(max_examples=30)
def test_a_table_loses_no_character_at_any_width(rows: list[list[str]]) -> None:
    columns = len(rows[0])
    cells = [tuple(Content(text) for text in (row * columns)[:columns]) for row in rows]
    block = Block(Content(""), cells=tuple(cells), alignments=("left",) * columns)
    texts = "".join(cell.plain for row in cells[1:] for cell in row)
    written = Counter("".join(texts.split()))
    for width in range(20, 161, 7):
        shown = set_article(Article((block,)), width)
        assert all(cell_len(line.plain.rstrip()) <= min(width, MEASURE) for line in shown)
        assert written <= Counter("".join(line.plain for line in shown))


@given(WRITTEN)
@settings(max_examples=60)
def test_a_line_keeps_every_character_at_any_width(text: str) -> None:
    written = "".join(inline(text).plain.split())
    for width in range(20, 161):
        shown = set_article(article(text), width)
        assert all(cell_len(line.plain) <= min(width, MEASURE) for line in shown)
        assert "".join("".join(line.plain for line in shown).split()) == written


def test_a_title_shows_its_signs_and_not_its_marks() -> None:
    assert title_text("The `print()` **function**") == "The print() function"
    assert title_text("# 1: 2*3*4\n[b]x[/b]") == "# 1: 2*3*4 [b]x[/b]"


def test_a_shortened_text_keeps_its_styles() -> None:
    shown = shortened(inline("👍🏽👍🏽 **bold words**"), 10)
    assert (shown.plain, bold(shown)) == ("👍🏽👍🏽 bold…", ["bold"])


def test_textual_markup_and_controls_are_only_text() -> None:
    assert lines("[@click=app.quit]quit[/] [b]x[/b]") == ["[@click=app.quit]quit[/] [b]x[/b]"]
    assert "\x1b" not in lines("a\x1b[2Jb\u202ec")[0]


def test_a_link_is_followed_only_if_its_scheme_is_safe() -> None:
    both = "[a](https://a.org) [b](javascript:x) [c](mailto:x@a.org)"
    assert addresses(both) == ["https://a.org", "mailto:x@a.org"]


@given(st.text(max_size=300), st.integers(8, 90))
def test_no_text_raises_and_no_line_is_wider_than_its_box(text: str, width: int) -> None:
    for line in set_article(article(text), width):
        assert "\x1b" not in line.plain
