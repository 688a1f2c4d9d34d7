"""Banks in Moodle XML come in with what Moodle knows, and courses go out and come back."""

from __future__ import annotations

import dataclasses
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.base import FormatError, Options, Source
from studykit.formats.moodle_xml.format import MoodleXmlFormat
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

MOODLE = MoodleXmlFormat()


def quiz(*questions: str) -> str:
    """A whole file."""
    return f'<?xml version="1.0"?>\n<quiz>\n{"".join(questions)}</quiz>\n'


def question(kind: str, stem: str, inner: str) -> str:
    """A question as Moodle exports it, in HTML."""
    return (
        f'<question type="{kind}"><name><text>Q</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{stem}</p>]]></text></questiontext>'
        f"{inner}</question>\n"
    )


def read(text: str) -> dict[str, Any]:
    """The only question of a bank, without its id."""
    draft = read_bank(MOODLE, text)
    [lesson] = draft.lesson_trees()
    [only] = lesson["questions"]
    del only["id"]
    return only


ANSWER = (
    '<answer fraction="{}" format="html"><text>{}</text>'
    "<feedback><text>{}</text></feedback>{}</answer>"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            question(
                "multichoice",
                "Which <b>flows</b> north?",
                "<single>true</single><shuffleanswers>false</shuffleanswers>"
                + ANSWER.format(100, "Moei", "Yes.", "")
                + ANSWER.format(0, "Ping &amp;amp; Nan", "", ""),
            ),
            {
                "type": "single_choice",
                "stem": "Which **flows** north?",
                "options": [
                    {"text": "Moei", "correct": True, "feedback": "Yes."},
                    {"text": "Ping & Nan"},
                ],
                "shuffle": False,
            },
            id="one key, in HTML",
        ),
        pytest.param(
            question(
                "multichoice",
                "Which?",
                "<single>false</single>"
                + ANSWER.format(50, "a", "", "")
                + ANSWER.format("50.0", "b", "", "")
                + ANSWER.format(-50, "c", "", ""),
            ),
            {
                "type": "multiple_choice",
                "stem": "Which?",
                "options": [
                    {"text": "a", "correct": True, "weight": 0.5},
                    {"text": "b", "correct": True, "weight": 0.5},
                    {"text": "c", "weight": -0.5},
                ],
                "scoring": "weights",
            },
            id="several keys by weight",
        ),
        pytest.param(
            question(
                "numerical",
                "How long?",
                "<defaultgrade>2.0000000</defaultgrade>"
                + ANSWER.format(100, "5.1", "", "<tolerance>0.01</tolerance>")
                + ANSWER.format(0, "*", "Measure again.", "<tolerance>0</tolerance>")
                + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
                "<unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit></units>",
            ),
            {
                "type": "numerical",
                "stem": "How long?",
                "answer": 5.1,
                "tolerance": 0.01,
                "unit": "m",
                "units": {"km": 1000},
                "feedback": "Measure again.",
                "points": 2,
            },
            id="a number with units",
        ),
        pytest.param(
            question(
                "numerical",
                "How fast?",
                ANSWER.format(100, "4", "", "<tolerance>0.1</tolerance>")
                + ANSWER.format(50, "4", "Nearly.", "<tolerance>1</tolerance>")
                + ANSWER.format(0, "36", "Divide.", "<tolerance>0</tolerance>")
                + "<units><unit><multiplier>1</multiplier><unit_name>km/h</unit_name></unit>"
                "</units><unitgradingtype>1</unitgradingtype><unitpenalty>0.25</unitpenalty>",
            ),
            {
                "type": "numerical",
                "stem": "How fast?",
                "answers": [
                    {"answer": 4, "tolerance": 0.1},
                    {"answer": 4, "tolerance": 1, "weight": 0.5, "feedback": "Nearly."},
                    {"answer": 36, "tolerance": 0, "weight": 0, "feedback": "Divide."},
                ],
                "unit": "km/h",
                "unit_penalty": 0.25,
            },
            id="several numbers, and a penalty for the unit",
        ),
        pytest.param(
            question(
                "calculated",
                "What is {a} times {b}, not {={a}+{b}} {c}?",
                ANSWER.format(
                    100,
                    "{a}*{b}*pi()",
                    "",
                    "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>",
                )
                + "<dataset_definitions><dataset_definition><name><text>a</text></name>"
                "<distribution><text>uniform</text></distribution>"
                "<minimum><text>1</text></minimum><maximum><text>10</text></maximum>"
                "<decimals><text>1</text></decimals></dataset_definition>"
                "<dataset_definition><name><text>b</text></name>"
                "<distribution><text>loguniform</text></distribution>"
                "<dataset_items><dataset_item><value>2</value></dataset_item>"
                "<dataset_item><value>3.5</value></dataset_item></dataset_items>"
                "</dataset_definition></dataset_definitions>",
            ),
            {
                "type": "numerical",
                "stem": "What is [= a] times [= b], not [= a+b] {c}?",
                "answer": "= a*b*pi",
                "tolerance": {"relative": 0.01},
                "variables": {"a": {"from": 1, "to": 10, "step": 0.1}, "b": [2, 3.5]},
            },
            id="a calculated number",
        ),
        pytest.param(
            question(
                "cloze",
                "The {1:SHORTANSWER:=Moei~=Moei River} flows {1:MULTICHOICE:south#no~=north}.",
                "",
            ),
            {"type": "cloze", "text": "The {{Moei|Moei River}} flows {{north|~south}}."},
            id="embedded answers",
        ),
        pytest.param(
            question(
                "ddwtos",
                "The [[1]] flows [[2]].",
                "".join(
                    f"<dragbox><text>{word}</text><group>{group}</group></dragbox>"
                    for word, group in (("Moei", 1), ("north", 2), ("south", 2))
                ),
            ),
            {"type": "cloze", "text": "The {{Moei}} flows {{north|~south}}."},
            id="words dragged into gaps",
        ),
        pytest.param(
            question(
                "ordering",
                "Order.",
                "<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>"
                + ANSWER.format(1, "first", "", "")
                + ANSWER.format(2, "second", "", "")
                + "<incorrectfeedback><text>Think of time.</text></incorrectfeedback>"
                "<correctfeedback><text>Your answer is correct.</text></correctfeedback>",
            ),
            {
                "type": "ordering",
                "stem": "Order.",
                "items": ["first", "second"],
                "scoring": "longest_ordered",
                "feedback": "Think of time.",
            },
            id="an order",
        ),
        pytest.param(
            question(
                "essay",
                "Why?",
                "<graderinfo><text><![CDATA[<p>Because.</p><ul><li>a point</li>"
                "<li>another</li></ul>]]></text></graderinfo>"
                "<hint><text>Think.</text></hint>"
                "<tags><tag><text>two words</text></tag></tags>",
            ),
            {
                "type": "open_response",
                "stem": "Why?",
                "model_answer": "Because.",
                "key_points": ["a point", "another"],
                "hints": ["Think."],
                "tags": ["two-words"],
            },
            id="an essay with notes for graders",
        ),
    ],
)
def test_every_type_with_a_counterpart_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read(quiz(text)) == expected


