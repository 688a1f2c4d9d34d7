"""A course → QTI 1.2 as Canvas reads it: a quiz a lesson.

Canvas knows a type by the metadata of its item; the rest is laid out as in its own exports.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from studykit.formats.archive import packed
from studykit.formats.exchange import (
    Exported,
    Loss,
    lessons_without_typed_readings,
    losses_of,
    part_loss,
)
from studykit.formats.gap_losses import gap_losses
from studykit.formats.qti.markup import (
    block,
    element,
    inline,
    number,
    plain,
    text,
    words_of_pictures,
)
from studykit.language.message import Message
from studykit.language.words import Words
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import bounds
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studykit.content.course import Edition
    from studykit.content.lesson_model import Lesson
    from studykit.questions.placing import PlacingQuestion
    from studykit.questions.registry import Question

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HELD = frozenset({"id", "stem", "explanation", "points"})
_RESPONSE = "response1"


@dataclass
class _Body:
    """What a type adds to an item; without a kind Canvas has no such question."""

    kind: str
    held: set[str] = field(default_factory=set)
    responses: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    remarks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Identifier → the condition and the text of feedback on an answer."""
    wrong: str = ""
    """Feedback on what is not right."""
    general: str = ""
    """Feedback that is always shown, beside the explanation."""
    stem: str | None = None
    changes: list[Message] = field(default_factory=list)


def written_quizzes(edition: Edition) -> Exported:
    """Every question of an edition that Canvas can ask."""
    losses: list[Loss] = []
    files: dict[str, str] = {}
    resources = []
    count = 0
    words = Words(edition.language)
    for lesson in lessons_without_typed_readings(edition):
        items = []
        for question in lesson.questions:
            count += 1
            body = _body(question, words)
            held = _HELD | body.held if body.kind else ()
            losses += losses_of(edition, question, held, "Canvas")
            if body.kind:
                losses += [part_loss(edition, question, each) for each in body.changes]
                items.append(_item(question, body))
        if items:
            name = "q" + _digest(f"{edition.id}/{lesson.id}")
            files[f"{name}/{name}.xml"] = _DECLARATION + _quiz(name, lesson, items)
            resources.append(
                element(
                    "resource",
                    element("file", href=f"{name}/{name}.xml"),
                    identifier=name,
                    type="imsqti_xmlv1p2",
                )
            )
    about = element("schema", "IMS Content") + element("schemaversion", "1.1.3")
    manifest = element(
        "manifest",
        element("metadata", about),
        element("organizations"),
        element("resources", *resources),
        xmlns=_CP,
        identifier="m" + _digest(edition.id),
    )
    return Exported(
        packed({"imsmanifest.xml": _DECLARATION + manifest} | files), count, tuple(losses)
    )


def _digest(name: str) -> str:
    return sha1(name.encode(errors="replace"), usedforsecurity=False).hexdigest()[:31]


def _quiz(name: str, lesson: Lesson, items: list[str]) -> str:
    section = element("section", *items, ident="root_section")
    limit = element("qtimetadata", _field("cc_maxattempts", "1"))
    quiz = element("assessment", limit, section, ident=name, title=lesson.title)
    return element("questestinterop", quiz, xmlns=_QTI)


def _field(label: str, entry: str) -> str:
    return element(
        "qtimetadatafield", element("fieldlabel", label), element("fieldentry", text(entry))
    )


def _html(html: str) -> str:
    words = text(words_of_pictures(html))
    return element("material", element("mattext", words, texttype="text/html"))


def _item(question: Question, body: _Body) -> str:
    about = element(
        "itemmetadata",
        element(
            "qtimetadata",
            _field("question_type", body.kind),
            _field("points_possible", number(question.points)),
        ),
    )
    stem = block(question.stem if body.stem is None else body.stem)
    general = "<hr/>".join(filter(None, (body.general, block(question.explanation))))
    shown = [("general_fb", general), ("general_incorrect_fb", block(body.wrong))]
    shown += [(f"{name}_fb", block(remark)) for name, (_, remark) in body.remarks.items()]
    conditions = [_shows(element("other"), "general_fb")] if general else []
    conditions += [_shows(where, f"{name}_fb") for name, (where, _) in body.remarks.items()]
    conditions += body.conditions
    if body.wrong:
        conditions.append(_shows(element("other"), "general_incorrect_fb"))
    outcomes = element(
        "outcomes",
        element("decvar", maxvalue=100, minvalue=0, varname="SCORE", vartype="Decimal"),
    )
    return element(
        "item",
        about,
        element("presentation", _html(stem), *body.responses),
        element("resprocessing", outcomes, *conditions),
        *(
            element("itemfeedback", element("flow_mat", _html(each)), ident=name)
            for name, each in shown
            if each
        ),
        ident=question.id,
        title=question.id,
    )


