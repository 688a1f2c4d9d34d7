"""The critic: each flaw is found in English and in Chinese, and a good question has none."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.authoring.critic.bank import twin_questions
from studykit.authoring.critic.criticise import criticise
from studykit.content.lesson_model import CardEntry, Lesson, Section
from studykit.questions.choices import Option
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse


def options(*texts: str, key: int = 0) -> tuple[Option, ...]:
    return tuple(
        Option(text=text, correct=n == key, feedback="Because.") for n, text in enumerate(texts)
    )


def choice(stem: str, *texts: str, key: int = 0, shuffle: bool = True) -> SingleChoice:
    return SingleChoice(
        id="q", stem=stem, options=options(*texts, key=key), explanation="So.", shuffle=shuffle
    )


def codes(*questions: Any, **lesson: Any) -> set[str]:
    # Each test gives what its rule looks at; the rest is left out.
    whole = Lesson(id="l", title="L", questions=questions, **lesson)
    return {flaw.code for flaw in criticise(whole)}


GOOD = [
    choice("Which river forms the border here?", "The Moei", "The Salween", "The Mekong"),
    choice("這一段邊界以哪一條河為界？", "湄伊河", "薩爾溫江", "湄公河"),
    choice("What did Thailand cut?", "Water pipes", "Power lines", "Rail links", key=1),
]


@pytest.mark.parametrize("question", GOOD, ids=lambda q: q.stem)
def test_a_good_question_has_no_flaw(question: SingleChoice) -> None:
    assert codes(question) == set()


FLAWS = [
    (
        "SK601",
        choice(
            "Why did it grow?",
            "Because the law was weak and officials were bought",
            "Rain",
            "War",
        ),
        choice(
            "它為何坐大？", "因為當地法律有漏洞，又有官員充當保護傘", "天災頻仍", "戰火連年"
        ),
    ),
    (
        "SK602",
        choice(
            "Why did it grow?", "War", "Rain that fell for many months upon the hills", "Gold"
        ),
        choice("它為何坐大？", "漏洞", "連月不停的大雨沖毀了山區所有的主要道路", "金礦"),
    ),
    (
        "SK603",
        choice("What was cut?", "Power", "Fuel", "All of the above", key=2),
        choice("切斷的是什麼？", "電力", "燃油", "以上皆是", key=2),
    ),
    (
        "SK604",
        choice("What was cut?", "Power", "Fuel", "A and B", key=2),
        choice("切斷的是什麼？", "電力", "燃油", "甲和乙", key=2),
    ),
    (
        "SK605",
        choice("Which is not a river?", "The alp", "The Moei", "The Mekong"),
        choice("下列何者不是河流？", "富士", "湄伊河", "湄公河"),
    ),
    (
        "SK606",
        choice("Which is **not** true?", "It has no court", "It has a law", "It has a port"),
        choice("下列何者**不正確**？", "沒有法院", "設有法庭", "設有港口"),
    ),
    (
        "SK607",
        choice("What do the groups do?", "They move on", "They never rest", "They settle"),
        choice("集團會怎麼做？", "轉移據點", "絕不停手", "就地解散"),
    ),
    (
        "SK608",
        choice("What do the groups do?", "They often move", "They settle down", "They give up"),
        choice("集團會怎麼做？", "經常轉移", "就地解散", "自首投案"),
    ),
    (
        "SK609",
        choice("How many were held?", "100–300", "200–400", "500–700"),
        choice("被扣押者有多少人？", "100–300人", "200–400人", "500–700人"),
    ),
    (
        "SK610",
        choice(
            "Which body runs the patrol scheme?", "Patrol office", "Tax bureau", "Port board"
        ),
        choice("聯合執法機制由誰推動？", "執法機制小組", "稅務總署", "港務公司"),
    ),
    (
        "SK611",
        choice("Myawaddy lies in which town's district?", "Myawaddy", "Mandalay", "Tachileik"),
        choice("妙瓦底鎮區屬於哪一個縣？", "妙瓦底鎮區", "曼德勒鎮區", "大其力鎮區"),
    ),
    (
        "SK614",
        choice("How many were held?", "1,030", "540", "5,400"),
        choice("被扣押者有多少人？", "1,030 人", "540 人", "5,400 人"),
    ),
    (
        "SK616",
        choice("Which one?", "The first", "The other"),
        choice("是哪一個？", "前者", "後者"),
    ),
    (
        "SK617",
        choice("The river", "The Moei", "The Salween", "The Mekong"),
        choice("界河", "湄伊河", "薩爾溫江", "湄公河"),
    ),
    (
        "SK618",
        choice(
            "Why?", "Because the law failed", "Because the rain fell", "Because the army left"
        ),
        choice("為什麼？", "這是因為法律失靈", "這是因為天降大雨", "這是因為軍隊撤離"),
    ),
    (
        "SK623",
        SingleChoice(
            id="q",
            stem="Which river?",
            options=(
                Option(text="Moei", correct=True),
                Option(text="Kwai"),
                Option(text="Pai"),
            ),
            explanation="So.",
        ),
        SingleChoice(
            id="q",
            stem="哪條河？",
            options=(
                Option(text="湄河", correct=True),
                Option(text="桂河"),
                Option(text="拜河"),
            ),
            explanation="因為。",
        ),
    ),
]


@pytest.mark.parametrize(("code", "english", "chinese"), FLAWS, ids=[row[0] for row in FLAWS])
def test_a_flaw_is_found_in_both_languages(
    code: str, english: SingleChoice, chinese: SingleChoice
) -> None:
    assert code in codes(english)
    assert code in codes(chinese)


def test_an_emphasised_negative_stem_is_accepted() -> None:
    question = choice("Which is **not** a river?", "The alp", "The Moei", "The Mekong")
    assert "SK605" not in codes(question)


def test_a_key_that_all_distractors_imitate_is_found() -> None:
    question = choice(
        "Which remedy was chosen?",
        "patrol with sanctions",
        "patrol with tribute",
        "treaty with sanctions",
    )
    assert "SK612" in codes(question)


def test_an_article_that_fits_only_the_key_is_found() -> None:
    assert "SK613" in codes(choice("The suspect used an", "alias", "passport", "telephone"))


def test_numbers_in_order_are_accepted() -> None:
    question = choice("How many?", "540", "1,030", "5,400", key=1, shuffle=False)
    assert codes(question) == set()


def test_keys_that_stand_at_one_position_are_found() -> None:
    bank = [
        choice(f"Which river is number {n}?", "Moei", "Kwai", "Ping", shuffle=False)
        for n in range(9)
    ]
    assert "SK615" in codes(*bank)


def test_statements_that_are_nearly_all_true_are_found() -> None:
    bank = [
        TrueFalse(id=f"t{n}", stem=f"Claim {n}.", answer=True, explanation="So.")
        for n in range(5)
    ]
    assert {"SK619", "SK625"} <= codes(*bank)


def test_an_answer_that_stands_in_another_stem_is_found() -> None:
    giver = choice("為什麼妙瓦底鎮的園區能坐大？", "法律有漏洞", "天災頻仍", "戰火連年")
    taker = choice("園區集中在哪裡？", "妙瓦底鎮", "曼德勒市", "大其力市")
    assert "SK620" in codes(giver, taker)


def test_questions_that_ask_the_same_are_found_across_lessons() -> None:
    first = choice(
        "Where was the second ministerial meeting held?", "Naypyidaw", "Yangon", "Bago"
    )
    again = choice(
        "Where was the second ministerial meeting held", "Naypyidaw", "Mae Sot", "Bago"
    )
    lessons = [
        Lesson(id=str(n), title="L", questions=(q,)) for n, q in enumerate((first, again))
    ]
    assert [(n, flaw.code) for n, flaw in twin_questions(lessons)] == [(1, "SK621")]


def test_a_question_without_explanation_is_found() -> None:
    assert "SK622" in codes(TrueFalse(id="t", stem="Claim.", answer=True))


def test_matching_lists_of_equal_length_are_found_and_a_distractor_cures_it() -> None:
    pairs = (Pair(left="a", right="1"), Pair(left="b", right="2"))
    even = Matching(id="m", stem="Match them:", pairs=pairs, explanation="So.")
    uneven = Matching(
        id="m", stem="Match them:", pairs=pairs, distractors=("3",), explanation="So."
    )
    assert "SK624" in codes(even)
    assert "SK624" not in codes(uneven)


@pytest.mark.parametrize(
    "question",
    [
        Numerical(id="n", stem="How many?", answer=2.5, explanation="So."),
        ShortAnswer(id="s", stem="Who?", answers=("Myan*", "Myanmar"), explanation="So."),
        ShortAnswer(
            id="s",
            stem="誰？",
            answers=(Answer(text="緬*"), Answer(text="緬甸")),
            explanation="因",
        ),
        MultipleChoice(
            id="w",
            stem="Which?",
            scoring="weights",
            options=(
                Option(text="Moei", correct=True, weight=0.5, feedback="So."),
                Option(text="Kwai", correct=True, weight=0.3, feedback="So."),
                Option(text="Ping", weight=-0.5, feedback="So."),
            ),
            explanation="So.",
        ),
    ],
    ids=["decimal without tolerance", "shadowed", "shadowed Chinese", "weights"],
)
def test_a_broken_key_is_found(question: object) -> None:
    assert "SK626" in codes(question)


def test_objectives_without_section_question_or_card_are_found() -> None:
    lesson = {"objectives": {"why": "say why"}, "sections": (Section(title="S", text="T"),)}
    assert {"SK701", "SK702", "SK703"} <= codes(**lesson)


def test_a_covered_objective_is_accepted() -> None:
    question = SingleChoice(
        id="q",
        stem="Which river?",
        options=options("Moei", "Kwai", "Ping"),
        explanation="So.",
        objective="where",
    )
    found = codes(
        question,
        objectives={"where": "say where"},
        sections=(Section(id="s", title="S", text="T", check=("q",)),),
        cards=(CardEntry(id="c", front="a", back="b", objective="where"),),
    )
    assert found == set()
