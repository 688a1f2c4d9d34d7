"""Readings over characters: what is one, and that nothing but them goes with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.content.lesson_file import read_lesson
from studykit.content.library import open_library
from studykit.content.search_text import lines_of, unpacked
from studykit.formats.bank_text import markdown_of
from studykit.formats.exam_text import ExamTextFormat
from studykit.formats.gift import GiftFormat
from studykit.formats.markdown_html import inline_html
from studykit.formats.moodle_xml.format import MoodleXmlFormat
from studykit.formats.qti.markup import inline
from studykit.plain.prose import plain_text
from studykit.questions.compare_typed import compare, compared_text
from studykit.questions.digest import question_digest, text_digests
from studykit.questions.responses import located_response, named_response
from studykit.questions.texts import CHOSEN, LENIENT
from studykit.text.markdown import Block, Run, blocks, strong
from studykit.text.ruby import (
    broken_ruby,
    show_readings,
    with_brackets,
    without_ruby,
    written_ruby,
)
from studykit.web.page import player_page
from studykit.web.questions.data import question_data
from studykit.web.rich_text import html

RUBY = "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>"
PIECES = [
    *(
        "{漢字|かんじ}",
        "{注音|ㄓㄨˋ ㄧㄣ}",
        "{字|zì}",
        "漢",
        "か",
        "a word",
        " ",
        "5",
        "。",
        "（",
        "）",
    ),
    *(
        "**",
        "*",
        "_",
        "~~",
        "`{字|zì}`",
        "\\*",
        "|",
        "{",
        "}",
        "{{",
        "}}",
        " $x|y$ ",
        " ${漢|字}$ ",
        "[",
        "](b.c)",
    ),
    *(
        "{x|x > 0}",
        "{{漢字|汉字}}",
        "\n",
        "\n\n",
        "\n- ",
        "\n# ",
        "\n> ",
        "\n\n```\n{字|zì}\n```\n\n",
        "\n|---|---|\n",
    ),
]


def without_readings(found: list[Block]) -> list[Block]:
    """Blocks without readings, and what is marked alike in one piece."""

    def joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        whole: list[Run] = []
        for run in (replace(run, reading="") for run in runs):
            if whole and (whole[-1].marks, whole[-1].link) == (run.marks, run.link):
                whole[-1] = replace(run, text=whole[-1].text + run.text)
            else:
                whole.append(run)
        return tuple(whole)

    return [
        replace(
            each, runs=joined(each.runs), rows=tuple(tuple(map(joined, r)) for r in each.rows)
        )
        for each in found
    ]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_text_without_its_readings_shows_the_same_without_them(text: str) -> None:
    assume("{{{" not in text)  # a gap with a reading, which only a cloze has
    assert without_readings(blocks(without_ruby(text))) == without_readings(blocks(text))
    assert without_ruby(without_ruby(text)) == without_ruby(text)


def test_readings_are_told_from_gaps_mathematics_code_and_sets() -> None:
    for text, base in {
        "**{漢字|かんじ}**は": "**漢字**は",
        "{臺灣|ㄊㄞˊ ㄨㄢ}{漢語|Hànyǔ}": "臺灣漢語",
        "{{{漢字|かんじ}|{字|じ}}} {{漢字|汉字}}": "{{漢字|字}} {{漢字|汉字}}",
        "[{漢字|かんじ}](https://a.example)": "[漢字](https://a.example)",
    }.items():
        assert without_ruby(text) == base
    for text in (
        *(
            "`{漢字|かんじ}`",
            "```\n{漢字|かんじ}\n```",
            "${漢|字}$",
            "$$\n{漢|字}\n$$",
            "{漢字\\|かんじ}",
        ),
        *(
            "\\{漢字|かんじ}",
            "{{漢字|かんじ}}",
            "{x|x > 0}",
            "{ 甲 | 乙 }",
            "{a|b}",
            "{n}",
            "=漢{~字|=x}",
        ),
    ):
        assert without_ruby(text) == with_brackets(text) == text
        assert not any(run.reading for block in blocks(text) for run in block.runs)


def test_a_reading_stands_in_a_table_and_is_strong_with_its_characters() -> None:
    [table] = blocks("| a | b |\n|---|---|\n| {漢字|かんじ} | `x` |")
    assert table.rows[1][0] == (Run("漢字", reading="かんじ"),)
    [block] = blocks(f"x{strong('a{漢字|かんじ}')}")
    assert block.runs[2] == Run("漢字", frozenset({"strong"}), reading="かんじ")


def test_readings_stand_behind_their_characters_where_they_are_shown() -> None:
    text = "# {漢字|かんじ}\n- {山|やま}"
    assert plain_text(text) == "漢字（かんじ）\n- 山（やま）"
    show_readings(False)
    try:
        assert plain_text(text) == "漢字\n- 山"
    finally:
        show_readings(True)


def test_html_has_them_above_and_what_comes_back_is_the_same() -> None:
    assert html("{漢字|かんじ}") == inline_html("{漢字|かんじ}") == RUBY
    assert html("{<字|かん>}") == "{&lt;字|かん&gt;}"
    assert markdown_of(f"a {RUBY} b") == "a {漢字|かんじ} b"
    assert markdown_of("<p><ruby><rb>漢</rb><rt>か</rt></ruby></p>") == "{漢|か}"
    assert inline("{漢字|かんじ}") == "漢字（かんじ）"
    assert written_ruby("x", "y") == "x（y）"


def test_a_reading_is_never_part_of_an_answer() -> None:
    for rule in (LENIENT, CHOSEN):
        assert rule.same("漢字", "{漢字|かんじ}")
        assert rule.same("{漢字|かんじ}", "{漢字|かんじ}")
        assert not rule.same("漢字かんじ", "{漢字|かんじ}")
        assert not rule.same("かんじ", "{漢字|かんじ}")
    assert not CHOSEN.same("{生|なま}", "{生|せい}")
    assert compared_text(compare("漢", ("{漢字|かんじ}",))) == "漢_"
    assert text_digests(["{漢字|かんじ}", "字"]) == text_digests(["漢字", "字"])
    assert len({*text_digests(["{生|せい}", "{生|なま}"])}) == 2
    assert CHOSEN.same("生（せい）", "{生|せい}")


LESSON = """id: one
title: "{漢字|かんじ}"
sections: [{id: s, title: "{字|じ}", text: "{漢字|かんじ}を{読|よ}む"}]
questions:
  - {id: a, type: short_answer, stem: "{川|かわ}?", answers: ["{川|かわ}"]}
  - {id: b, type: cloze, text: "{{{川|かわ}|~{山|やま}}}と{{{海|うみ}}}"}
  - {id: c, type: single_choice, stem: "{川|", options: [
      {text: "{川|かわ}", correct: true},
      {text: "{山|さ|x}"}, {text: "{|や}"}, {text: "{木| }"}]}
