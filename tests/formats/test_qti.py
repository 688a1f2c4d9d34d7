"""QTI packages come in with what their items ask, and courses go out and come back."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.base import FormatError, Options, Source
from studykit.formats.qti.format import QtiFormat
from studykit.formats.qti.patterns import schema_pattern, wild_pattern
from studykit.questions.short_answer import ShortAnswer
from tests.formats.course_samples import (
    EXAMPLES,
    opened,
    questions_of,
    read_bank,
    written_course,
)

if TYPE_CHECKING:
    from pathlib import Path

QTI = QtiFormat()
TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def item(
    declarations: str, body: str, processing: str = "match_correct", after: str = ""
) -> str:
    """An item as other programs write it; `processing` is a template or its own rules."""
    rules = (
        processing
        if processing.startswith("<")
        else f'<responseProcessing template="{TEMPLATE}{processing}"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="river"'
        ' title="A river" adaptive="false" timeDependent="false">'
        f"{declarations}"
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
        f"<itemBody>{body}</itemBody>{rules}{after}</assessmentItem>"
    )


def declared(correct: str, more: str = "", name: str = "RESPONSE", **attributes: str) -> str:
    """A response declaration."""
    kinds = {"cardinality": "single", "baseType": "identifier"} | attributes
    shown = "".join(f' {key}="{value}"' for key, value in kinds.items())
    values = "".join(f"<value>{each}</value>" for each in correct.split("|") if each)
    right = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}"{shown}>{right}{more}</responseDeclaration>'
    )


def mapping(**worth: float) -> str:
    """A mapping."""
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in worth.items()
    )
    return f'<mapping defaultValue="0">{entries}</mapping>'


CHOICES = (
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="{}">'
    "<prompt>Which <em>one</em>?</prompt>"
    '<simpleChoice identifier="A">Moei &amp; more</simpleChoice>'
    '<simpleChoice identifier="B" fixed="true">Ping</simpleChoice>'
    '<simpleChoice identifier="C">Nan</simpleChoice></choiceInteraction>'
)
FIELD = '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>'


def read(text: str) -> dict[str, Any]:
    """The only question of an item, without its id."""
    [lesson] = read_bank(QTI, text).lesson_trees()
    [only] = lesson["questions"]
    assert only.pop("id") == "river"
    return only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            item(
                declared("A"),
                "<p>Look.</p>" + CHOICES.format(1),
                after='<modalFeedback outcomeIdentifier="FEEDBACK" identifier="B"'
                ' showHide="show">No.</modalFeedback>',
            ),
            {
                "type": "single_choice",
                "stem": "Look.\n\nWhich *one*?",
                "options": [
                    {"text": "Moei & more", "correct": True},
                    {"text": "Ping", "feedback": "No.", "fixed": True},
                    {"text": "Nan"},
                ],
            },
            id="one choice",
        ),
        pytest.param(
            item(
                declared("A|C", mapping(A=1, C=1, B=-2), cardinality="multiple"),
                CHOICES.format(0),
                "map_response",
            ),
            {
                "type": "multiple_choice",
                "stem": "Which *one*?",
                "options": [
                    {"text": "Moei & more", "correct": True, "weight": 0.5},
                    {"text": "Ping", "weight": -1, "fixed": True},
                    {"text": "Nan", "correct": True, "weight": 0.5},
                ],
                "scoring": "weights",
                "points": 2,
            },
            id="several choices by what they map to",
        ),
        pytest.param(
            item(
                declared("", cardinality="multiple"),
                CHOICES.format(0),
                "<responseProcessing><responseCondition><responseIf>"
                '<match><variable identifier="RESPONSE"/><multiple>'
                '<baseValue baseType="identifier">A</baseValue>'
                '<baseValue baseType="identifier">C</baseValue></multiple></match>'
                '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
                "</setOutcomeValue></responseIf></responseCondition></responseProcessing>",
            ),
            {
                "type": "multiple_choice",
                "stem": "Which *one*?",
                "options": [
                    {"text": "Moei & more", "correct": True},
                    {"text": "Ping", "fixed": True},
                    {"text": "Nan", "correct": True},
                ],
            },
            id="several choices by a rule",
        ),
        pytest.param(
            item(
                declared("Moei", mapping(Moei=2, Mui=1), baseType="string"),
                f"<p>The river is called {FIELD}.</p>",
                "map_response",
            ),
            {
                "type": "short_answer",
                "stem": "The river is called .",
                "answers": ["Moei", {"text": "Mui", "weight": 0.5}],
                "points": 2,
            },
            id="a typed word",
        ),
        pytest.param(
            item(
                declared("5.1", baseType="float"),
                f"<p>How long?</p><p>{FIELD}</p>",
                "<responseProcessing><responseCondition><responseIf>"
                '<equal toleranceMode="absolute" tolerance="0.1 0.1">'
                '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
                '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
                "</setOutcomeValue></responseIf></responseCondition></responseProcessing>",
            ),
            {"type": "numerical", "stem": "How long?", "answer": 5.1, "tolerance": 0.1},
            id="a number",
        ),
        pytest.param(
            item(
                declared("north", name="R1", baseType="string") + declared("B", name="R2"),
                '<p>It flows <textEntryInteraction responseIdentifier="R1"/> past '
                '<inlineChoiceInteraction responseIdentifier="R2" shuffle="false">'
                '<inlineChoice identifier="A">Tak</inlineChoice>'
                '<inlineChoice identifier="B">Mae Sot</inlineChoice>'
                "</inlineChoiceInteraction>.</p>",
            ),
            {"type": "cloze", "text": "It flows {{north}} past {{Mae Sot|~Tak}}."},
            id="fields and menus in a text",
        ),
        pytest.param(
            item(
                declared("W1 G1|W2 G2", cardinality="multiple", baseType="directedPair"),
                '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false">'
                '<gapText identifier="W1" matchMax="1">Moei</gapText>'
                '<gapText identifier="W2" matchMax="1">north</gapText>'
                '<p>The <gap identifier="G1"/> flows <gap identifier="G2"/>.</p>'
                "</gapMatchInteraction>",
            ),
            {"type": "cloze", "text": "The {{Moei|~north}} flows {{north|~Moei}}."},
            id="words put into gaps",
        ),
        pytest.param(
            item(
                declared("B|A", cardinality="ordered"),
                '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
                "<prompt>Order.</prompt>"
                '<simpleChoice identifier="A">second</simpleChoice>'
                '<simpleChoice identifier="B">first</simpleChoice></orderInteraction>',
            ),
            {"type": "ordering", "stem": "Order.", "items": ["first", "second"]},
            id="an order",
        ),
        pytest.param(
            item(
                declared("A X|B Y", cardinality="multiple", baseType="directedPair"),
                '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">'
                "<prompt>Match.</prompt><simpleMatchSet>"
                '<simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice>'
                '<simpleAssociableChoice identifier="B" matchMax="1">b</simpleAssociableChoice>'
                "</simpleMatchSet><simpleMatchSet>"
                '<simpleAssociableChoice identifier="X" matchMax="1">x</simpleAssociableChoice>'
                '<simpleAssociableChoice identifier="Y" matchMax="1">y</simpleAssociableChoice>'
                '<simpleAssociableChoice identifier="Z" matchMax="1">z</simpleAssociableChoice>'
                "</simpleMatchSet></matchInteraction>",
            ),
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}],
                "distractors": ["z"],
            },
            id="pairs",
        ),
        pytest.param(
            item(
                declared("", baseType="string"),
                '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why?</prompt>'
                '</extendedTextInteraction><rubricBlock view="scorer"><p>Because.</p>'
                "<ul><li>a point</li></ul></rubricBlock>",
            ),
            {
                "type": "open_response",
                "stem": "Why?",
                "model_answer": "Because.",
                "key_points": ["a point"],
            },
            id="an essay",
        ),
        pytest.param(
            item(
                declared("60", baseType="integer"),
                '<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0"'
                ' upperBound="100" step="5"><prompt>How much?</prompt></sliderInteraction>',
            ),
            {
                "type": "slider",
                "stem": "How much?",
                "answer": 60,
                "low": 0,
                "high": 100,
                "step": 5,
            },
            id="a slider",
        ),
    ],
)
def test_every_interaction_with_a_counterpart_is_read(
    text: str, expected: dict[str, Any]
) -> None:
    assert read(text) == expected


def test_of_what_is_read_the_rest_is_named() -> None:
    text = item(
        declared("A"),
        '<rubricBlock view="candidate"><p>Choose.</p></rubricBlock>'
        '<rubricBlock view="tutor"><p>Help.</p></rubricBlock>' + CHOICES.format(1),
        "<responseProcessing><setOutcomeValue identifier='SCORE'><product>"
        '<variable identifier="A"/><variable identifier="B"/></product></setOutcomeValue>'
        "</responseProcessing>",
        '<modalFeedback outcomeIdentifier="F" identifier="incorrect" showHide="show">No.'
        "</modalFeedback>",
    )
    assert read(text)["stem"] == "Choose.\n\nWhich *one*?"
    losses = read_bank(QTI, text).report_json()["losses"]
    assert [loss["reason"] for loss in losses] == [
        "Its “incorrect” has no place.",
        "Its “rubricBlock” has no place.",
        "Its own rules for the score are not carried over.",
    ]


@pytest.mark.parametrize(
    ("answer", "case_sensitive", "regex"),
    [
        ("*river* (north)*", False, False),
        ("a.b\\*", True, False),
        ("gr[ae]y|Straße", False, True),
        ("[^a-c]+\\d{2}", False, True),
        ("^(?:Moei|Mui)$", True, True),
        ("(?=a)b", False, True),
        ("\\bMoei\\b", False, True),
    ],
)
def test_a_pattern_matches_the_same_in_the_form_of_xml_schema(
    answer: str, case_sensitive: bool, regex: bool
) -> None:
    pattern = (
        schema_pattern(answer, case_sensitive=case_sensitive)
        if regex
        else wild_pattern(answer, case_sensitive=case_sensitive)
    )
    if "(?=" in answer or "\\b" in answer:
        assert pattern is None
        return
    assert pattern is not None
    question = ShortAnswer(answers=(answer,), case_sensitive=case_sensitive, regex=regex)
    for typed in (
        *("the River (north) bank", "river north", "a.b*", "A.b*", "aXb*", "grey", "GRAY"),
        *("groy", "straße", "STRAßE", "x12", "X12", "a12", "A12", "Moei", "moei", "Mui"),
    ):
        assert bool(re.fullmatch(pattern, typed)) == (question.judge(typed).score == 1), typed


def packed(**files: str) -> bytes:
    """A package; an item that is None is listed and missing."""
    resources = "".join(
        f'<resource identifier="R{n}" type="imsqti_item_xmlv2p2" href="{name}.xml"/>'
        for n, name in enumerate(files)
    )
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">'
        f"<resources>{resources}</resources></manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for name, text in files.items():
            if text is not None:
                archive.writestr(f"{name}.xml", text)
    return buffer.getvalue()


def test_pictures_go_out_within_the_package_and_come_back(tmp_path: Path) -> None:
    picture, sound = b"\x89PNG\r\n\x1a\n one", b"ID3 call"
    media = tmp_path / "rivers" / "media"
    media.mkdir(parents=True)
    (media / "河 1.png").write_bytes(picture)
    (media / "call.mp3").write_bytes(sound)
    asked = {
        "id": "where",
        "type": "single_choice",
        "stem": 'Where? ![A map](<media/河 1.png> "2026") [Listen](media/call.mp3)',
        "options": [
            {"text": "![A map](<media/河 1.png>)", "correct": True},
            {"text": "![none](media/none.png)"},
        ],
    }
    exported = QTI.write(written_course(tmp_path / "rivers", [asked]))
    assert [str(loss.reason) for loss in exported.losses] == [
        "The file media/none.png is missing."
    ]
    with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
        assert archive.read("media/河 1.png") == picture
        assert b'<file href="media/call.mp3"/>' in archive.read("imsmanifest.xml")
        assert b'<img src="../media/%E6%B2%B3%201.png" alt="A map"/>' in archive.read(
            "items/where.xml"
        )
    draft = read_bank(QTI, exported.data)
    named = {data: name for name, data in draft.media.items()}
    [lesson] = draft.lesson_trees()
    [only] = lesson["questions"]
    assert only["stem"] == (f"Where? ![A map]({named[picture]}) [Listen]({named[sound]})")
    assert [option["text"] for option in only["options"]] == [
        f"![A map]({named[picture]})",
        "none",
    ]
    assert not draft.report_json()["losses"]


def test_what_cannot_be_carried_is_named_with_its_file_and_the_rest_is() -> None:
    good = item(declared("A"), '<p><img src="map.png" alt="a map"/></p>' + CHOICES.format(1))
    data = packed(
        good=good,
        spot=item(declared(""), '<hotspotInteraction responseIdentifier="RESPONSE"/>'),
        entity='<!DOCTYPE a [<!ENTITY b "c">]><assessmentItem>&b;</assessmentItem>',
        broken=good[:300],
        missing=None,
    )
    report = read_bank(QTI, data, "bank.zip").report_json()
    assert (report["whole"], report["in_part"], report["left_out"]) == (0, 1, 4)
    assert {(loss["file"], loss["reason"]) for loss in report["losses"]} >= {
        ("bank.zip/spot.xml", "There is no counterpart of the type “hotspotInteraction”."),
        ("bank.zip/good.xml", "The file map.png is missing."),
        ("bank.zip/missing.xml", "The package lacks this file."),
    }


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        packed(one=None),
        b"<assessmentItem><itemBody>",
        b"<!DOCTYPE a><assessmentItem/>",
    ],
)
def test_hostile_and_empty_files_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError):
        QTI.read([Source("x.zip", data)], Options("x"))


def plain(question: Any) -> dict[str, Any]:
    """A question as plain values, without the white space between its paragraphs."""

    def trimmed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: trimmed(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [trimmed(each) for each in value]
        return " ".join(value.split()) if isinstance(value, str) else value

    result = trimmed(dataclasses.asdict(question))
    assert isinstance(result, dict)
    return result


def back_and_forth(edition: Any, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The questions of an edition, and what comes back of them."""
    exported = QTI.write(edition)
    assert not [loss for loss in exported.losses if loss.left_out]
    back = opened(folder, read_bank(QTI, exported.data).texts())
    before = {question.id: plain(question) for question in questions_of(edition)}
    return before, {question.id: plain(question) for question in questions_of(back)}


