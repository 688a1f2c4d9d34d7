"""Quizzes of Canvas come in with what they ask, and courses go out and come back."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.base import FormatError, Options, Source
from studykit.formats.canvas.format import CanvasFormat
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

CANVAS = CanvasFormat()


def html(text: str) -> str:
    """A text as Canvas writes it."""
    return f'<material><mattext texttype="text/html">{escape(text)}</mattext></material>'


def labels(**texts: str) -> str:
    """Options."""
    return "".join(
        f'<response_label ident="{name}">{html(text)}</response_label>'
        for name, text in texts.items()
    )


def item(kind: str, stem: str, responses: str, conditions: str, after: str = "") -> str:
    """An item as Canvas writes it."""
    entries = {"question_type": kind, "points_possible": "2.0"}
    about = "".join(
        f"<qtimetadatafield><fieldlabel>{k}</fieldlabel><fieldentry>{v}</fieldentry>"
        "</qtimetadatafield>"
        for k, v in entries.items()
    )
    return (
        f'<item ident="river" title="Question"><itemmetadata><qtimetadata>{about}'
        f"</qtimetadata></itemmetadata><presentation>{html(stem)}{responses}</presentation>"
        '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"/>'
        f"</outcomes>{conditions}</resprocessing>{after}</item>"
    )


def quiz(*items: str) -> str:
    """A quiz as Canvas exports it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop'
        ' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        '<assessment ident="g1" title="Rivers"><section ident="root_section">\n'
        + "\n".join(items)
        + "</section></assessment></questestinterop>"
    )


def earns(condition: str, score: str = "100", action: str = "Set") -> str:
    """A condition that earns something."""
    return (
        f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{score}</setvar></respcondition>'
    )


def equal(value: str, response: str = "response1") -> str:
    """A comparison."""
    return f'<varequal respident="{response}">{value}</varequal>'


def lid(inner: str, several: str = "Single", name: str = "response1", about: str = "") -> str:
    """Options to choose from."""
    return (
        f'<response_lid ident="{name}" rcardinality="{several}">{about}'
        f"<render_choice>{inner}</render_choice></response_lid>"
    )


FIELD = '<response_str ident="response1" rcardinality="Single"><render_fib/></response_str>'


def read(text: str) -> dict[str, Any]:
    """The only question of a quiz, without its id."""
    [lesson] = read_bank(CANVAS, text).lesson_trees()
    assert lesson["title"] == "Rivers"
    [only] = lesson["questions"]
    assert only.pop("id") == "river"
    assert only.pop("points") == 2
    return only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            item(
                "multiple_choice_question",
                "<div><p>Which <b>one</b>?</p></div>",
                lid(labels(a="<p>Moei</p>", b="Ping")),
                '<respcondition continue="Yes"><conditionvar>'
                + equal("b")
                + '</conditionvar><displayfeedback feedbacktype="Response" linkrefid="b_fb"/>'
                "</respcondition>" + earns(equal("a")),
                f'<itemfeedback ident="b_fb"><flow_mat>{html("No.")}</flow_mat></itemfeedback>'
                f'<itemfeedback ident="general_fb"><flow_mat>{html("So it is.")}</flow_mat>'
                "</itemfeedback>",
            ),
            {
                "type": "single_choice",
                "stem": "Which **one**?",
                "options": [
                    {"text": "Moei", "correct": True},
                    {"text": "Ping", "feedback": "No."},
                ],
                "explanation": "So it is.",
            },
            id="one choice",
        ),
        pytest.param(
            item(
                "multiple_answers_question",
                "Which?",
                lid(labels(a="Moei", b="Ping", c="Mui"), "Multiple"),
                earns(f"<and>{equal('a')}<not>{equal('b')}</not>{equal('c')}</and>"),
            ),
            {
                "type": "multiple_choice",
                "stem": "Which?",
                "options": [
                    {"text": "Moei", "correct": True},
                    {"text": "Ping"},
                    {"text": "Mui", "correct": True},
                ],
                "scoring": "net_correct",
            },
            id="several choices",
        ),
        pytest.param(
            item(
                "true_false_question",
                "It flows north.",
                lid(labels(x1="True", x2="False")),
                earns(equal("x2")),
            ),
            {"type": "true_false", "stem": "It flows north.", "answer": False},
            id="true or false",
        ),
        pytest.param(
            item("short_answer_question", "Which?", FIELD, earns(equal("Moei") + equal("Mui"))),
            {"type": "short_answer", "stem": "Which?", "answers": ["Moei", "Mui"]},
            id="a typed word",
        ),
        pytest.param(
            item(
                "numerical_question",
                "How long?",
                FIELD,
                earns(
                    f'<or>{equal("5.1")}<and><vargte respident="response1">5.0</vargte>'
                    '<varlte respident="response1">5.2</varlte></and></or>'
                ),
            ),
            {"type": "numerical", "stem": "How long?", "answer": 5.1, "tolerance": 0.1},
            id="a number",
        ),
        pytest.param(
            item(
                "matching_question",
                "Match.",
                lid(labels(x="x", y="y", z="z"), name="response_a", about=html("a"))
                + lid(labels(x="x", y="y", z="z"), name="response_b", about=html("b")),
                earns(equal("y", "response_a"), "50.00", "Add")
                + earns(equal("x", "response_b"), "50.00", "Add"),
            ),
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [{"left": "a", "right": "y"}, {"left": "b", "right": "x"}],
                "distractors": ["z"],
            },
            id="pairs",
        ),
        pytest.param(
            item(
                "multiple_dropdowns_question",
                "<p>The [river] flows [way_1].</p>",
                lid(labels(a="Moei", b="Ping"), name="response_river", about=html("river"))
                + lid(labels(c="south", d="north"), name="response_way_1", about=html("way_1")),
                earns(equal("a", "response_river"), "50", "Add")
                + earns(equal("d", "response_way_1"), "50", "Add"),
            ),
            {"type": "cloze", "text": "The {{Moei|~Ping}} flows {{north|~south}}."},
            id="menus in a text",
        ),
        pytest.param(
            item(
                "ordering_question",
                "Order.",
                lid(labels(a="second", b="first"), "Ordered"),
                earns(equal("b") + equal("a")),
            ),
            {"type": "ordering", "stem": "Order.", "items": ["first", "second"]},
            id="an order of New Quizzes",
        ),
    ],
)
def test_every_type_with_a_counterpart_is_read(text: str, expected: dict[str, Any]) -> None:
    assert read(quiz(text)) == expected


