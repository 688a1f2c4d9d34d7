"""What is drafted is few, is answered without the page, and stands in a sentence of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.authoring.critic.criticise import criticise
from studykit.content.validate import lesson_from_tree
from studykit.formats.article.importing import import_article
from studykit.formats.article.items import MOST_CARDS, MOST_QUESTIONS
from studykit.formats.article.patterns import cause, definition, facts, named, term_in
from studykit.formats.article.sentences import stands_alone, without_opener
from studykit.formats.base import Source
from tests.formats.article.conftest import Read, all_items

RIVERS = """\
# The Moei

The **Moei** is a river that forms the border between Thailand and Myanmar for most of its way.
In 1903, a British survey mapped the Moei for the first time. It took two years.

## Trade

In 1951, the first ferry company was founded in Mae Sot. In 1997, the Friendship Bridge was
opened near Myawaddy. In 2019, a second bridge was opened north of Mae Sot. The ferry of Mae Sot
carries 1,200 people a day. The Salween ferry carries 300 people a day. The Ping ferry near
Chiang Mai carries 450 people a day. This is a lot.

## Terms

Three kinds of load are carried by the Moei:

- sand
- gravel
- dissolved salts

- **Delta**: a fan of sand and mud where a river meets still water
- **Weir**: a low dam that raises the water a little and lets it pass
- **Ford**: a shallow place where a river is crossed on foot
- **Levee**: a wall of earth along a river that keeps floods out
"""


def test_the_kinds_of_items(read: Read) -> None:
    imported = read(**{"moei.md": RIVERS})
    cards, questions = all_items(imported, "cards"), all_items(imported, "questions")
    fronts = {card["front"]: card["back"] for card in cards if "front" in card}
    assert fronts["Moei"].startswith("a river that forms the border")
    assert fronts["Delta"] == "a fan of sand and mud where a river meets still water"
    kinds = {question["type"]: question for question in questions}
    assert kinds["ordering"]["items"] == [
        "A British survey mapped the Moei for the first time",
        "The first ferry company was founded in Mae Sot",
        "The Friendship Bridge was opened near Myawaddy",
        "A second bridge was opened north of Mae Sot",
    ]
    assert len(kinds["matching"]["pairs"]) == 3
    assert len(kinds["matching"]["distractors"]) == 1
    assert not any("what does the article say" in str(item) for item in [*cards, *questions])
    assert not any(str(card.get("cloze", "")).startswith(("It ", "This ")) for card in cards)


def test_a_section_has_at_most_three_cards_and_two_questions(read: Read) -> None:
    for lesson in read(**{"moei.md": RIVERS}).draft.lessons:
        for section in lesson["sections"]:
            for kind, most in (("cards", MOST_CARDS), ("questions", MOST_QUESTIONS)):
                own = [i for i in lesson.get(kind, ()) if i["source"] == section["id"]]
                assert len(own) <= most


def test_every_item_is_a_draft_that_the_critic_passes(read: Read) -> None:
    for lesson in read(**{"moei.md": RIVERS}).draft.lessons:
        assert all(i["draft"] for kind in ("cards", "questions") for i in lesson.get(kind, ()))
        model, problems = lesson_from_tree(lesson)
        assert model is not None
        assert not problems
        assert not [p for p in criticise(model) if p.way[0] == "questions"]


@pytest.mark.parametrize(
    "text",
    [
        "It was first mapped on 3 May 1891.",
        "This took two years of work in the valley.",
        "However, the Moei flows north for 327 km.",
        "The company opened its office on Monday.",
        "此外，該組織於1945年成立。",
        "他在1903年來到妙瓦底。",
        "9日的會議由三國共同召開。",
        "目前市場日均訂單量約為3000萬。",
    ],
)
def test_what_needs_the_page_is_not_asked(text: str) -> None:
    assert not stands_alone(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("會議於2025年7月4日召開，遣返5400餘名人員。", ["2025年7月4日", "5400餘名"]),
        ("1.2 million people came, 20-30% in May 2019.", ["1.2 million people", "May 2019"]),
        ("It costs $3 million, 70 to 265 years of wages.", ["$3 million"]),
        ("世界上有2016國家。", []),
        ("iPhone 11处理器每秒运算6万至8万次。", []),
    ],
)  # fmt: skip
def test_figures_with_what_they_count(text: str, found: list[str]) -> None:
    assert [fact.text for fact in facts(text)] == found


def test_definitions_causes_terms_and_names() -> None:
    delta = definition("板塊是指地球外層堅硬岩石圈的巨大碎塊。", "", "地球")
    assert delta is not None
    assert delta.term == "板塊"
    assert definition("The bridge is the reason of it all and much more.", "", "") is None
    why = cause("由於上游連日大雨，渡口全面停航。")
    assert why == ("渡口全面停航", "上游連日大雨")
    led_to = cause("這些國家的法律相對薄弱,執法力度不足,導致園區得以長期存在。")
    assert led_to == ("園區得以長期存在", "這些國家的法律相對薄弱,執法力度不足")
    assert without_opener("同時,緬方控制了1030名人員。") == "緬方控制了1030名人員。"
    assert term_in("", "政府推出「新南向」政策，加強與東南亞的合作。") == "新南向"
    assert term_in("", "他說：「我們不走」，然後離開了。") is None
    span = named("The Hermitian matrix is named after Charles Hermite, who found it in 1855.")
    assert span is not None


def test_the_same_figure_in_other_units_does_not_give_it_away(read: Read) -> None:
    text = "# The Moei\n\nThe Moei runs 327 km (203 mi) along the border to the Salween.\n"
    [card] = all_items(read(**{"moei.md": text}), "cards")
    assert card["cloze"] == "The Moei runs {{327 km}} along the border to the Salween."


def test_of_a_language_without_words_only_items_that_need_none(read: Read) -> None:
    text = (
        "# Die Furt\n\nDie Furt wurde 1940 und wieder im Mai 1951 von Ingenieuren ausgebaut.\n"
    )
    imported = read({"language": "de"}, **{"furt.md": text})
    items = [*all_items(imported, "cards"), *all_items(imported, "questions")]
    assert all("cloze" in item or item["type"] != "ordering" for item in items)
    assert "What" not in str(items)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "# T", "## Ä", "- **a**: {{b}} c", "::: challenge", ":::", "```", "|a|b|",
                "Q: a? A: b.", "In 1903, the Moei was mapped.", "「x」政策：三大目標：", "1. x",
                "The Moei has 3 million people.", "> q", "$x$", "由於a，b。", "!!! note", "",
            ]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_text_gives_a_lesson_that_can_be_read_or_a_refusal(lines: list[str]) -> None:
    source = Source("a.md", ("A sentence about rivers.\n\n" + "\n".join(lines)).encode())
    try:
        imported = import_article([source], "course", language="en")
    except Exception as error:
        assert type(error).__name__ == "ArticleError"
        return
    for lesson in imported.draft.lessons:
        tree: dict[str, Any] = lesson
        model, problems = lesson_from_tree(tree)
        assert model is not None, problems
