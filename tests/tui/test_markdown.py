"""An author's Markdown on the screen: bold in Chinese, hanging lists, tables, no markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from studykit.tui.kinsoku import set_lines_as_chinese
from studykit.tui.layout import set_article
from studykit.tui.markdown import BOLD, article, inline

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