def test_a_question_of_every_type_comes_back_equal(tmp_path: Path) -> None:
    more = [
        {
            "id": "points",
            "type": "multiple_choice",
            "stem": "Which?",
            "options": [
                {"text": "a", "correct": True, "weight": 0.7, "feedback": "Yes."},
                {"text": "b", "correct": True, "weight": 0.3},
                {"text": "c", "weight": -0.5, "fixed": True},
            ],
            "scoring": "weights",
            "points": 3,
            "tags": ["river"],
            "objective": "flow",
            "exam_only": True,
            "explanation": "**So** it is.",
        },
        {
            "id": "near",
            "type": "numerical",
            "stem": "How much?",
            "answer": 0.3,
            "tolerance": 0.1,
            "points": 0.5,
            "feedback": "Measure again.",
        },
        {
            "id": "several",
            "type": "numerical",
            "stem": "How much?",
            "answers": [
                {"answer": 0.1, "tolerance": 0.05},
                {"answer": 0.25, "tolerance": 0.1, "weight": 0.5, "feedback": "Nearly."},
            ],
            "feedback": "Measure again.",
        },
        {
            "id": "weighed",
            "type": "short_answer",
            "stem": "Which?",
            "case_sensitive": True,
            "answers": [
                "Moei",
                {"text": "Mui", "weight": 0.5, "feedback": "That is an old name."},
            ],
        },
    ]
    edition = written_course(tmp_path / "course", [*EXAMPLES, *more])
    before, after = back_and_forth(edition, tmp_path / "back")
    before["distance"]["units"] = None
    assert after == before
    reasons = {loss.item: str(loss.reason) for loss in QTI.write(edition).losses}
    assert reasons == {"distance": "QTI has no place for “units”."}


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_shipped_course_comes_back_equal(tmp_path: Path, language: str) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    before, after = back_and_forth(course.edition(language), tmp_path / "back")
    for question in before.values():
        # Hints and other units have no place; the report says so.
        question["hints"] = []
        if "units" in question:
            question["units"] = None
    assert after == before


def test_what_an_author_writes_cannot_break_the_package(tmp_path: Path) -> None:
    stem = 'A < B & C > D "quoted" ]]> <script>'
    question = EXAMPLES[0] | {"stem": stem}
    edition = written_course(tmp_path / "course", [question])
    exported = QTI.write(edition)
    with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
        assert escape(stem) in archive.read("items/where.xml").decode().replace("&quot;", '"')
    [back] = questions_of(opened(tmp_path / "back", read_bank(QTI, exported.data).texts()))
    assert back.stem.replace("\\", "") == stem
