"""Simplified and Traditional Chinese as one, without any package to install."""

from __future__ import annotations

import pytest

from studykit.questions.chinese_forms import TABLE, one_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣", "台湾"),
        ("台灣", "台湾"),
        ("園區", "园区"),
        ("頭髮發白", "头发发白"),
        ("乾隆皇帝很能幹", "乾隆皇帝很能干"),
        ("穿著大衣讀名著", "穿着大衣读名著"),
        ("瞭望臺上瞭解情況", "瞭望台上了解情况"),
        ("後來的皇后", "后来的皇后"),
        ("裏面", "裡面"),
        ("為什麼", "爲什麽"),
        ("回覆與複習與恢復", "回复与复习与恢复"),
        ("颱風颳壞檯燈", "台风刮坏台灯"),
        ("雨後春筍", "雨后春笋"),
        ("採用", "采用"),
        ("複雜", "复杂"),
    ],
)
def test_both_forms_of_a_phrase_are_one(one: str, other: str) -> None:
    assert one_form(one) == one_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("妙瓦底", "妙瓦低"), ("泰國", "緬甸"), ("土", "士"), ("己", "已"), ("大", "太")],
)
def test_another_character_stays_another(one: str, other: str) -> None:
    assert one_form(one) != one_form(other)


def test_no_character_is_in_two_groups() -> None:
    groups = [g for g in TABLE.read_text("utf-8").splitlines() if not g.startswith("#")]
    characters = [character for group in groups for character in group]
    assert len(characters) == len(set(characters))
    assert all(len(group) > 1 for group in groups)


def test_they_are_the_forms_that_opencc_converts_into_each_other() -> None:
    opencc = pytest.importorskip("opencc", reason="an extra of its own")
    characters = [c for c in TABLE.read_text("utf-8") if c >= "\u3400"]
    for config in ("t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s"):
        convert = opencc.OpenCC(config).convert
        differing = [c for c in characters if one_form(convert(c)) != one_form(c)]
        assert differing == []
