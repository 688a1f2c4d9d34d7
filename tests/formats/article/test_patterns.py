"""What in a sentence can be asked, sentence by sentence."""

from __future__ import annotations

import pytest

from studykit.formats.article.known_facts import KnownFacts, value_of
from studykit.formats.article.patterns import (
    announced,
    cause,
    date_key,
    definition,
    facts,
    is_side_matter,
    item_definition,
    named,
    term_in,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "會議於2025年7月4日召開，遣返5400餘名人員。",
            [("2025年7月4日", "date 0年0月0日"), ("5400餘名", "0餘名")],
        ),
        (
            "1.2 million people came, 20-30% in May 2019.",
            [("1.2 million people", "0 million people"), ("May 2019", "date M 0")],
        ),
        ("It costs $3 million, 70 to 265 years of wages.", [("$3 million", "$0 million")]),
        (
            "In 1903, and from 1904 to 1906, 12 May 1907 on.",
            [
                ("1903", "date 0"),
                ("12 May 1907", "date 0 M 0"),
            ],
        ),
        ("小鎮在2016年至2018年修了水渠，全長3萬米。", [("3萬米", "0萬米")]),
        ("前221年，秦有30萬人口。", [("前221年", "date 前0年"), ("30萬", "0萬")]),
        ("世界上有2016國家。", []),
        (
            "1970 年代，小鎮在1971年建橋。",
            [("1970 年代", "date 0 年代"), ("1971年", "date 0年")],
        ),
        ("iPhone 11处理器每秒运算6万至8万次。", []),
        ("The 40-foot boat has 1,200 seats.", [("1,200", "0")]),
        # A date is no amount, one beside it is.
        (
            "In 1903 people came, 2 people in May 2019.",
            [
                ("1903", "date 0"),
                ("2 people", "0 people"),
                ("May 2019", "date M 0"),
            ],
        ),
        (
            "小鎮有3座2019年建的橋，2020年5座。",
            [
                ("2019年", "date 0年"),
                ("2020年", "date 0年"),
                ("5座", "0座"),
            ],
        ),
    ],
)
def test_facts_with_what_they_may_be_mistaken_for(
    text: str, found: list[tuple[str, str]]
) -> None:
    known = facts(text)
    assert [(fact.text, fact.kind) for fact in known] == found
    assert all(text[fact.start : fact.end] == fact.text for fact in known)


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("The ford (since 1931) is deep.", True),
        ("The ford that was closed in 1931 is deep.", True),
        ("The ford, which was closed, in 1931 was deep.", False),
        ("As of May 1931, the ford is deep.", True),
        ("截至2019年，小鎮有橋。", True),
        ("The ford (a wade) was closed in 1931.", False),
    ],
)
def test_what_stands_aside(text: str, aside: bool) -> None:
    [fact] = facts(text)
    assert is_side_matter(fact, text) is aside


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("1903", (1903, 0, 0)),
        ("2019年", (2019, 0, 0)),
        ("2019年下半年", (2019, 0, 0)),
        ("2020年 5月 4日", (2020, 5, 4)),
        ("2020年12月", (2020, 12, 0)),
        ("前221年", (-221, 0, 0)),
        ("480 BC", (-480, 0, 0)),
        ("4 May 2019", (2019, 5, 4)),
        ("January 14, 2019", (2019, 1, 14)),
        ("December 2019", (2019, 12, 0)),
        ("3. Oktober 1968", (1968, 10, 3)),
        ("März 1968", (1968, 3, 0)),
        ("31. Dezember 1968", (1968, 12, 31)),
        ("1. Januar 1968", (1968, 1, 1)),
    ],
)
def test_when_a_date_is(date: str, key: tuple[int, int, int]) -> None:
    assert date_key(date) == key


def test_what_facts_are_ordered_by() -> None:
    assert value_of("1,234.5 km", "0 km") == 1234.5
    assert value_of("3 May 2019", "date 0 M 0") == 2019 + 5 / 12 + 3 / 400


