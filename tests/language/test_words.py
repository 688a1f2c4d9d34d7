"""Sentences, lengths of time and dates, in the languages of the interface."""

from datetime import date, timedelta

import pytest

from studykit.language.message import Message
from studykit.language.phrases import day, duration, interval, percent
from studykit.language.words import Words


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(0), "now", "現在"),
        (timedelta(minutes=10), "10 min", "10 分鐘"),
        (timedelta(minutes=59, seconds=50), "1 h", "1 小時"),
        (timedelta(days=5), "5 d", "5 天"),
        (timedelta(days=37), "1.2 mo", "1.2 個月"),
        (timedelta(days=731), "2 y", "2 年"),
    ],
)
def test_intervals_are_short(span: timedelta, english: str, chinese: str) -> None:
    assert interval(Words("en"), span) == english
    assert interval(Words("zh-Hant"), span) == chinese


def test_dates_and_lengths_read_naturally() -> None:
    monday = date(2026, 11, 23)
    assert day(Words("en"), monday) == "Mon 23 Nov"
    assert day(Words("zh-Hant"), monday) == "11月23日（一）"
    assert day(Words("zh-Hant"), monday, monday) == "今天"
    assert duration(Words("en"), 245) == "4 min 5 s"
    assert percent(0.999) == "99%"


def test_what_was_said_in_english_can_be_said_in_chinese() -> None:
    one, more = "{n} event was recovered.", "{n} events were recovered."
    assert Message.many(1, one, more) == "1 event was recovered."
    assert Words("zh-Hant").translate(Message.many(1, one, more)) == "救回了 1 筆紀錄。"
    assert (
        Words("zh-Hant").translate("a text of somebody else's") == "a text of somebody else's"
    )


def test_one_thing_is_said_in_the_singular() -> None:
    words = Words("en")
    assert words.many(1, "{n} card", "{n} cards") == "1 card"
    assert words.many(2, "{n} card", "{n} cards") == "2 cards"


def test_only_messages_among_the_values_are_translated() -> None:
    words = Words("zh-Hant")
    kinds = Message(
        "{key} takes {kind}, not “{value}”.",
        key="x",
        kind=Message("a number"),
        value="a text",
    )
    assert "數字" in words.translate(kinds)
    assert "a text" in words.translate(kinds)


def test_a_word_with_two_meanings_has_two_translations() -> None:
    words = Words("zh-Hant")
    assert words.translate(Message.in_context("section", "next")) == "下一節"
    assert words("next") == "下一個"


def test_sentences_of_a_paragraph_are_joined_as_the_language_does() -> None:
    assert Words("en").join("One.", "", "Two.") == "One. Two."
    assert Words("zh-Hant").join("一。", "二。") == "一。二。"
    assert Words("zh-Hant").join() == ""