def _shows(condition: str, feedback: str) -> str:
    show = element("displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return element(
        "respcondition", element("conditionvar", condition), show, **{"continue": "Yes"}
    )


def _earns(condition: str, score: float = 100, action: str = "Set") -> str:
    value = element("setvar", number(round(score, 2)), action=action, varname="SCORE")
    go_on = "Yes" if action == "Add" else "No"
    return element(
        "respcondition", element("conditionvar", condition), value, **{"continue": go_on}
    )


def _is(answer: str, response: str = _RESPONSE) -> str:
    return element("varequal", text(answer), respident=response)


def _choices(
    labels: Iterable[tuple[str, str]],
    *,
    several: str = "Single",
    response: str = _RESPONSE,
    about: str = "",
) -> str:
    listed = [element("response_label", _html(html), ident=name) for name, html in labels]
    return element(
        "response_lid",
        about,
        element("render_choice", *listed),
        ident=response,
        rcardinality=several,
    )


def _typed(kind: str = "") -> str:
    inner = element("render_fib", element("response_label", ident="answer1"), fibtype=kind)
    return element("response_str", inner, ident=_RESPONSE, rcardinality="Single")


def _choice(question: SingleChoice | MultipleChoice, kind: str) -> _Body:
    body = _Body(kind, {"options.text", "options.correct", "options.feedback"})
    labels = [(f"C{n + 1}", inline(o.text)) for n, o in enumerate(question.options)]
    several = "Single" if question.takes_one else "Multiple"
    body.responses = [_choices(labels, several=several)]
    body.remarks = {
        f"C{n + 1}": (_is(f"C{n + 1}"), option.feedback)
        for n, option in enumerate(question.options)
        if option.feedback
    }
    return body


def _single_choice(question: SingleChoice) -> _Body:
    body = _choice(question, "multiple_choice_question")
    body.conditions = [_earns(_is(f"C{question.key + 1}"))]
    return body


def _multiple_choice(question: MultipleChoice) -> _Body:
    body = _choice(question, "multiple_answers_question")
    body.held.add("scoring")
    parts = [
        each if n in question.key else element("not", each)
        for n, each in enumerate(_is(f"C{n + 1}") for n in range(len(question.options)))
    ]
    body.conditions = [_earns(element("and", *parts))]
    if question.scoring != "net_correct":
        policy = question.scoring or "all_or_nothing"
        body.changes.append(
            Message("It is marked by right minus wrong ticks, not by {policy}.", policy=policy)
        )
    return body


def _true_false(question: TrueFalse, words: Words) -> _Body:
    body = _Body("true_false_question", {"answer", "feedback"}, wrong=question.feedback)
    labels = [("true", text(words("True"))), ("false", text(words("False")))]
    body.responses = [_choices(labels)]
    body.conditions = [_earns(_is(str(question.answer).lower()))]
    return body


def _short_answer(question: ShortAnswer) -> _Body:
    held = {"answers", "answers.text", "answers.feedback", "exact"}
    whole = [answer for answer in question.accepted if answer.weight >= 1]
    exact = [answer for answer in whole if "*" not in answer.text.replace("\\*", "")]
    if question.regex or not exact:
        return _Body("")
    body = _Body("short_answer_question", held, [_typed()])
    texts = [answer.text.replace("\\*", "*") for answer in exact]
    body.conditions = [_earns("".join(map(_is, texts)))]
    body.remarks = {
        f"A{n}": (_is(answer.text), answer.feedback)
        for n, answer in enumerate(exact, start=1)
        if answer.feedback
    }
    if len(exact) < len(question.accepted):
        body.changes.append(Message("Only answers without wild cards that earn all are taken."))
    return body


def _numerical(question: Numerical) -> _Body:
    held = {"answer", "tolerance", "tolerance.relative", "tolerance.geometric", "feedback"}
    body = _Body("numerical_question", held, [_typed("Decimal")], wrong=question.feedback)
    best = question.best
    low, high = bounds(best.answer, best.tolerance)
    inside = element(
        "and",
        element("vargte", number(low), respident=_RESPONSE),
        element("varlte", number(high), respident=_RESPONSE),
    )
    body.conditions = [_earns(element("or", _is(number(best.answer)), inside))]
    return body