"""


def test_lessons_are_checked_searched_and_exported_with_them(tmp_path: Path) -> None:
    read = read_lesson(LESSON.encode(), Path("one.yaml"))
    found = [(d.line, d.message) for d in read.diagnostics if d.code == "SK320"]
    assert [line for line, _ in found] == [7, 9, 9, 9]
    assert "“{川|” is shown as it is written: its “}” is missing." in found[0][1]
    assert read.model is not None
    short, cloze, _ = read.model.questions
    assert short.judge("川").score == cloze.judge(["川", "海"]).score == 1
    assert cloze.judge(["{山|やま}", "うみ"]).score == 0
    bare = read_lesson(
        LESSON.replace("|かわ", "").replace("{川}", "川").encode(), Path("o.yaml")
    )
    assert bare.model is not None
    assert question_digest(bare.model.questions[0]) == question_digest(short)
    assert any("漢字を読む" in line for line in unpacked(lines_of(read.model).packed))
    (tmp_path / "one.yaml").write_text(LESSON, encoding="utf-8")
    edition = open_library([tmp_path / "one.yaml"]).courses[0].edition()
    page = player_page([edition]).data.decode()
    assert '"readings":true' in page
    assert '"answers":[{"text":"川"}]' in page
    assert '"choices":["川","山"]' in page
    gift = GiftFormat().write(edition).data.decode()
    assert "<rt>かわ</rt><rp>）</rp></ruby>? {=川}" in gift
    assert "$CATEGORY: 漢字" in gift
    moodle = MoodleXmlFormat().write(edition).data.decode()
    assert "&lt;ruby&gt;川&lt;rp&gt;" in moodle
    assert "<text>川</text>" in moodle
    assert "川（かわ）?" in ExamTextFormat().write(edition).data.decode()


@pytest.mark.parametrize("text", ["{" * 20_000, "{漢|" * 20_000, "{" + "漢" * 50_000])
def test_a_text_of_nothing_but_beginnings_is_read_at_once(text: str) -> None:
    assert without_ruby(text) == text
    assert len(list(broken_ruby(text))) < len(text)


def test_two_options_may_differ_in_their_readings_alone() -> None:
    reading = """id: one
title: T
questions:
  - {id: a, type: single_choice, stem: "生？", options: [
      {text: "{生|せい}", correct: true}, {text: "{生|なま}"}]}
  - {id: b, type: cloze, text: "{{{生|せい}|~{生|なま}}}"}
"""
    read = read_lesson(reading.encode(), Path("one.yaml"))
    assert read.model is not None
    choice, cloze = read.model.questions
    changed = read_lesson(reading.replace("なま", "い").encode(), Path("one.yaml"))
    assert changed.model is not None
    assert question_digest(choice) != question_digest(changed.model.questions[0])
    assert located_response(choice, 1, named_response(choice, 1)) == 1
    [gap] = question_data(cloze)["gaps"]
    assert gap["choices"] == ["生（せい）", "生（なま）"]
    assert [cloze.judge([chosen]).score for chosen in gap["choices"]] == [1, 0]
    assert cloze.judge(["{生|なま}"]).score == 0