def test_other_facts_of_a_kind_the_nearest_first() -> None:
    """Of the same value or in the same sentence none is another one."""
    sentences = [
        *(f"The ferry of Mae Sot carries {n} people a day." for n in (10, 30, 20, 70, 45)),
        "It carries 33 people.",
        "However, the Ping ferry carries 26 people or 40 people a day.",
        "The boat holds 30 tons.",
    ]
    known = KnownFacts(sentences)
    [fact] = facts(sentences[1])
    others = known.others(fact, sentences[1])
    assert [(each.text, each.sentence) for each in others] == [
        ("33 people", ""),
        ("26 people", "The Ping ferry carries 26 people or 40 people a day."),
        ("20 people", sentences[2]),
        ("40 people", "The Ping ferry carries 26 people or 40 people a day."),
        ("45 people", sentences[4]),
        ("10 people", sentences[0]),
        ("70 people", sentences[3]),
    ]


def test_another_date_is_at_most_eighty_years_away() -> None:
    sentences = [f"In {year}, a ford of Coldwater was closed." for year in (1850, 1930, 2011)]
    known = KnownFacts(sentences)
    [fact] = facts(sentences[1])
    assert [other.text for other in known.others(fact, sentences[1])] == ["1850"]


@pytest.mark.parametrize(
    ("text", "marked", "title", "found"),
    [
        (
            "A ford is a shallow place where a river is crossed.",
            "",
            "Rivers",
            ("A ford", "a shallow place where a river is crossed", 6.0),
        ),
        (
            "A ford is a shallow place where a river is crossed.",
            "A **ford** is",
            "Rivers",
            ("A ford", "a shallow place where a river is crossed", 7.5),
        ),
        (
            "A ford is a shallow place where a river is crossed.",
            "",
            "Ford",
            ("A ford", "a shallow place where a river is crossed", 6.5),
        ),
        ("Ford is a shallow place where a river is crossed.", "", "Rivers", None),
        (
            "Ford is a shallow place where a river is crossed.",
            "",
            "The ford of Coldwater",
            ("Ford", "a shallow place where a river is crossed", 6.5),
        ),
        ("Ox is an animal that is kept by farmers for work.", "", "Ox", None),
        (
            "Ox is an animal that is kept by farmers for work.",
            "**Ox** is",
            "Rivers",
            ("Ox", "an animal that is kept by farmers for work", 7.5),
        ),
        ("The ford is a shallow place where a river is crossed.", "", "The ford", None),
        (
            "The ford is a shallow place where a river is crossed.",
            "The **ford** is",
            "Rivers",
            ("The ford", "a shallow place where a river is crossed", 7.5),
        ),
        ("A ford is a good place where a river is crossed.", "", "Rivers", None),
        ("A ford is a ford where a river is crossed in spring.", "", "Rivers", None),
        ("It is a shallow place where a river is crossed.", "**It**", "It", None),
        ("A very long name of the old is a place that is crossed often.", "", "Rivers", None),
        (
            "A very long name of old is a place that is crossed often.",
            "",
            "Rivers",
            ("A very long name of old", "a place that is crossed often", 6.0),
        ),
        (
            "Wading is usually defined as walking through shallow water.",
            "",
            "Rivers",
            ("Wading", "walking through shallow water", 8.0),
        ),
        (
            "Wading refers to the act of walking through water.",
            "",
            "Rivers",
            ("Wading", "the act of walking through water", 7.5),
        ),
        (
            "板塊是指地球外層堅硬岩石圈的巨大碎塊。",
            "",
            "地球",
            ("板塊", "地球外層堅硬岩石圈的巨大碎塊", 8.0),
        ),
        (
            "所謂「板塊」是指地球外層堅硬岩石圈的巨大碎塊。",
            "「板塊」",
            "板塊",
            ("板塊", "地球外層堅硬岩石圈的巨大碎塊", 10.0),
        ),
        ("洄水灣是一種由河流曲折形成的安靜水域。", "", "河流", None),
        (
            "洄水灣是一種由河流曲折形成的安靜水域。",
            "“洄水灣”",
            "河流",
            ("洄水灣", "一種由河流曲折形成的安靜水域", 7.5),
        ),
        (
            "洄水灣是一種由河流曲折形成的安靜水域。",
            "",
            "洄水灣",
            ("洄水灣", "一種由河流曲折形成的安靜水域", 6.5),
        ),
        (
            "浅滩是一种由泥沙堆积形成的地貌。",
            "**浅滩**是",
            "河流",
            ("浅滩", "一种由泥沙堆积形成的地貌", 7.5),
        ),
        ("這是一種由河流曲折形成的安靜水域。", "", "這", None),
        ("Ox is an animal that is kept by farmers for work.", "", "The ox of Asia", None),
        (
            "Elk is an animal that is hunted by people for meat.",
            "",
            "The elk of Asia",
            ("Elk", "an animal that is hunted by people for meat", 6.5),
        ),
        (
            "Ford refers to the shallow place of a river.",
            "",
            "Ford of old",
            ("Ford", "the shallow place of a river", 8.0),
        ),
        ("The ford refers to the shallow place of a river.", "", "Rivers", None),
        ("A ford refers to a member of the shallow family.", "", "Rivers", None),
        (
            "浅滩是指河流中水浅而水流缓慢的地方。",
            "",
            "河流",
            ("浅滩", "河流中水浅而水流缓慢的地方", 8.0),
        ),
        ("這種灘是指河流中水淺而水流緩慢的地方。", "", "河流", None),
    ],
)
def test_definitions_with_their_scores(
    text: str, marked: str, title: str, found: tuple[str, str, float] | None
) -> None:
    assert definition(text, marked, title) == found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (
            "**Weir**: a low dam that raises the water",
            ("Weir", "a low dam that raises the water"),
        ),
        (
            "**Weir:** a low dam that raises the water",
            ("Weir", "a low dam that raises the water"),
        ),
        (
            "`weir` – a low dam that raises the water",
            ("weir", "a low dam that raises the water"),
        ),
        ("**Weir** (dam): a low dam in the water", ("Weir", "a low dam in the water")),
        ("**Weir** a low dam that raises the water", None),
        ("**Weir**: a low dam\nthat raises the water", None),
        ("**Weir**: you should build one of these", None),
        ("**Weir**: a low dam", None),
        ("Weir: a low dam that raises the water", None),
    ],
)
def test_items_that_define(item: str, found: tuple[str, str] | None) -> None:
    defined = item_definition(item)
    assert (defined and (defined.term, defined.meaning)) == found
    assert defined is None or defined.score == 8.5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由於上游連日大雨，渡口全面停航。", ("渡口全面停航", "上游連日大雨")),
        ("園區得以長期存在，主要是由於執法力度不足。", ("園區得以長期存在", "執法力度不足")),
        ("渡口的停航其實並不是因為上游連日下大雨。", None),
        ("渡口之所以全面停航，是因為上游連日下大雨。", ("渡口全面停航", "上游連日下大雨")),
        (
            "這些國家的法律相對薄弱,執法力度不足,導致園區得以長期存在。",
            ("園區得以長期存在", "這些國家的法律相對薄弱,執法力度不足"),
        ),
        ("由于上游连日大雨，导致渡口全面停航了。", ("渡口全面停航了", "上游连日大雨")),
        (
            "The old ferry stopped at once because the water was low.",
            ("The old ferry stopped at once", "the water was low"),
        ),
        (
            "Because the water was low, the old ferry stopped.",
            ("the old ferry stopped", "the water was low"),
        ),
        ("The old ferry stopped at once because of the low water.", None),
        ("The pilot said the ferry stopped because the water was low.", None),
        ("The old ferry did not stop just because the water was low.", None),
        ("The old ferry stopped here only because the water was low.", None),
        ("The old ferry is red and carries the people of Mae Sot.", None),
        (
            "渡口之所以全面停航，主要是由於上游連日大雨，水位高。",
            ("渡口全面停航", "上游連日大雨，水位高"),
        ),
    ],
)
def test_causes(text: str, found: tuple[str, str] | None) -> None:
    assert cause(text) == found


