"""The converter's damage is undone exactly, and nothing else is touched."""

from __future__ import annotations

import codecs
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studykit.formats.article.damage import TONED, is_syllable, repair
from tests.examples import examples

COMMON = "".join(
    bytes((lead, trail)).decode("gb18030")
    for lead in range(0xB0, 0xD8)
    for trail in range(0xA1, 0xFA)
)
# As a converter from Simplified leaves it: characters with all kinds of second bytes.
EXTENDED = "".join(
    bytes((lead, trail)).decode("gb18030")
    for lead in range(0x81, 0xA1)
    for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF))
)
SYLLABLES = [
    initial + final
    for initial in ("b", "sh", "l", "q", "x", "zh", "")
    for final in (*"āóèǔ", "iàn", "uō", "ǚ", "āng", "ié")
    if is_syllable(initial + final)
]


def _question(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "?", min(error.start + 2, len(error.object))


def converted(text: str, readings: dict[str, str]) -> str:
    """What the converter makes of `text`, written anew: it knows bytes only."""
    pairs = {character.encode("gb18030"): reading for character, reading in readings.items()}
    finder = re.compile(b"|".join(map(re.escape, pairs)), re.DOTALL)

    def behind(match: re.Match[bytes]) -> bytes:
        return match[0] + f"({pairs[match[0]]})".encode("gb18030")

    codecs.register_error("question", _question)
    return "\n".join(
        finder.sub(behind, line.encode("gb18030")).decode("gb18030", "question")
        for line in text.split("\n")
    )


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A text of some length, and the characters that the converter has readings for."""
    pool = draw(
        st.lists(st.sampled_from(COMMON + EXTENDED), min_size=30, max_size=60, unique=True)
    )
    known = pool[: draw(st.integers(2, 6))]
    readings = {c: draw(st.sampled_from(SYLLABLES)) for c in known}
    lines = []
    for _ in range(draw(st.integers(3, 8))):
        run = st.lists(
            st.one_of(st.sampled_from(pool), st.sampled_from("，。、2025ab ")),
            min_size=20,
            max_size=60,
        )
        lines.append("".join(draw(run)))
    return "\n".join(lines), readings


@settings(max_examples=examples(150))
@given(articles())
def test_what_the_converter_did_is_undone_exactly_or_left_and_said(
    article: tuple[str, dict[str, str]],
) -> None:
    text, readings = article
    damaged = converted(text, readings)
    assume(damaged != text)
    mended = repair(damaged)
    whole = zip(text.split("\n"), damaged.split("\n"), mended.text.split("\n"), strict=True)
    for number, (line, broken, repaired) in enumerate(whole, start=1):
        if repaired != line:
            # Something is lost for good, or too little is shown: it is left, and said.
            assert any(place.line == number for place in mended.left), (broken, repaired)
            assert set(repaired) <= set(broken) | set(line)


@given(st.text(st.sampled_from(COMMON[:300] + "，。?()2025 abc\n" + TONED), max_size=200))
def test_a_text_without_readings_is_never_changed(text: str) -> None:
    assume(not re.search(r"[(?][a-zü]*[" + TONED + "]", text))
    assert repair(text).text == text


def test_readings_behind_and_inside_characters() -> None:
    text = "數據與數字，當地勢力勾結；聯合行動，聯合執法。\n聯合國的數據，聯絡各國。"
    readings = {"數": "shù", "據": "jù", "聯": "lián", "執": "zhí"}
    damaged = converted(text, readings)
    assert "當?shù)" in damaged
    assert "聯(lián)合" in damaged
    mended = repair(damaged)
    assert mended.text == text
    assert mended.inside == 1
    assert mended.behind == 10
    assert not mended.left


def test_a_reading_right_behind_a_character_that_was_just_regained() -> None:
    text = "數據與數字，當地發展。"
    damaged = converted(text, {"數": "shù", "發": "fā"})
    assert damaged == "數(shù)據與數(shù)字，當?shù)匕l(fā)展。"
    assert repair(damaged).text == text


def test_a_reading_behind_a_letter_within_a_shifted_run() -> None:
    text = "數據表明現象嚴重，數字現身。當地法律漏洞和腐敗現象，現在聯合。"
    damaged = converted(text, {"數": "shù", "現": "xiàn", "據": "jù"})
    assert "F(xiàn)" in damaged
    assert repair(damaged).text == text


def test_an_authors_gloss_behind_a_word_stays() -> None:
    text = "他們學漢字(hànzì)和拼音(pīnyīn)，也學書法(shūfǎ)。" * 3
    assert repair(text).text == text
    assert not repair(text).left


def test_a_single_gloss_is_left_and_said() -> None:
    mended = repair("第一行。\n饕(tāo)餮是一種怪獸。")
    assert mended.text.endswith("饕(tāo)餮是一種怪獸。")
    assert [(place.line, place.column) for place in mended.left] == [(2, 2)]


def test_a_text_for_learners_to_read_keeps_its_readings() -> None:
    text = "你(nǐ)好(hǎo)，我(wǒ)是(shì)學(xué)生(shēng)。你(nǐ)好(hǎo)嗎(mǎ)？"
    assert repair(text).text == text


def test_of_a_word_with_a_gloss_in_a_damaged_text_the_gloss_stays() -> None:
    text = "聯合國(Liánhéguó)與聯合行動，聯手聯絡。漢字(hànzì)也在。"
    damaged = converted(text, {"聯": "lián", "字": "zì"})
    assert repair(damaged).text == text
