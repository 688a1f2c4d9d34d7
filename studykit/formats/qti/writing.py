"""A course → a QTI 2.2 package: an item a question, a test with a section a lesson."""

from __future__ import annotations

import re
from hashlib import sha1
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from studykit.formats.archive import packed
from studykit.formats.exchange import (
    Exported,
    Loss,
    lessons_without_typed_readings,
    losses_of,
    part_loss,
)
from studykit.formats.field_tags import as_tag
from studykit.formats.media import FOLDER as MEDIA
from studykit.formats.media import MediaWriter
from studykit.formats.qti.items import body_of
from studykit.formats.qti.markup import (
    FEEDBACK,
    SCORE,
    assign,
    block,
    constant,
    element,
    outcome,
    plain,
    text,
)
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import Edition
    from studykit.formats.qti.items import Body
    from studykit.questions.registry import Question

SOLUTION = "SOLUTION"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p2"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_XSI = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HELD = frozenset({"id", "stem", "explanation", "tags", "objective", "source"})
_ALWAYS = frozenset({"exam_only", "points"})
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_SHOWN = re.compile(rf'="\.\./({MEDIA}/[^"]+)"')
_MISSING = re.compile(rf'<img src="(?!\.\./{MEDIA}/|https?:)[^"]*" alt="([^"]*)"/>')
"""A picture that the package does not have."""


def written_package(edition: Edition) -> Exported:
    """Every question of an edition."""
    losses: list[Loss] = []
    files: dict[str, str] = {}
    resources: list[str] = []
    sections: list[str] = []
    dependencies: list[str] = []
    count = 0
    media = MediaWriter(edition.folder)
    for lesson in lessons_without_typed_readings(edition):
        references = []
        for question in lesson.questions:
            count += 1
            body = body_of(question, edition.language)
            held = _HELD | _ALWAYS | body.held if body.held else ()
            losses += losses_of(edition, question, held, "QTI")
            if not body.held:
                continue
            losses += [part_loss(edition, question, each) for each in body.changes]
            name = f"items/{_file_name(question.id)}.xml"
            whole = item(question, body, edition.language)
            whole, missing = media.placed(whole, address=_address)
            losses += [part_loss(edition, question, each) for each in missing]
            files[name] = _DECLARATION + _MISSING.sub(r"\1", whole)
            number = len(files)
            tags = [*question.tags, *_tags(question, body)]
            shown = dict.fromkeys(map(unquote, _SHOWN.findall(whole)))
            resources.append(_resource(f"RESOURCE-{number}", name, tags, files=shown))
            dependencies.append(element("dependency", identifierref=f"RESOURCE-{number}"))
            references.append(
                element("assessmentItemRef", identifier=f"ITEM-{number}", href=name)
            )
        if references:
            sections.append(
                element(
                    "assessmentSection",
                    *references,
                    identifier=f"SECTION-{len(sections) + 1}",
                    title=lesson.title,
                    visible=True,
                )
            )
    if sections:
        files["test.xml"] = _DECLARATION + _test(edition, sections)
        resources.append(_resource("TEST", "test.xml", [], *dependencies))
    files = {"imsmanifest.xml": _DECLARATION + _manifest(resources)} | files
    pictures = {f"{MEDIA}/{name}": data for name, data in media.files.items()}
    return Exported(packed({**files, **pictures}), count, tuple(losses))


def _address(name: str) -> str:
    """How an item refers to a file."""
    return f"../{MEDIA}/{quote(name)}"


def item(question: Question, body: Body, language: str) -> str:
    """A question as an `assessmentItem`."""
    feedback = [
        _feedback(FEEDBACK, identifier, shown) for identifier, shown in body.feedback.items()
    ]
    outcomes = [
        outcome(
            SCORE,
            "float",
            start=0,
            normalMaximum=float(question.points),
            externalScored="human" if body.rubric else None,
        ),
        outcome("MAXSCORE", "float", start=question.points),
        *body.outcomes,
    ]
    rules = list(body.rules)
    if feedback:
        cardinality = "multiple" if body.several else "single"
        outcomes.append(outcome(FEEDBACK, "identifier", cardinality=cardinality))
    if question.explanation:
        outcomes.append(outcome(SOLUTION, "identifier"))
        rules.append(assign(SOLUTION, constant("identifier", "solution")))
        feedback.append(_feedback(SOLUTION, "solution", block(question.explanation)))
    stem = element("div", block(question.stem), class_="stem") if question.stem else ""
    rubric = element("rubricBlock", body.rubric, view="scorer") if body.rubric else ""
    return element(
        "assessmentItem",
        *body.declarations,
        *outcomes,
        element("itemBody", stem, body.interaction, rubric),
        element("responseProcessing", *rules) if rules else "",
        *feedback,
        xmlns=_QTI,
        **_XSI,
        identifier=question.id,
        title=_title(question),
        **{"xml:lang": language},
        adaptive=False,
        timeDependent=False,
    )


def _title(question: Question) -> str:
    from html import unescape

    words = unescape(plain(" ".join(question.title.split())))
    return words[:80] or question.id


def _feedback(variable: str, identifier: str, shown: str) -> str:
    return element(
        "modalFeedback",
        shown,
        outcomeIdentifier=variable,
        identifier=identifier,
        showHide="show",
    )


def _tags(question: Question, body: Body) -> list[str]:
    extra = [
        as_tag(key, value)
        for key in ("objective", "source", "exam_only")
        if (value := getattr(question, key))
    ]
    return [*body.tags, *extra]


def _file_name(item_id: str) -> str:
    if _SAFE.fullmatch(item_id):
        return item_id
    return sha1(item_id.encode(errors="replace"), usedforsecurity=False).hexdigest()[:16]


def _resource(
    identifier: str, href: str, tags: list[str], *dependencies: str, files: Iterable[str] = ()
) -> str:
    kind = "imsqti_item_xmlv2p2" if not dependencies else "imsqti_test_xmlv2p2"
    words = [element("keyword", element("string", text(tag))) for tag in tags]
    about = element("lom", element("general", *words), xmlns=_LOM) if words else ""
    return element(
        "resource",
        element("metadata", about) if about else "",
        element("file", href=href),
        *(element("file", href=quote(name)) for name in files),
        *dependencies,
        identifier=identifier,
        type=kind,
        href=href,
    )


def _test(edition: Edition, sections: list[str]) -> str:
    part = element(
        "testPart",
        *sections,
        identifier="PART",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    title = without_ruby(edition.title)
    return element(
        "assessmentTest", part, xmlns=_QTI, **_XSI, identifier=edition.id, title=title
    )


def _manifest(resources: list[str]) -> str:
    about = element("schema", "QTIv2.2 Package") + element("schemaversion", "1.0.0")
    return element(
        "manifest",
        element("metadata", about),
        element("organizations"),
        element("resources", *resources),
        xmlns=_CP,
        identifier="MANIFEST",
    )
