"""Searching: what is found, in which order, and what is shown of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library
from studykit.study.search import Search, _cut, _word_start

if TYPE_CHECKING:
    from studykit.content.course import Edition

LESSON = """\
id: {name}
title: Lesson
sections: [{{id: s-{name}, title: "{title}", text: "{text}"}}]
cards: [{{id: c-{name}, front: Front, back: Back}}]
questions:
  - id: choice-{name}
    type: single_choice
    stem: Which one?
    options: [{{text: Myawaddy, correct: true}}, {{text: Naypyidaw}}, {{text: Yangon}}]
    explanation: Because of the river.
  - {{id: gaps-{name}, type: cloze, text: "The {{{{Moei|Thaungyin}}}} flows {{{{north}}}}."}}
  - {{id: number-{name}, type: numerical, stem: How long?, answer: 1327, unit: km}}
  - {{id: pairs-{name}, type: matching, stem: Match., pairs: [
      {{left: one, right: uno}}, {{left: two, right: due}}], distractors: [tre]}}
"""


def course(folder: Path, name: str, *lessons: tuple[str, str]) -> Edition:
    folder = folder / name
    folder.mkdir()
    (folder / "course.yaml").write_text(f"id: {name}\ntitle: {name}\n", encoding="utf-8")
    for number, (title, text) in enumerate(lessons):
        filled = LESSON.format(name=f"{name}{number}", title=title, text=text)
        (folder / f"{number}.yaml").write_text(filled, encoding="utf-8")
    return open_library([folder]).course(name).edition()


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return course(
        tmp_path,
        "a",
        ("Großstädte", "Der Fluß fließt nach Ｎorden, an der Straße vorbei"),
        ("常設機制", "三國警方聯合巡邏，中方主導邊境聯合執法。"),
        ("Borders", "A Großstadt and a town"),
    )


def found(search: Search, query: str) -> list[str]:
    return [hit.id for hit in search(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("合巡", ["s-a1"]),  # inside a run of Chinese
        ("方 聯合", ["s-a1"]),
        ("執法 聯合 三國", ["s-a1"]),
        ("聯合 town", []),
        ("ｔｏｗｎ", ["s-a2"]),
        ("TOWN a", ["s-a2"]),
        ("strasse", ["s-a0"]),
        ("norden", ["s-a0"]),
        ("naypyi", ["choice-a0", "choice-a1", "choice-a2"]),
        ("moei north", ["gaps-a0", "gaps-a1", "gaps-a2"]),
        ("1327", ["number-a0", "number-a1", "number-a2"]),
        ("tre due", ["pairs-a0", "pairs-a1", "pairs-a2"]),
        ("s-a1", []),  # an id is no text
        ("section", []),
    ],
)
def test_what_has_all_the_words_is_found(
    edition: Edition, query: str, expected: list[str]
) -> None:
    assert found(Search(edition), query) == expected


def test_titles_come_first_then_the_order_of_the_course(edition: Edition) -> None:
    assert found(Search(edition), "großst") == ["s-a0", "s-a2"]
    assert found(Search(edition), "borders") == ["s-a2"]
    assert found(Search(edition), "h")[:2] == ["choice-a0", "gaps-a0"]
    assert found(Search(edition), "h")[-1] == "s-a0"


@pytest.mark.parametrize("word", ["straße", "strasse", "fluß", "vorbei", "Norden"])
def test_the_word_is_marked_where_it_stands(edition: Edition, word: str) -> None:
    hit = Search(edition)(word)[0]
    marked = hit.snippet[slice(*hit.found)]
    assert marked in ("Straße", "Fluß", "vorbei", "Ｎorden")
    assert marked[-1] == word[-1] or word == "strasse"


def test_one_lesson_can_be_searched_alone(edition: Edition) -> None:
    assert found(Search(edition, lesson="a1"), "naypyidaw") == ["choice-a1"]


def test_several_courses_are_searched_one_after_the_other(
    edition: Edition, tmp_path: Path
) -> None:
    other = course(tmp_path, "b", ("Towns", "聯合"))
    hits = Search(edition, other)("聯合")
    assert [(hit.edition, hit.id) for hit in hits] == [(edition, "s-a1"), (other, "s-b0")]


def test_no_more_is_found_than_is_asked_for(edition: Edition) -> None:
    assert len(Search(edition)("e", limit=4)) == 4


def test_a_hit_can_be_opened(edition: Edition) -> None:
    kinds: dict[str, Any] = {
        "section": edition.section,
        "card": edition.card,
        "question": edition.question,
    }
    for hit in Search(edition)("o"):
        assert kinds[hit.kind](hit.id).id == hit.id


def test_a_snippet_is_of_whole_words_and_says_where_more_follows() -> None:
    text = "Nobody knows " + "where the umbrella of the watchman was left " * 5
    start = text.index("umbrella")
    assert _word_start(text, start - 12, start) == text.index("where the")
    cut = _cut(text, 0)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert not text[len(cut) - 1].isalnum()
    assert _cut("short", 0) == "short"


def test_chinese_is_cut_anywhere_and_says_so_too() -> None:
    assert _cut("三國聯合巡邏" * 20, 0) == ("三國聯合巡邏" * 20)[:72] + "…"
