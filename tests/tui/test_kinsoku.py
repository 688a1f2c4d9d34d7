"""Chinese text wraps as Chinese is set."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import content

from studykit.text.line_breaks import NEVER_FIRST, NEVER_LAST, divide_line, has_wide
from studykit.tui.kinsoku import set_lines_as_chinese

set_lines_as_chinese()


def lines(text: str, width: int) -> list[str]:
    cuts = [0, *content.divide_line(text, width), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("妙瓦底園區，在緬甸。", 10, ["妙瓦底園", "區，在緬", "甸。"]),
        ("中緬泰「聯合」清剿", 8, ["中緬泰", "「聯合」", "清剿"]),
        ("在 Myawaddy 鎮的園區", 12, ["在 Myawaddy ", "鎮的園區"]),
        ("在Myawaddy鎮的園區", 12, ["在Myawaddy鎮", "的園區"]),
        ("逾5,400名中國籍嫌犯", 12, ["逾5,400名中", "國籍嫌犯"]),
        ("長長長長長長", 4, ["長長", "長長", "長長"]),
        ("plain English stays as it is", 12, ["plain ", "English ", "stays as it ", "is"]),
        ("", 10, [""]),
    ],
)
def test_lines_are_divided_where_a_printer_would(
    text: str, width: int, expected: list[str]
) -> None:
    assert lines(text, width) == expected


mixed = st.text(alphabet="妙瓦底園區中緬泰，。、「」（）abc 12.,%", max_size=60)


@given(mixed, st.integers(4, 40))
def test_nothing_is_lost_and_every_line_fits(text: str, width: int) -> None:
    divided = lines(text, width)
    assert "".join(divided) == text
    if has_wide(text):
        assert all(cell_len(line.rstrip()) <= width for line in divided)


@given(st.text(alphabet="妙瓦底園區，。「」", max_size=60), st.integers(12, 40))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(
    text: str, width: int
) -> None:
    crowded = any(
        cell_len(run) > width
        for run in text.replace("妙", " ").replace("瓦", " ").replace("底", " ").split()
    )
    for before, after in zip(found := lines(text, width), found[1:], strict=False):
        if before and after and not crowded:
            assert after[0] not in NEVER_FIRST or before[-1] in NEVER_FIRST | NEVER_LAST
            assert before[-1] not in NEVER_LAST or after[0] in NEVER_FIRST | NEVER_LAST


def test_an_empty_width_is_survived() -> None:
    assert divide_line("園區", 1) == [1]


def _another_signature(words: list[str], cells: int) -> list[int]:
    raise AssertionError("not what Textual 8 calls")


@pytest.mark.parametrize("now", [None, _another_signature])
def test_a_textual_that_divides_in_another_way_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, now: object
) -> None:
    if now is None:
        monkeypatch.delattr(content, "divide_line")
    else:
        monkeypatch.setattr(content, "divide_line", now)
    set_lines_as_chinese()
    assert getattr(content, "divide_line", None) is now


def test_doing_it_twice_changes_nothing() -> None:
    before = content.divide_line
    set_lines_as_chinese()
    assert content.divide_line is before