def _slider(question: Slider) -> _Body:
    like = Numerical(
        answer=question.answer, tolerance=question.tolerance, feedback=question.feedback
    )
    body = _numerical(like)
    body.changes.append(Message("The number is typed instead of chosen on a scale."))
    body.held |= {"low", "high", "step"}
    return body


def _cloze(question: Cloze) -> _Body:
    gaps = question.gaps
    chosen = all(gap.choices for gap in gaps)
    kind = "multiple_dropdowns_question" if chosen else "fill_in_multiple_blanks_question"
    body = _Body(kind, {"text", "feedback", "exact", "gaps_in_code"}, wrong=question.feedback)
    if not chosen and any(gap.choices for gap in gaps):
        body.changes.append(Message("All its gaps are typed, those with choices too."))
    body.changes += gap_losses(gaps)
    shown, count = "", 0
    for part in question.parts:
        if isinstance(part, str):
            shown += part
            continue
        count += 1
        shown += f"[gap{count}]"
        response = f"response_gap{count}"
        offered = [*part.answers, *(part.distractors if chosen else ())]
        labels = [(f"G{count}_{n}", plain(each)) for n, each in enumerate(offered, start=1)]
        listed = [element("response_label", _plain(html), ident=name) for name, html in labels]
        name = element("material", element("mattext", f"gap{count}"))
        body.responses.append(
            element("response_lid", name, element("render_choice", *listed), ident=response)
        )
        right = labels[: 1 if chosen else len(part.answers)]
        body.conditions += [
            _earns(_is(each, response), 100 / len(gaps), "Add") for each, _ in right
        ]
    body.stem = "\n\n".join(filter(None, (question.stem, shown)))
    return body


def _plain(shown: str) -> str:
    return element("material", element("mattext", shown, texttype="text/plain"))


def _placing(question: PlacingQuestion, held: set[str]) -> _Body:
    body = _Body("matching_question", held | {"feedback"}, wrong=question.feedback)
    labels = [(f"R{n + 1}", inline(each)) for n, each in enumerate(question.places)]
    share = 100 / len(question.key)
    for n, (row, place) in enumerate(zip(question.row_texts, question.key, strict=True)):
        response = f"response_L{n + 1}"
        about = _html(inline(row))
        body.responses.append(_choices(labels, response=response, about=about))
        body.conditions.append(_earns(_is(f"R{place + 1}", response), share, "Add"))
    return body


def _matching(question: Matching) -> _Body:
    return _placing(question, {"pairs.left", "pairs.right", "distractors"})


def _categorize(question: Categorize) -> _Body:
    body = _placing(question, {"categories"})
    body.changes.append(Message("It becomes a matching question: each item with its category."))
    return body


def _ordering(question: Ordering) -> _Body:
    body = _Body("ordering_question", {"items", "feedback"}, wrong=question.feedback)
    labels = [
        element("response_label", _html(inline(each)), ident=f"C{n}")
        for n, each in enumerate(question.items, start=1)
    ]
    shown = element("ims_render_object", element("flow_label", *labels), shuffle="Yes")
    extension = element("render_extension", shown)
    body.responses = [
        element("response_lid", extension, ident=_RESPONSE, rcardinality="Ordered")
    ]
    order = "".join(_is(f"C{n}") for n in range(1, len(question.items) + 1))
    body.conditions = [_earns(order)]
    body.changes.append(Message("Only New Quizzes of Canvas ask for an order."))
    return body


def _open_response(question: OpenResponse) -> _Body:
    body = _Body("essay_question", {"model_answer", "key_points"}, [_typed()])
    points = "\n".join(f"- {point}" for point in question.key_points)
    body.general = block(f"{question.model_answer}\n\n{points}")
    body.changes.append(Message("The model answer and the key points become feedback."))
    return body


def _body(question: Question, words: Words) -> _Body:
    if isinstance(question, TrueFalse):
        return _true_false(question, words)
    return _BODIES[type(question)](question)


_BODIES: dict[type, Callable[[Any], _Body]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    ShortAnswer: _short_answer,
    Numerical: _numerical,
    Slider: _slider,
    Cloze: _cloze,
    Ordering: _ordering,
    Matching: _matching,
    Categorize: _categorize,
    OpenResponse: _open_response,
}
