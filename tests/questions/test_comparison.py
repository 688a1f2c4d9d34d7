"""One comparison for cards, gaps and short answers: what counts, and what does not."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.cards import cards_of
from studykit.content.lesson_model import CardEntry
from studykit.questions.cloze import Cloze
from studykit.questions.compare_typed import compare
from studykit.questions.grade import grade
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.texts import _INVISIBLE, Comparison

SAME = [
    ("don’t know", "don't know"),
    ("don’t know", "don´t know"),
    ("“so called”", '"so called"'),
    ("「所謂」", "“所謂”"),
    ("co‑operate", "co-operate"),
    ("Aung San – Suu Kyi", "Aung San - Suu Kyi"),
    ("2019–2025", "2019-2025"),
    ("緬甸——泰國", "緬甸—泰國"),
    ("昂山·素季", "昂山‧素季"),
    ("昂山·素季", "昂山•素季"),
    ("昂山·素季", "昂山・素季"),
    ("Moei", "Moei\u200b"),
    ("Moei", "\ufeffMoei\u200e"),
    ("Naypyidaw", "Nay\u00adpyi\u00addaw"),
    ("می\u200cروم", "میروم"),
    ("👨\u200d👩\u200d👧", "👨👩👧"),
    ("❤", "❤\ufe0f"),
    ("2025年7月4日", "2025 年 7 月 4 日"),
    ("2025年7月4日", "2025年07月04日"),
    ("2025年7月4日", "二〇二五年七月四日"),
    ("5,400", "5400"),
    ("5,400", "5 400"),
    ("五千四百人", "5400人"),
    ("54萬", "五十四萬"),
    ("５４００ 人", "5,400人"),
    ("327 km", "327km"),
    ("0912 345 678", "0912345678"),
    ("Myanmar.", "Myanmar"),
    ("緬甸。", "緬甸"),
    ("Myanmar", "Myanmar ."),
    ("Mae Sot", " MAE\u3000SOT "),
    ("cafe\u0301", "café"),
    ("Straße", "STRASSE"),
]
DIFFERENT = [
    ("2 3", "23"),
    ("1 1/2", "11/2"),
    ("1.10", "1.1"),
    ("0800", "800"),
    ("007", "7"),
    ("9783161484100", "9783161484101"),
    ("12345678901234567890", "12345678901234567891"),
    (".5", "5"),
    ("5!", "5"),
    ("--", "-"),
    ("...", ""),
    ("a, b", "ab"),
    ("5'", '5"'),
    ("Mae Sot", "Maesot"),
    ("café", "cafe"),
    ("1, 200", "1,200"),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴"),
    ("園區", "园区"),
]
EMPHASIS = [
    ("**Moei**", "Moei"),
    ("*Moei* river", "moei river"),
    ("__Moei__", "Moei"),
    ("`print`", "print"),
    ("an ~~old~~ name", "an old name"),
    ("a\\*b", "a*b"),
    ("__init__", "__init__"),
    ("2*3*4", "2*3*4"),
    ("這是**強調**。", "這是強調"),
    ("the [Moei](https://example.org)", "the Moei"),
    ("$x^2$", "x^2"),
]


@pytest.mark.parametrize(("answer", "typed"), SAME + EMPHASIS)
def test_a_right_answer_is_right_on_a_card_in_a_gap_and_as_a_short_answer(
    answer: str, typed: str
) -> None:
    assert compare(typed, (answer,)).right
    assert grade(Cloze(id="q", text="{{" + answer + "}}"), [typed]).score == 1
    if "*" not in answer.replace("**", ""):  # a star is a wild card there
        assert grade(ShortAnswer(id="q", stem="?", answers=(answer,)), typed).score == 1


@pytest.mark.parametrize(("answer", "typed"), SAME[:-4])
def test_all_of_it_counts_where_the_author_says_so(answer: str, typed: str) -> None:
    if unicodedata.normalize("NFKC", answer) == unicodedata.normalize("NFKC", typed):
        return
    card = cards_of(CardEntry(id="c", front="?", back=answer, exact=True))[0]
    assert not compare(typed, card.answers, card.rule).right
    cloze = Cloze(id="q", text="{{" + answer + "}}", exact=True)
    assert [grade(cloze, [given]).score for given in (typed, answer)] == [0, 1]
    short = ShortAnswer(id="q", stem="?", answers=(answer,), exact=True)
    assert [grade(short, given).score for given in (typed, answer)] == [0, 1]


@pytest.mark.parametrize(("answer", "typed"), DIFFERENT)
def test_what_says_something_else_is_wrong(answer: str, typed: str) -> None:
    assert not compare(typed, (answer,)).right
    assert not compare(answer, (typed,)).right
    assert grade(ShortAnswer(id="q", stem="?", answers=(answer,)), typed).score == 0
    assert grade(Cloze(id="q", text="{{" + answer + "}}"), [typed]).score == 0


def test_a_gap_that_is_chosen_is_compared_to_the_letter() -> None:
    cloze = Cloze(id="q", text="{{its|~it's|~Its}} and {{5,400|~5400}}")
    assert grade(cloze, ["its", "5,400"]).score == 1
    assert grade(cloze, ["Its", "5400"]).score == 0
    assert grade(cloze, ["it's", "5,400"]).score == 0.5


def test_2_times_3_times_4_is_not_234() -> None:
    assert not compare("234", ("2*3*4",)).right


@pytest.mark.parametrize(
    ("answer", "typed"), [("臺灣", "台灣"), ("臺灣", "台湾"), ("頭髮", "头发")]
)
def test_forms_of_chinese_are_the_same_where_the_author_says_so(
    answer: str, typed: str
) -> None:
    card = cards_of(CardEntry(id="c", front="?", back=answer, variants="chinese"))[0]
    assert compare(typed, card.answers, card.rule).right
    assert compare(answer, (typed,), card.rule).right
    assert not compare(typed, (answer,)).right
    cloze = Cloze(id="q", text="{{" + answer + "}}", variants="chinese")
    assert grade(cloze, [typed]).score == 1
    short = ShortAnswer(id="q", stem="?", answers=(answer,), variants="chinese")
    assert grade(short, typed).score == 1


def test_capitals_count_only_where_the_author_says_so() -> None:
    strict = ShortAnswer(id="q", stem="?", answers=("don’t FBI",), case_sensitive=True)
    assert grade(strict, "don't fbi").score == 0
    assert grade(strict, "don't FBI").score == 1


def test_what_counts_as_invisible_is_what_unicode_says() -> None:
    tags = {chr(code) for code in range(0xE0020, 0xE0080)}
    ignorable = regex.compile(r"\p{Default_Ignorable_Code_Point}")
    every = map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
    ours, unicodes = set(), set()
    for sign in every:
        if _INVISIBLE.match(sign):
            ours.add(sign)
        if ignorable.match(sign):
            unicodes.add(sign)
    assert ours == unicodes - tags


rules = st.builds(Comparison, st.booleans(), st.booleans(), st.sampled_from([None, "chinese"]))
typed_texts = st.text(max_size=30) | st.text("aB1,. -–'’「」*_`二百五年é臺\u200b", max_size=12)


@given(typed_texts, rules)
def test_every_text_is_the_same_as_itself(text: str, rule: Comparison) -> None:
    assert rule.same(text, text) == bool(rule.fold(text))


@given(typed_texts, typed_texts, rules)
def test_what_is_folded_alike_is_the_same_both_ways(
    one: str, other: str, rule: Comparison
) -> None:
    if rule.fold(one) == rule.fold(other) != "":
        assert rule.same(one, other)
        assert rule.same(other, one)


@given(typed_texts, rules, st.sampled_from(["NFC", "NFD"]))
def test_the_normal_form_of_unicode_does_not_count(
    text: str, rule: Comparison, form: str
) -> None:
    assert rule.fold(unicodedata.normalize(form, text)) == rule.fold(text)  # type: ignore[arg-type]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20), rules)
def test_width_does_not_count(text: str, rule: Comparison) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in text)
    assert rule.fold(wide) == rule.fold(text)


@given(
    typed_texts, st.sampled_from("‘’‛ʼ´′"), st.sampled_from("“”„«」"), st.sampled_from("‑–—−")
)
def test_the_kind_of_quotation_mark_and_dash_does_not_count(
    text: str, single: str, double: str, dash: str
) -> None:
    plain = f"{text} '{text}' x \"y\" a-b"
    other = f"{text} {single}{text}{single} x {double}y{double} a{dash}b"
    assert Comparison().fold(plain) == Comparison().fold(other)


@given(typed_texts, st.lists(st.sampled_from("\u200b\u200c\u200d\ufeff\u200e\u00ad\u2060")))
def test_what_cannot_be_seen_does_not_count(text: str, unseen: list[str]) -> None:
    at = len(text) // 2
    assert Comparison().fold(text[:at] + "".join(unseen) + text[at:]) == Comparison().fold(text)


@given(st.integers(1000, 10**15))
def test_how_a_number_is_grouped_does_not_count(number: int) -> None:
    fold = Comparison().fold
    assert fold(f"{number:,}") == fold(str(number)) == fold(f"{number:,}".replace(",", " "))
