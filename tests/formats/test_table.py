"""Tables of questions and cards, with headings in English or Chinese, come in and go out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml

from studykit.formats.base import FormatError, Options, Source
from studykit.formats.registry import WRITERS, format_of
from studykit.formats.table.format import WorkbookFormat
from tests.formats.course_samples import EXAMPLES, opened, questions_of, written_course

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.formats.base import CourseDraft

CARDS: list[dict[str, Any]] = [
    {"id": "moei", "front": "Which river?", "back": "The Moei", "tags": ["a", "b"]},
    {"id": "gaps", "cloze": "They met in {{Naypyidaw::a city}}."},
]


def read(data: str | bytes, name: str = "table") -> CourseDraft:
    """What the table becomes, its format seen by the content."""
    source = Source(name, data if isinstance(data, bytes) else data.encode())
    return format_of([source]).read([source], Options("t"))


def items(draft: CourseDraft) -> list[dict[str, Any]]:
    """Its questions and cards without their ids."""
    found = []
    for name, text in draft.texts().items():
        if name.endswith(".yaml") and name != "course.yaml":
            lesson = yaml.safe_load(text)
            found += lesson.get("questions", []) + lesson.get("cards", [])
    return [{key: value for key, value in item.items() if key != "id"} for item in found]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "Question,A,B,C,Answer,Explanation\nWhich flows north?,Moei,Ping,Nan,A,It does.\n",
            {
                "type": "single_choice",
                "stem": "Which flows north?",
                "options": [
                    {"text": "Moei", "correct": True},
                    {"text": "Ping"},
                    {"text": "Nan"},
                ],
                "explanation": "It does.",
            },
            id="a letter",
        ),
        pytest.param(
            "題目;選項A;選項B;選項C;答案\n哪兩條是河？;湄伊河;濱河;普吉;A、B\n",
            {
                "type": "multiple_choice",
                "stem": "哪兩條是河？",
                "options": [
                    {"text": "湄伊河", "correct": True},
                    {"text": "濱河", "correct": True},
                    {"text": "普吉"},
                ],
            },
            id="Chinese headings, semicolons, two letters",
        ),
        pytest.param(
            "題型\t題目\t答案\n是非題\t湄伊河往南流。\t×\n",
            {"type": "true_false", "stem": "湄伊河往南流。", "answer": False},
            id="true or false, with tabs",
        ),
        pytest.param(
            "question,answer,tolerance,units\nHow long?,327,5%,km\n",
            {
                "type": "numerical",
                "stem": "How long?",
                "answer": 327,
                "unit": "km",
                "tolerance": {"relative": 0.05},
            },
            id="a number",
        ),
        pytest.param(
            'question,answer\n"Name, please?",Moei; Moei River\n',
            {
                "type": "short_answer",
                "stem": "Name, please?",
                "answers": ["Moei", "Moei River"],
            },
            id="answers that are typed",
        ),
        pytest.param(
            "type,question,A,B,C\nmatching,Match.,Thai -> Bangkok,Lao -> Vientiane,-> Hanoi\n",
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [
                    {"left": "Thai", "right": "Bangkok"},
                    {"left": "Lao", "right": "Vientiane"},
                ],
                "distractors": ["Hanoi"],
            },
            id="pairs",
        ),
        pytest.param(
            "front,back,tags\nWhich river?,Moei,geo\n",
            {"front": "Which river?", "back": "Moei", "tags": ["geo"]},
            id="cards",
        ),
    ],
)
def test_a_row_becomes_an_item(table: str, expected: dict[str, Any]) -> None:
    assert items(read(table)) == [expected]


def test_two_columns_without_headings_are_cards() -> None:
    assert items(read("Moei,a river\nPing,another\n", "words.csv")) == [
        {"front": "Moei", "back": "a river"},
        {"front": "Ping", "back": "another"},
    ]


def test_what_is_wrong_is_named_by_row_and_column_and_the_rest_is_carried() -> None:
    table = (
        "question,A,B,answer,colour\n"
        "Right?,yes,no,A,red\nNo option?,yes,no,D,\n\n"
        "No answer?,yes,no,,\nToo many,a,b,A,,more\n"
    )
    report = read(table, "t.csv").report_json()
    assert [(loss["line"], loss["item"], loss["reason"]) for loss in report["losses"]] == [
        (1, "E1", "The column “colour” is not known."),
        (3, "No option?", "The answer “D” names no option."),
        (5, "No answer?", "The answer is missing."),
        (6, "F6", "“more” stands in no column."),
    ]
    assert report["left_out"] == 2


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
def test_every_type_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    edition = written_course(tmp_path / "course", EXAMPLES, CARDS)
    exported = WRITERS[name].write(edition)
    assert not [loss for loss in exported.losses if loss.left_out]
    draft = read(exported.data)
    back = {
        question.id: question
        for question in questions_of(opened(tmp_path / "b", draft.texts()))
    }
    before = {question.id: question for question in questions_of(edition)}
    assert set(back) == set(before)
    lossless = set(before) - {loss.item for loss in exported.losses}
    assert {id_: (q.key, q.wording) for id_, q in back.items() if id_ in lossless} == {
        id_: (q.key, q.wording) for id_, q in before.items() if id_ in lossless
    }
    cards = [item for item in items(draft) if "type" not in item]
    assert cards == [{k: v for k, v in card.items() if k != "id"} for card in CARDS]


def test_no_cell_is_a_formula_and_it_comes_back_as_it_was(tmp_path: Path) -> None:
    cards = [{"id": "x", "front": "=cmd|' /C calc'!A0", "back": "-5"}]
    edition = written_course(tmp_path / "course", [], cards)
    text = WRITERS["csv"].write(edition).data.decode("utf-8-sig")
    assert "'=cmd" in text
    assert "'-5" in text
    assert items(read(text)) == [{"front": "=cmd|' /C calc'!A0", "back": "-5"}]
    workbook = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"].write(edition).data))
    values = {cell.value: cell.data_type for row in workbook.active for cell in row}
    assert values["=cmd|' /C calc'!A0"] == "s"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no workbook"])
def test_a_workbook_that_cannot_be_read_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError):
        WorkbookFormat().read([Source("t.xlsx", data)], Options("t"))
