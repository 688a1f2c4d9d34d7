"""Ids and file names from titles."""

from __future__ import annotations

import pytest

from studykit.formats.article.names import Names, item_id, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Moei, a River!", "the-moei-a-river"),
        ("採用的策略", "採用的策略"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        (f"One {'a' * 36}", f"one-{'a' * 36}"),
        (f"One {'a' * 37} b", "one"),
        ("a" * 41, "a" * 40),
        ("...", "part"),
    ],
)
def test_a_name_has_at_most_six_words_and_forty_characters(title: str, name: str) -> None:
    assert slug(title) == name


def test_a_name_is_used_but_once() -> None:
    names = Names({"RIVER"})
    assert [names.new("River"), names.new("river"), names.new("Ferry")] == [
        "river-2",
        "river-3",
        "ferry",
    ]


def test_the_id_of_an_item_is_its_sections_with_eight_digits() -> None:
    name = item_id("trade", "A sentence.")
    assert name.startswith("trade-")
    assert len(name) == len("trade-") + 8
    assert name != item_id("trade", "Another sentence.")
