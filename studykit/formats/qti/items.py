"""What each type of question is in QTI: its interaction, its declarations, its scoring.

Scores are those of studykit's own grading, times the points; `tests/formats/test_qti_player.py`
compares them in another program that plays QTI.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.formats.field_tags import as_tag
from studykit.formats.gap_losses import gap_losses
from studykit.formats.qti.markup import (
    FEEDBACK,
    RESPONSE,
    SCORE,
    assign,
    block,
    constant,
    element,
    inline,
    is_null,
    mapped,
    mapping,
    outcome,
    plain,
    real,
    response,
    text,
    variable,
    when,
    whole,
)
from studykit.formats.qti.patterns import schema_pattern, wild_pattern
from studykit.language.message import Message
from studykit.language.words import Words
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance, bounds
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.texts import Comparison
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.questions.gaps import Gap
    from studykit.questions.placing import PlacingQuestion
    from studykit.questions.registry import Question

_NEARLY_ALL = 0.999 - 1e-9
"""From here on rounded weights count as all."""
WRONG = "wrong"
"""The feedback on what is not right."""


@dataclass
class Body:
    """What a type adds to an item; without fields that it holds, QTI has no such item."""

    held: set[str]
    interaction: str = ""
    declarations: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    """Identifier → text of the feedback that is shown when `FEEDBACK` has it."""
    several: bool = False
    """Whether several of them may be shown at a time."""
    rubric: str = ""
    """What graders read; scores are theirs then."""
    tags: list[str] = field(default_factory=list)
    changes: list[Message] = field(default_factory=list)


def body_of(question: Question, language: str) -> Body:
    """A question as QTI asks and scores it, in the language of its course."""
    if isinstance(question, TrueFalse):
        return _true_false(question, Words(language))
    return _BODIES[type(question)](question)


def choice_id(n: int) -> str:
    """The identifier of an option."""
    return f"C{n + 1}"


def _full(points: float) -> str:
    return assign(SCORE, real(points))


def _matches_key() -> str:
    return element("match", variable(), element("correct", identifier=RESPONSE))


def _wrong(body: Body, feedback: str, points: float) -> Body:
    """Feedback that is shown when the score is not full."""
    if feedback:
        body.held.add("feedback")
        body.feedback[WRONG] = block(feedback)
        missed = element("lt", variable(SCORE), real(points * 0.999999))
        body.rules.append(when((missed, assign(FEEDBACK, constant("identifier", WRONG)))))
    return body


def _choices(question: SingleChoice | MultipleChoice, body: Body, *, most: int) -> Body:
    listed = [
        element(
            "simpleChoice",
            inline(option.text),
            identifier=choice_id(n),
            fixed=True if option.fixed else None,
        )
        for n, option in enumerate(question.options)
    ]
    body.held |= {"options.text", "options.correct", "options.feedback", "options.fixed"}
    body.held |= {"options.weight", "shuffle"}
    body.interaction = element(
        "choiceInteraction",
        *listed,
        responseIdentifier=RESPONSE,
        shuffle=question.shuffle,
        maxChoices=most,
    )
    body.feedback = {
        choice_id(n): block(option.feedback)
        for n, option in enumerate(question.options)
        if option.feedback
    }
    if body.feedback:
        body.rules.append(assign(FEEDBACK, variable()))
    return body


def _single_choice(question: SingleChoice) -> Body:
    points = question.points
    weighted = any(option.weight is not None for option in question.options)
    body = Body(set())
    if weighted:
        worth = {choice_id(n): question.judge(n).score for n in range(len(question.options))}
        table = mapping({key: each * points for key, each in worth.items() if each})
        body.rules.append(when((is_null(), assign(SCORE, real(0))), otherwise=_mapped_score()))
    else:
        table = ""
        body.rules.append(when((_matches_key(), _full(points))))
    key = choice_id(question.key)
    body.declarations.append(response("identifier", [key], mapping=table))
    return _choices(question, body, most=1)


def _mapped_score() -> str:
    return assign(SCORE, mapped())


def _share_of(count: str, share: float) -> str:
    """Each that is right earns a share; multiplied once, so that no rounding adds up."""
    return assign(SCORE, count if share == 1 else element("product", count, real(share)))


def _multiple_choice(question: MultipleChoice) -> Body:
    points, options = question.points, question.options
    body = Body({"scoring"}, several=True)
    policy = question.scoring or "all_or_nothing"
    table = ""
    keys = len(question.keys) or 1
    if policy == "all_or_nothing":
        body.rules.append(when((_matches_key(), _full(points))))
    else:
        if policy == "weights":
            worth = [option.weight or 0.0 for option in options]
        else:
            worth = [1.0 if option.correct else -1.0 for option in options]
        entries = {choice_id(n): each for n, each in enumerate(worth) if each}
        table = mapping(
            entries,
            lowest=None if policy == "each_option" else 0,
            highest=1 if policy == "weights" else None,
        )
        if policy == "each_option":
            left = sum(not option.correct for option in options)
            judged = element("sum", mapped(), real(left))
            rule = _share_of(judged, points / len(options))
        elif policy == "net_correct":
            rule = _share_of(mapped(), points / keys)
        else:
            nearly = element("gte", mapped(), real(_NEARLY_ALL))
            rule = when((nearly, _full(points)), otherwise=_share_of(mapped(), points))
        body.rules.append(when((is_null(), assign(SCORE, real(0))), otherwise=rule))
    if question.scoring:
        body.tags.append(as_tag("scoring", question.scoring))
    key = [choice_id(n) for n in question.keys or question.key]
    body.declarations.append(response("identifier", key, cardinality="multiple", mapping=table))
    return _choices(question, body, most=0)


def _true_false(question: TrueFalse, words: Words) -> Body:
    labels = {"true": words("True"), "false": words("False")}
    body = Body({"answer"})
    body.interaction = element(
        "choiceInteraction",
        *(element("simpleChoice", text(each), identifier=n) for n, each in labels.items()),
        responseIdentifier=RESPONSE,
        shuffle=False,
        maxChoices=1,
    )
    body.declarations.append(response("identifier", [question.answer]))
    body.rules.append(when((_matches_key(), _full(question.points))))
    return _wrong(body, question.feedback, question.points)


def _entry_field(identifier: str = RESPONSE, hint: str = "") -> str:
    return element("textEntryInteraction", responseIdentifier=identifier, placeholderText=hint)


def _short_answer(question: ShortAnswer) -> Body:
    held = {"answers", "answers.text", "answers.weight", "answers.feedback", "case_sensitive"}
    body = Body(held | {"regex", "exact", "variants"})
    patterns: dict[str, str] = {}
    for answer in question.accepted:
        pattern: str | None = None
        if question.regex:
            pattern = schema_pattern(answer.text, case_sensitive=question.case_sensitive)
            if pattern is None:
                return Body(set())
        elif "*" in answer.text:
            pattern = wild_pattern(answer.text, case_sensitive=question.case_sensitive)
        if pattern is not None:
            patterns[answer.text] = pattern
    rule = Comparison(question.case_sensitive, question.exact, question.variants)
    ranked = sorted(question.accepted, key=lambda answer: -answer.weight)
    entries: dict[str, float] = {}
    branches, remarks = [], []
    for n, answer in enumerate(ranked, start=1):
        worth = answer.weight * question.points
        if answer.text in patterns:
            condition = element("patternMatch", variable(), pattern=patterns[answer.text])
        else:
            spellings = _spellings((answer.text,), rule)
            entries |= {each: worth for each in spellings if each not in entries}
            condition = _one_of(spellings, case_sensitive=question.case_sensitive)
        branches.append((condition, assign(SCORE, real(worth))))
        if answer.feedback:
            body.feedback[f"A{n}"] = block(answer.feedback)
        remarks.append((condition, assign(FEEDBACK, constant("identifier", f"A{n}"))))
    if patterns:
        table = ""
        body.rules.append(when(*branches))
    else:
        table = mapping(entries, case_sensitive=question.case_sensitive)
        body.rules.append(when((is_null(), assign(SCORE, real(0))), otherwise=_mapped_score()))
    if body.feedback:
        body.rules.append(when(*remarks))
    key = question.key
    body.declarations.append(response("string", [key] if key else [], mapping=table))
    body.interaction = element("p", _entry_field())
    for name in ("exact", "variants"):
        if value := getattr(question, name):
            body.tags.append(as_tag(name, value))
    _variants_lost(body, question.variants)
    return body


def _variants_lost(body: Body, variants: str | None) -> None:
    if variants:
        body.changes.append(
            Message("Simplified and Traditional forms are not taken as equal there.")
        )


def _spellings(answers: tuple[str, ...], rule: Comparison) -> list[str]:
    """Answers as they are written, and as they are read without their Markdown."""
    found: dict[str, str] = {}
    for answer in answers:
        for each in (rule.plain(answer), answer):
            found.setdefault(each if rule.case_sensitive else each.casefold(), each)
    return list(found.values())


def _one_of(answers: list[str], *, case_sensitive: bool) -> str:
    conditions = [
        element(
            "stringMatch",
            variable(),
            constant("string", each),
            caseSensitive=case_sensitive,
        )
        for each in answers
    ]
    return conditions[0] if len(conditions) == 1 else element("or", *conditions)


def _inside(low: float, high: float) -> str:
    return element(
        "and",
        element("not", is_null()),
        element("gte", variable(), real(low)),
        element("lte", variable(), real(high)),
    )


def _numerical(question: Numerical) -> Body:
    fields = {"answer", "tolerance", "tolerance.relative", "tolerance.geometric"}
    several = {"answers.weight", *(f"answers.{field}" for field in fields)}
    body = Body({*fields, *several, "answers.feedback", "unit", "decimal_comma"})
    body.declarations.append(response("float", [question.best.answer]))
    body.interaction = element(
        "p", _entry_field(), f" {text(question.unit)}" if question.unit else ""
    )
    body.tags += _numerical_tags(question)
    scores, remarks = [], []
    ranked = sorted(question.accepted, key=lambda answer: -answer.weight)
    for n, answer in enumerate(ranked, start=1):
        inside = _inside(*bounds(answer.answer, answer.tolerance))
        scores.append((inside, assign(SCORE, real(answer.weight * question.points))))
        shown = variable(FEEDBACK)
        if answer.feedback:
            body.feedback[f"A{n}"] = block(answer.feedback)
            shown = constant("identifier", f"A{n}")
        remarks.append((inside, assign(FEEDBACK, shown)))
    body.rules.append(when(*scores))
    _wrong(body, question.feedback, question.points)
    if any(answer.feedback for answer in ranked):
        body.rules.append(when(*remarks))
    return body


def _numerical_tags(question: Numerical) -> list[str]:
    tags = [as_tag("unit", question.unit)] if question.unit else []
    if question.decimal_comma:
        tags.append(as_tag("decimal_comma", True))
    reach = question.best.tolerance
    if isinstance(reach, Tolerance):
        tags += [
            as_tag(name, repr(value))
            for name in ("relative", "geometric")
            if (value := getattr(reach, name)) is not None
        ]
    return tags


def _slider(question: Slider) -> Body:
    body = Body({"answer", "tolerance", "low", "high", "step", "unit"})
    low, high = bounds(question.answer, question.tolerance)
    body.declarations.append(response("float", [question.answer]))
    body.rules.append(when((_inside(low, high), _full(question.points))))
    body.interaction = element(
        "sliderInteraction",
        responseIdentifier=RESPONSE,
        lowerBound=question.low,
        upperBound=question.high,
        step=question.step,
        stepLabel=False,
    )
    if question.unit:
        body.interaction += element("p", text(question.unit))
        body.tags.append(as_tag("unit", question.unit))
    return _wrong(body, question.feedback, question.points)


def _cloze(question: Cloze) -> Body:
    body = Body({"text", "exact", "variants", "gaps_in_code"})
    body.tags.append(as_tag("type", "cloze"))
    for name in ("exact", "variants", "gaps_in_code"):
        if value := getattr(question, name):
            body.tags.append(as_tag(name, value))
    rule = Comparison(exact=question.exact, variants=question.variants)
    shown = ""
    fields: list[str] = []
    for part in question.parts:
        if isinstance(part, str):
            shown += part
            continue
        identifier = f"{RESPONSE}_{len(fields) + 1}"
        shown += chr(_FIELDS + len(fields))
        fields.append(_gap(body, part, identifier, rule))
        mapped_gap = assign(SCORE, element("sum", variable(SCORE), mapped(identifier)))
        body.rules.append(when((element("not", is_null(identifier)), mapped_gap)))
    body.rules.append(_share_of(variable(SCORE), question.points / len(fields)))
    html = block(shown)
    for n, each in enumerate(fields):
        html = html.replace(chr(_FIELDS + n), each)
    body.interaction = element("div", html, class_="text")
    _variants_lost(body, question.variants)
    return _wrong(body, question.feedback, question.points)


_FIELDS = 0xE200
"""Private characters that stand for gaps while the text becomes HTML."""


def _gap(body: Body, gap: Gap, identifier: str, rule: Comparison) -> str:
    body.changes += gap_losses([gap], hints=not gap.choices, shares=True)
    if not gap.choices:
        entries: dict[str, float] = {}
        for weight in sorted({answer.weight for answer in gap.accepted}, reverse=True):
            texts = tuple(each.text for each in gap.accepted if each.weight == weight)
            known = {each.casefold() for each in entries}
            spellings = _spellings(texts, rule)
            entries |= {each: weight for each in spellings if each.casefold() not in known}
        table = mapping(entries, case_sensitive=False)
        declared = response("string", [gap.answer], mapping=table, identifier=identifier)
        body.declarations.append(declared)
        return _entry_field(identifier, gap.hint)
    choices = [
        element("inlineChoice", plain(each), identifier=choice_id(n))
        for n, each in enumerate(gap.choices)
    ]
    weights = [1.0, *(each.weight for each in gap.partial)]
    table = mapping({choice_id(n): weight for n, weight in enumerate(weights)})
    declared = response("identifier", [choice_id(0)], mapping=table, identifier=identifier)
    body.declarations.append(declared)
    return element(
        "inlineChoiceInteraction", *choices, responseIdentifier=identifier, shuffle=True
    )


def _ordering(question: Ordering) -> Body:
    body = Body({"items", "scoring"})
    body.interaction = element(
        "orderInteraction",
        *(
            element("simpleChoice", inline(each), identifier=choice_id(n))
            for n, each in enumerate(question.items)
        ),
        responseIdentifier=RESPONSE,
        shuffle=True,
    )
    key = [choice_id(n) for n in question.key]
    body.declarations.append(response("identifier", key, cardinality="ordered"))
    if question.scoring == "all_or_nothing" or len(key) == 1:
        body.rules.append(when((_matches_key(), _full(question.points))))
    else:
        _order_rules(body, question, key)
    body.tags.append(as_tag("scoring", question.scoring))
    return _wrong(body, question.feedback, question.points)


def _order_rules(body: Body, question: Ordering, key: list[str]) -> None:
    """Rules for an order that is right in part. `PLACE_n` is where item n was put."""
    places = [f"PLACE_{n + 1}" for n in range(len(key))]
    body.outcomes += [outcome(place, "integer", start=0) for place in places]
    for item, place in zip(key, places, strict=True):
        found = [
            (
                element(
                    "match",
                    element("index", variable(), n=str(k)),
                    constant("identifier", item),
                ),
                assign(place, whole(k)),
            )
            for k in range(1, len(key) + 1)
        ]
        body.rules.append(when(*found))
    if question.scoring == "longest_ordered":
        score = _longest_run(body, question.points, places)
    else:
        score = ""
        among = len(key) if question.scoring == "position" else len(key) - 1
        more = assign(SCORE, element("sum", variable(SCORE), real(1)))
        for n in range(among):
            where = whole(n + 1)
            if question.scoring == "adjacent":
                where = element("sum", variable(places[n]), whole(1))
            there = variable(places[n + (question.scoring == "adjacent")])
            same = element("equal", there, where, toleranceMode="exact")
            score += when((same, more))
        score += _share_of(variable(SCORE), question.points / among)
    body.rules.append(when((element("not", is_null()), score)))


def _longest_run(body: Body, points: float, places: list[str]) -> str:
    """`RUN_n` is the longest run of items, gaps allowed, that ends with item n in order."""
    runs = [place.replace("PLACE", "RUN") for place in places]
    body.outcomes += [outcome(run, "integer", start=1) for run in runs]
    rules = ""
    for after in range(1, len(places)):
        for before in range(after):
            behind = element("lt", variable(places[before]), variable(places[after]))
            longer = element("gte", variable(runs[before]), variable(runs[after]))
            grow = element("sum", variable(runs[before]), whole(1))
            rules += when((element("and", behind, longer), assign(runs[after], grow)))
    for length in range(2, len(places) + 1):
        reached = [element("gte", variable(run), whole(length)) for run in runs]
        earned = assign(SCORE, real(points * length / len(places)))
        rules += when((element("or", *reached), earned))
    return rules


def _placing(question: PlacingQuestion, body: Body) -> Body:
    rows, places = question.row_texts, question.places

    def side(letter: str, texts: tuple[str, ...], most: int) -> str:
        return element(
            "simpleMatchSet",
            *(
                element(
                    "simpleAssociableChoice",
                    inline(each),
                    identifier=f"{letter}{n + 1}",
                    matchMax=most,
                )
                for n, each in enumerate(texts)
            ),
        )

    body.interaction = element(
        "matchInteraction",
        side("L", rows, 1),
        side("R", places, len(rows)),
        responseIdentifier=RESPONSE,
        shuffle=True,
        maxAssociations=len(rows),
    )
    pairs = [f"L{n + 1} R{place + 1}" for n, place in enumerate(question.key)]
    table = mapping(dict.fromkeys(pairs, 1.0))
    score = _share_of(mapped(), question.points / len(pairs))
    body.declarations.append(
        response("directedPair", pairs, cardinality="multiple", mapping=table)
    )
    body.rules.append(when((is_null(), assign(SCORE, real(0))), otherwise=score))
    return _wrong(body, question.feedback, question.points)


def _matching(question: Matching) -> Body:
    body = Body({"pairs.left", "pairs.right", "distractors"})
    body.tags.append(as_tag("type", "matching"))
    return _placing(question, body)


def _categorize(question: Categorize) -> Body:
    body = Body({"categories"})
    body.tags.append(as_tag("type", "categorize"))
    return _placing(question, body)


def _open_response(question: OpenResponse) -> Body:
    points = element("ul", *(element("li", inline(point)) for point in question.key_points))
    return Body(
        {"model_answer", "key_points"},
        element("extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines=15),
        [response("string", [])],
        rubric=block(question.model_answer) + points,
    )


_BODIES: dict[type, Callable[[Any], Body]] = {
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