def test_categories_of_new_quizzes_are_read() -> None:
    options = labels(a="a", b="b", c="c", d="d")
    text = item(
        "categorization_question",
        "Sort.",
        lid(options, "Multiple", "x", html("X")) + lid(options, "Multiple", "y", html("Y")),
        earns(equal("b", "x") + equal("a", "x"), "50", "Add")
        + earns(equal("c", "y"), "50", "Add"),
    )
    assert read(quiz(text)) == {
        "type": "categorize",
        "stem": "Sort.",
        "categories": {"X": ["b", "a"], "Y": ["c"]},
    }
    [loss] = read_bank(CANVAS, quiz(text)).report_json()["losses"]
    assert loss["reason"] == "Items that belong to no category are left out."


def test_a_gap_is_found_by_its_response_where_its_text_is_another() -> None:
    text = item(
        "fill_in_multiple_blanks_question",
        "The Moei flows [a-1].",
        lid(labels(n="north"), name="response_a-1", about=html("north")),
        earns(equal("n", "response_a-1"), "100", "Add"),
    )
    assert read(quiz(text)) == {"type": "cloze", "text": "The Moei flows {{north}}."}


def test_a_type_is_known_by_its_structure_or_by_common_cartridge_too() -> None:
    whole = item("?", "Which?", lid(labels(a="Moei", b="Ping")), earns(equal("a")))
    bare = whole.replace("question_type", "x")
    cartridge = bare.replace(
        "<fieldlabel>x</fieldlabel><fieldentry>?",
        "<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_choice.v0p1",
    )
    assert read(quiz(bare))["type"] == read(quiz(cartridge))["type"] == "single_choice"


def test_what_has_no_counterpart_is_named_with_its_place_and_the_rest_is_carried() -> None:
    picture = '<p>Which? <img src="map.png" alt="x"></p>'
    text = quiz(
        item("multiple_choice_question", picture, lid(labels(a="a", b="b")), earns(equal("a"))),
        item("calculated_question", "How much?", FIELD, ""),
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("g1/g1.xml", text)
    report = read_bank(CANVAS, buffer.getvalue(), "q.zip").report_json()
    assert (report["in_part"], report["left_out"]) == (1, 1)
    assert {(loss["file"], loss["line"], loss["reason"]) for loss in report["losses"]} == {
        ("q.zip/g1/g1.xml", 3, "The file map.png is not carried over."),
        (
            "q.zip/g1/g1.xml",
            4,
            "There is no counterpart of the type “calculated_question”.",
        ),
    }


@pytest.mark.parametrize("data", [b"<questestinterop>", b"<!DOCTYPE a><questestinterop/>"])
def test_hostile_and_empty_files_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError):
        CANVAS.read([Source("x.xml", data)], Options("x"))


def test_what_canvas_holds_comes_back_equal(tmp_path: Path) -> None:
    edition = written_course(tmp_path / "course", EXAMPLES)
    exported = CANVAS.write(edition)
    assert not [loss for loss in exported.losses if loss.left_out]
    back = opened(tmp_path / "back", read_bank(CANVAS, exported.data).texts())
    before = {question.id: question for question in questions_of(edition)}
    after = {question.id: question for question in questions_of(back)}
    assert after.keys() == before.keys()
    said = {loss.item for loss in exported.losses}
    assert {item for item in before if after[item] != before[item]} <= said


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_shipped_question_comes_back_with_its_key(tmp_path: Path, language: str) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    edition = course.edition(language)
    exported = CANVAS.write(edition)
    assert not [loss for loss in exported.losses if loss.left_out]
    back = opened(tmp_path / "back", read_bank(CANVAS, exported.data).texts())
    after = {question.id: question for question in questions_of(back)}
    for question in questions_of(edition):
        other = after[question.id]
        if question.type not in {"categorize", "slider", "cloze"}:
            assert other.type == question.type
            assert repr(other.key) == repr(question.key).replace("\\n'", "'")
            assert other.judge(other.key).score == 1