@pytest.mark.parametrize(
    ("marked", "text", "term"),
    [
        ("They call it the **red water**.", "They call it the red water.", "red water"),
        ("**Red** and **blue** water.", "Red and blue water.", None),
        ("**Red water** is called so.", "Red water is called so.", None),
        ("A **note:** and more.", "A note: and more.", None),
        ("The **red** and red.", "The red and red.", None),
        ("In **1903** it was.", "In 1903 it was.", None),
        ("A **one two three four** term.", "A one two three four term.", "one two three four"),
        ("A **one two three four five** term.", "A one two three four five term.", None),
        ("The **“red” water** came.", "The “red” water came.", None),
        ("", "The “red water” came.", None),
        ("", "政府推出「新南向」政策，加強與東南亞的合作。", "新南向"),
        ("", "小鎮居民把春天的洪水稱為「桃花水」。", "桃花水"),
        ("", "居民把洪水稱為“桃花水”，也怕它。", "桃花水"),
        ("", "他說：「我們不走」，然後離開了。", None),
        ("", "他稱為「桃花，水」的洪水。", None),
        ("", "桃花水被稱為「桃花水」。", None),
        ("", "他說「不走」，又推出「新南向」政策。", "新南向"),
    ],
)
def test_the_one_term_that_a_sentence_sets_off(
    marked: str, text: str, term: str | None
) -> None:
    assert term_in(marked, text) == term


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Hermitian matrix is named after Charles Hermite, who found it.",
            "Charles Hermite",
        ),
        ("The bridge was built by the engineer Ada Marlow and others.", "Ada Marlow"),
        ("The ford was described and led by Ada Marlow and the county.", "Ada Marlow"),
        ("The Salween is the longest free river of Southeast Asia.", "Salween"),
        ("It became the longest river.", None),
        ("Oxford is the oldest town that Oxford knows.", None),
        ("小鎮的水渠由工程師林清泉設計，全長12公里。", "林清泉"),
        ("清水河是三江縣最長的河流。", "清水河"),
        ("這條河是三江縣最長的河流。", None),
        ("河流很長。", None),
        ("The ford and the bridge were built by Ada Marlow of the county.", "Ada Marlow"),
        ("They is the longest river of the north.", None),
        ("Oxford in May, Oxford in June, built by Oxford.", None),
    ],
)
def test_the_name_that_alone_fits(text: str, name: str | None) -> None:
    found = named(text)
    assert (found and text[slice(*found)]) == name


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Three kinds of load are carried by the Moei:",
            (3, "Three kinds of load are carried by the Moei"),
        ),
        ("The river has two arms:", (2, "The river has two arms")),
        ("The river has eight arms:", (8, "The river has eight arms")),
        ("The river has nine arms:", None),
        ("The river has one arm:", None),
        ("The river has two arms.", None),
        ("The river has arms:", None),
        ("小鎮的洪水有三種起因：", (3, "小鎮的洪水有三種起因")),
        ("小鎮有兩座橋：", (2, "小鎮有兩座橋")),
        ("小镇有两座桥：", (2, "小镇有两座桥")),
        ("小鎮有4座橋:", (4, "小鎮有4座橋")),
        ("小鎮有五座橋：", (5, "小鎮有五座橋")),
        ("小鎮有六座橋：", (6, "小鎮有六座橋")),
        ("小鎮有七座橋：", (7, "小鎮有七座橋")),
        ("小鎮有八座橋：", (8, "小鎮有八座橋")),
        ("小鎮有二處：", (2, "小鎮有二處")),
        ("小鎮有九座橋：", None),
        ("小鎮有1座橋：", None),
        ("小鎮有12座橋：", None),
        ("小鎮有十二座橋：", None),
        ("小鎮有二十座橋：", None),
        ("小鎮的第二座橋：", None),
        ("The river has THREE ARMS:", (3, "The river has THREE ARMS")),
        *(
            (f"The river has {word} arms:", (number, f"The river has {word} arms"))
            for number, word in enumerate(
                ["two", "three", "four", "five", "six", "seven", "eight"], start=2
            )
        ),
    ],
)
def test_lists_announced_by_their_number(line: str, found: tuple[int, str] | None) -> None:
    assert announced(line) == found