def test_numbers_and_answers_in_between_of_embedded_gaps_are_carried_both_ways(
    tmp_path: Path,
) -> None:
    text = quiz(
        question(
            "cloze",
            "{1:NUMERICAL:=5.5:0.1~%50%6:0.5} cm in {1:SHORTANSWER:=Naypyidaw~%50%Rangoon}, "
            "{1:MULTICHOICE_S:=north~%25%east~south}.",
            "",
        )
    )
    ours = "{{=5.5±0.1|50%:=6±0.5}} cm in {{Naypyidaw|50%:Rangoon}}, {{north|25%:east|~south}}."
    assert read(text) == {"type": "cloze", "text": ours}
    edition = written_course(tmp_path / "course", [{"id": "q", "type": "cloze", "text": ours}])
    exported = MOODLE.write(edition)
    assert not exported.losses
    [back] = questions_of(opened(tmp_path / "back", read_bank(MOODLE, exported.data).texts()))
    assert back.text == ours


def test_what_has_no_counterpart_is_named_with_its_line_and_the_rest_is_carried() -> None:
    text = quiz(
        '<question type="category"><category><text>$course$/top/A//B/C</text></category>'
        "</question>\n",
        question("truefalse", "It is.", ANSWER.format(100, "true", "", "")),
        question("ddmarker", "Where?", ""),
        question(
            "shortanswer",
            "What?",
            "<penalty>0.25</penalty><questiontext2/>"
            + ANSWER.format(100, "this", "", '<file name="x.png" encoding="base64">AA</file>'),
        ),
    )
    report = read_bank(MOODLE, text).report_json()
    assert (report["whole"], report["in_part"], report["left_out"]) == (1, 1, 1)
    assert [(loss["line"], loss["reason"]) for loss in report["losses"]] == [
        (5, "There is no counterpart of the type “ddmarker”."),
        (6, "Its penalty of 0.25 is a setting of the quiz."),
        (6, "The file x.png is not carried over."),
    ]
    assert "title: A/B/C" in "".join(read_bank(MOODLE, text).texts().values())


PICTURE, OTHER, SOUND = b"\x89PNG\r\n\x1a\n one", b"\x89PNG\r\n\x1a\n two", b"ID3 call"


def embedded(name: str, data: bytes) -> str:
    """A file as Moodle exports it."""
    text = b64encode(data).decode()
    return f'<file name="{name}" path="/" encoding="base64">{text}</file>'


