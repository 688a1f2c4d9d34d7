"""Where sentences end, and which are understood without what stands around them."""

from __future__ import annotations

import pytest

from studykit.formats.article.blocks import Block
from studykit.formats.article.sentences import (
    is_wide,
    names_its_subject,
    sentences_of,
    stands_alone,
    terms_of,
    without_opener,
)


@pytest.mark.parametrize(
    "text",
    [
        "The Moei flows north for 327 km.",
        "The ferry of Mae Sot stops!",
        "Ada Marlow said that she closed the ford of Coldwater.",
        "The engineer said: “The ford is closed.”",
        "The old ferry of Mae Sot lost its engine in the flood.",
        "The old ferry sank because it was low.",
        "The engineer (of the county) closed the ford.",
        "小鎮位於清水河上游！",
        "小鎮位於清水河上游；",
        "政府推出「新南向」政策。",
    ],
)
def test_what_is_understood_alone(text: str) -> None:
    assert stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was first mapped on 3 May 1891.",
        "This took two years of work in the valley.",
        "However, the Moei flows north for 327 km.",
        "The ferry of the Moei sank in this valley.",
        "The company opened its office on Monday.",
        "The ferry stops here. The bus does too.",
        "The ferry “of the Moei stops.",
        "The ferry (of the Moei stops.",
        "The ferry of the Moei stops",
        "the ferry of the Moei stops.",
        "Sie ist seitdem 40 Meter breit.",
        "The engineer said that she closed the ford.",
        "In Mae Sot the engineer said that she closed it.",
        "At Mae Sot she closed the ford.",
        "The ferry lost its engine.",
        "After the great flood, they closed the ford.",
        "March 3, 2019 The ferry of the Moei.",
        "3 May 2019 the ferry sank.",
        "此外，該組織於1945年成立。",
        "他在1903年來到妙瓦底。",
        "政府認為他們推出了政策。",
        "9日的會議由三國共同召開。",
        "目前市場日均訂單量約為3000萬。",
        "政府推出「新南向政策。",
        "小鎮位於清水河上游",
        "小鎮位於上游。居民很多。",
    ],
)
def test_what_needs_the_page(text: str) -> None:
    assert not stands_alone(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The ford of the Moei is old.", True),
        ("Some boats are old.", False),
        ("Some boats of Asia are old.", True),
        ("Some Thai and Asia boats are old.", True),
        ("Mae Sot is old.", True),
        ("《河流》很有名。", True),
        ("用LINE可以預約渡船。", True),
        ("清水河很長。", True),
        ("很多船都老了。", False),
        ("2019年開始發行了河流雜誌，莫艾河很美。", False),
        ("由政府出資的莫艾河大橋通車。", False),
        ("由於上游大雨，莫艾河暴漲。", True),
    ],
)
def test_whether_a_sentence_says_what_it_is_about(text: str, named: bool) -> None:
    assert names_its_subject(text, terms_of("The Moei 莫艾河")) is named


def test_what_a_text_speaks_of() -> None:
    assert terms_of("The rivers of Mae Sot") == {"river"}
    assert terms_of("莫艾河 x 水") == {"莫艾", "艾河"}


def test_the_word_that_ties_a_sentence_to_the_one_before_goes() -> None:
    assert without_opener("However, the ferry sank.") == "The ferry sank."
    assert without_opener("同時,緬方控制了1030名人員。") == "緬方控制了1030名人員。"
    assert without_opener("The ferry sank.") == "The ferry sank."


def test_a_third_of_wide_characters_make_a_text_wide() -> None:
    assert is_wide("河" * 31 + "a" * 69)
    assert not is_wide("河" * 30 + "a" * 70)


def read(*blocks: Block, language: str = "en") -> list[tuple[str, str, bool]]:
    return [(s.text, s.marked, s.first) for s in sentences_of(blocks, language)]


def test_the_sentences_of_paragraphs_and_items() -> None:
    found = read(
        Block("### The ford", 1),
        Block("A ford costs $3.", 1),
        Block("The **ferry** of Mr. Marlow sank.\nIt was old.", 1),
        Block("```\nA listing.\n```", 1, kind="code"),
        Block("2. **Boats:** They float.", 1, kind="item"),
        Block("- One more item.", 1, kind="item"),
    )
    assert found == [
        ("The ferry of Mr. Marlow sank.", "The **ferry** of Mr. Marlow sank.", True),
        ("It was old.", "It was old.", False),
        ("They float.", "They float.", True),
        ("One more item.", "One more item.", True),
    ]


def test_a_sentence_does_not_end_within_brackets_or_quotation_marks() -> None:
    assert [
        text
        for text, _, _ in read(
            Block("他說：「走。快走！」就走了。河流很長。", 1), language="zh"
        )
    ] == [
        "他說：「走。快走！」",
        "就走了。",
        "河流很長。",
    ]
    assert [text for text, _, _ in read(Block("他說（很久。以前", 1), language="zh")] == [
        "他說（很久。以前",
    ]


def test_a_bracket_that_is_never_closed_holds_no_more_than_some_sentences() -> None:
    line = "小鎮的居民（很多。" + "河流很長，水很深。" * 200
    texts = [text for text, _, _ in read(Block(line, 1), language="zh")]
    assert 600 < len(texts[0]) <= 610
    assert len(texts[1]) < 20
