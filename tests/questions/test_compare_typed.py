"""Typed answers: the verdict, and the comparison letter by letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.questions.compare_typed import Piece, compare, compared_text
from studykit.questions.texts import Comparison


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("５４００ 人", "5,400人"),
        ("二〇二五年七月四日", "2025 年 7 月 4 日"),
        ("naypyidaw", "**Naypyidaw**."),
        ("ＮＡＹＰＹＩＤＡＷ", "Naypyidaw"),
        ("五千四百", "5400"),
        ("mae  sot ", "Mae Sot"),
        ("cafe\u0301", "café"),
        ("54萬", "五十四萬"),
    ],
)
def test_what_does_not_count_makes_no_answer_wrong(typed: str, answer: str) -> None:
    assert compare(typed, (answer,)).right


@pytest.mark.parametrize(
    ("typed", "answer", "shown"),
    [
        ("妙瓦低", "妙瓦底", "妙瓦[低]"),
        ("妙底", "妙瓦底", "妙_底"),
        ("妙瓦瓦底", "妙瓦底", "妙瓦[瓦]底"),
        ("Naypyidow", "naypyidaw", "Naypyid[o]w"),
        ("ＮＡＹＰＹＩＤＯＷ", "Naypyidaw", "ＮＡＹＰＹＩＤ[Ｏ]Ｗ"),
        ("二〇二五年七月五日", "2025 年 7 月 4 日", "二〇二五年七月[五]日"),
        ("2026年", "2025年", "202[6]年"),
        ("5,400 people", "5,400人", "5,400 [people]"),
        ("", "妙瓦底", "___"),
        ("13日", "12日", "1[3]日"),
        ("5400 people", "5,400人", "5400 [people]"),
        ("五千四百個", "5400人", "五千四百[個]"),
        ("ab" * 150 + "x" + "ab" * 5, "ab" * 155, "ab" * 150 + "[x]" + "ab" * 5),
    ],
)
def test_only_what_differs_is_marked(typed: str, answer: str, shown: str) -> None:
    found = compare(typed, (answer,))
    assert not found.right
    assert compared_text(found) == shown


def test_what_was_typed_wrong_and_what_was_left_out_are_apart() -> None:
    assert compare("妙底下", ("妙瓦底",)).pieces == (
        Piece("妙", True),
        Piece("瓦", False, missing=True),
        Piece("底", True),
        Piece("下", False),
    )
    assert compare("Moei", ("moei",)).pieces == (Piece("Moei", True),)


def test_the_nearest_of_several_answers_is_compared() -> None:
    found = compare("內比都市", ("妙瓦底", "內比都"))
    assert found.wanted == "內比都"
    assert compare("x" + "ab" * 150, ("cd" * 155, "ab" * 155)).wanted == "ab" * 155
    assert not compare("", ("",)).right
    assert compare("x", ()).wanted == ""


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=3))
def test_the_pieces_make_up_what_was_typed(typed: str, answers: list[str]) -> None:
    found = compare(typed, tuple(answers))
    mine = "".join(piece.text for piece in found.pieces if not piece.missing)
    assert letters(mine) == letters(typed)


def letters(text: str) -> str:
    """What can be lost at most are spaces, marks of emphasis and what cannot be seen."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter
        for letter in composed
        if unicodedata.normalize("NFKC", letter).strip().strip("*_`")
        and Comparison().fold(letter)
    )
