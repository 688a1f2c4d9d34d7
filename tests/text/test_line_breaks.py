"""A divided line loses no character, tears none, and no part is too wide, in any script."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from studykit.text.line_breaks import divide_line, wrapped
from studykit.text.width import cells, cut, graphemes
from tests.written import WRITTEN

WIDTHS = range(20, 161)


def divided(text: str, offsets: list[int]) -> list[str]:
    return [text[a:b] for a, b in pairwise([0, *offsets, len(text)])]


def ends_of_characters(text: str) -> set[int]:
    """Where one may cut without tearing what is one character to a reader (UAX #29)."""
    return set(accumulate(map(len, regex.findall(r"\X", text)), initial=0))


@given(WRITTEN)
@settings(max_examples=60)
def test_no_character_is_lost_or_torn_and_no_line_is_too_wide(text: str) -> None:
    whole = ends_of_characters(text)
    for width in WIDTHS:
        offsets = divide_line(text, width)
        assert set(offsets) <= whole
        assert all(cell_len(line.rstrip()) <= width for line in divided(text, offsets))
        assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(WRITTEN)
def test_widths_are_those_of_the_screen(text: str) -> None:
    assert cells(text) == cell_len(text)
    assert "".join(graphemes(text)) == text
    assert sum(cells(piece) for piece in graphemes(text)) == cells(text)


@pytest.mark.parametrize("sign", ["⚠️", "❤️", "✔️", "☀️", "1️⃣", "👍🏽", "👨‍👩‍👧", "🇹🇼"])
def test_a_sign_of_two_cells_costs_the_text_behind_it_nothing(sign: str) -> None:
    text = f"{sign}注意：甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水火土山川河海風雲雷電"
    for width in WIDTHS:
        lines = wrapped(text, width)
        assert "".join(lines) == text
        assert max(map(cell_len, lines)) <= width


@given(WRITTEN, st.integers(1, 60))
def test_a_text_is_cut_between_characters(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    if shown != text:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])
        assert len(shown) - 1 in ends_of_characters(text)


def test_a_space_that_must_not_break_does_not() -> None:
    assert wrapped("a distance of 5\u202f400\u00a0km", 16) == [
        "a distance of",
        "5\u202f400\u00a0km",
    ]


def test_every_character_has_the_width_that_the_screen_gives_it() -> None:
    from rich.cells import cell_len

    characters = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    assert [c for c in characters if c.isprintable() and cells(c) != cell_len(c)] == []