def test_embedded_pictures_and_sound_come_into_the_course() -> None:
    place = '&lt;img src="@@PLUGINFILE@@/my%20map.png" alt="a map"&gt;'
    text = quiz(
        '<question type="multichoice"><name><text>Q</text></name>'
        '<questiontext format="html"><text><![CDATA[<p>Where?'
        '<img src="@@PLUGINFILE@@/my%20map.png"><audio controls><source'
        ' src="@@PLUGINFILE@@/call.mp3">call.mp3</audio>'
        '<img src="@@PLUGINFILE@@/gone.png" alt="gone"></p>]]></text>'
        + embedded("my map.png", PICTURE)
        + embedded("call.mp3", SOUND)
        + "</questiontext><single>true</single>"
        + ANSWER.format(100, place, "", embedded("my map.png", OTHER))
        + ANSWER.format(0, f'&lt;img src="data:image/png;base64,{"AA" * 8}"&gt;', "", "")
        + ANSWER.format(0, "never", "", embedded("unused.png", PICTURE))
        + "</question>\n"
    )
    draft = read_bank(MOODLE, text)
    [lesson] = draft.lesson_trees()
    [only] = lesson["questions"]
    named = {data: name for name, data in draft.media.items()}
    assert set(named) == {PICTURE, OTHER, SOUND}
    assert only["stem"] == (
        f"Where?![my map]({named[PICTURE]})[call.mp3]({named[SOUND]})(gone)"
    )
    assert only["options"][0]["text"] == f"![a map]({named[OTHER]})"
    assert [loss["reason"] for loss in draft.report_json()["losses"]] == [
        "The file gone.png is missing.",
        "The file picture is no picture of a known kind.",
        "The file unused.png is not carried over.",
    ]


def test_pictures_go_out_within_the_xml_and_come_back(tmp_path: Path) -> None:
    media = tmp_path / "rivers" / "media"
    media.mkdir(parents=True)
    (media / "河 1.png").write_bytes(PICTURE)
    (media / "call.mp3").write_bytes(SOUND)
    item = {
        "id": "where",
        "type": "single_choice",
        "stem": "Where? ![A map](<media/河 1.png>) [Listen](media/call.mp3) <b>",
        "options": [
            {"text": "![A map](<media/河 1.png>)", "correct": True},
            {"text": "![none](media/none.png)"},
        ],
    }
    exported = MOODLE.write(written_course(tmp_path / "rivers", [item]))
    assert [str(loss.reason) for loss in exported.losses] == [
        "The file media/none.png is missing."
    ]
    text = exported.data.decode()
    assert "![A map](@@PLUGINFILE@@/%E6%B2%B3%201.png)" in text
    assert text.count(b64encode(PICTURE).decode()) == 2
    draft = read_bank(MOODLE, text)
    named = {data: name for name, data in draft.media.items()}
    [lesson] = draft.lesson_trees()
    [only] = lesson["questions"]
    assert only["stem"] == (f"Where? ![A map]({named[PICTURE]}) [Listen]({named[SOUND]}) <b>")
    assert only["options"][0]["text"] == f"![A map]({named[PICTURE]})"


def test_of_a_file_that_breaks_off_the_whole_questions_are_carried() -> None:
    whole = question("truefalse", "It is.", ANSWER.format(100, "true", "", ""))
    text = f"<quiz>\n{whole}{whole[:90]}"
    report = read_bank(MOODLE, text).report_json()
    assert (report["whole"], report["left_out"]) == (1, 1)
    assert report["losses"][0]["reason"].startswith("The XML breaks off here")
    assert report["losses"][0]["line"] == 3


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>',
        '<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz></quiz>',
        "<quiz>" + "<a>" * 5000,
        "<quiz>",
        "<quiz></quiz>",
    ],
)
def test_hostile_and_empty_files_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(FormatError):
        MOODLE.read([Source("x.xml", text.encode())], Options("x"))


def plain(question: Any) -> dict[str, Any]:
    """A question as plain values, without spaces at the ends of texts."""

    def trimmed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: trimmed(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [trimmed(each) for each in value]
        return value.strip() if isinstance(value, str) else value

    result = trimmed(dataclasses.asdict(question))
    assert isinstance(result, dict)
    return result


def test_a_question_of_every_type_comes_back_equal(tmp_path: Path) -> None:
    edition = written_course(tmp_path / "course", EXAMPLES)
    exported = MOODLE.write(edition)
    back = opened(tmp_path / "back", read_bank(MOODLE, exported.data).texts())
    before = {question.id: plain(question) for question in questions_of(edition)}
    after = {question.id: plain(question) for question in questions_of(back)}
    assert not [loss for loss in exported.losses if loss.left_out]
    assert after["distance"]["tolerance"] == 21  # 5 % of 420: Moodle has no relative one
    after["distance"]["tolerance"] = before["distance"]["tolerance"]
    assert "The hint of the gap has no place." in {loss.reason for loss in exported.losses}
    before["meeting-gaps"]["text"] = before["meeting-gaps"]["text"].replace("::a date", "")
    assert after == before


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_shipped_course_comes_back_equal(tmp_path: Path, language: str) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    edition = course.edition(language)
    back = opened(tmp_path / "back", read_bank(MOODLE, MOODLE.write(edition).data).texts())
    before = {question.id: plain(question) for question in questions_of(edition)}
    assert {question.id: plain(question) for question in questions_of(back)} == before
