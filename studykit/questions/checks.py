"""What is wrong in a question that fits its type, yet cannot be asked or scored."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from studykit.questions.gaps import Gap, gaps_of
from studykit.questions.models import (
    Categorize,
    Cloze,
    Matching,
    MultipleChoice,
    Numerical,
    OpenResponse,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    Tolerance,
)
from studykit.questions.problem import Problem, Way

_MAX_WEIGHT = 1.0
MOST_PARTS = 100
"""Options, answers, items, pairs or gaps of one question; each is a row of the screen."""
_MOST_POINTS = 1_000_000
_LONGEST_PATTERN = 500
"""Characters of a regular expression."""
_PLURALS = {"category": "categories"}


def question_problems(question: Question) -> Iterator[Problem]:
    """The errors of one question; ways lead from the question's own mapping."""
    if not question.stem.strip() and not isinstance(question, Cloze):
        yield _empty(("stem",), "stem")
    if not 0 < question.points <= _MOST_POINTS:
        message = f"“points” must be more than 0 and at most {_MOST_POINTS:,}."
        yield Problem(("points",), "SK206", message)
    for name, count in _parts(question):
        if count > MOST_PARTS:
            message = f"“{name}” has {count:,} entries; a question has at most {MOST_PARTS}."
            hint = "Make several questions of it."
            yield Problem((name,), "SK312", message, hint, key=True)
            return
    check = _CHECKS.get(question.type)
    if check:
        yield from check(question)


def _parts(question: Question) -> Iterator[tuple[str, int]]:
    """The keys of a question that hold many things, and how many."""
    yield "hints", len(question.hints)
    match question:
        case SingleChoice() | MultipleChoice():
            yield "options", len(question.options)
        case ShortAnswer():
            yield "answers", len(question.answers)
        case Cloze():
            yield "text", len(gaps_of(question.text))
        case Ordering():
            yield "items", len(question.items)
        case Matching():
            yield "pairs", len(question.pairs)
            yield "distractors", len(question.distractors)
        case Categorize():
            yield "categories", len(question.categories) + len(question.items)
        case OpenResponse():
            yield "key_points", len(question.key_points)
        case Numerical():
            yield "units", len(question.units or ())


def _empty(way: Way, name: str) -> Problem:
    return Problem(way, "SK207", f"“{name}” is empty.", "Write a text.")


def _texts(texts: Iterator[tuple[Way, str]], thing: str) -> Iterator[Problem]:
    """Empty texts, and texts that are alike, among those that must differ."""
    seen: dict[str, Way] = {}
    for way, text in texts:
        plain = " ".join(text.split())
        if not plain:
            yield Problem(way, "SK207", f"This {thing} is empty.", "Write a text.")
        elif plain in seen:
            message = f"The {thing} “{plain}” is given twice."
            hint = "Change or remove one of the two."
            yield Problem(way, "SK303", message, hint, earlier=seen[plain])
        seen.setdefault(plain, way)


def _too_few(way: Way, count: int, least: int, thing: str) -> Iterator[Problem]:
    if count < least:
        number = {1: "one", 2: "two"}[least]
        plural = thing if least == 1 else _PLURALS.get(thing, f"{thing}s")
        yield Problem(way, "SK304", f"There must be at least {number} {plural}.")


def _choice(question: SingleChoice | MultipleChoice) -> Iterator[Problem]:
    options, way = question.options, ("options",)
    yield from _too_few(way, len(options), 2, "option")
    yield from _texts(
        (((*way, n, "text"), option.text) for n, option in enumerate(options)), "option"
    )
    weighted = any(option.weight is not None for option in options)
    for n, option in enumerate(options):
        if option.weight is not None and not -_MAX_WEIGHT <= option.weight <= _MAX_WEIGHT:
            message = "“weight” must be from -1 to 1."
            yield Problem((*way, n, "weight"), "SK206", message)
    keys = [n for n, option in enumerate(options) if option.correct]
    if not keys:
        earning = any((option.weight or 0) > 0 for option in options)
        if options and not (weighted and earning):
            yield Problem(
                way, "SK301", "No option is correct.", "Mark the key with “correct: true”."
            )
    elif isinstance(question, SingleChoice) and len(keys) > 1 and not weighted:
        yield Problem(
            (*way, keys[1], "correct"),
            "SK302",
            "A single_choice question has one key; this is the second.",
            "Unmark one, or make it multiple_choice.",
            key=True,
        )


def _short_answer(question: ShortAnswer) -> Iterator[Problem]:
    way = ("answers",)
    yield from _too_few(way, len(question.answers), 1, "answer")
    for n, (written, answer) in enumerate(
        zip(question.answers, question.accepted, strict=True)
    ):
        here: Way = (*way, n) if isinstance(written, str) else (*way, n, "text")
        if not answer.text.strip():
            yield Problem(here, "SK207", "This answer is empty.", "Write a text.")
        elif question.regex and (trouble := _pattern_trouble(answer.text)):
            yield Problem(here, "SK305", trouble)
        if not 0 <= answer.weight <= _MAX_WEIGHT:
            yield Problem((*way, n, "weight"), "SK206", "“weight” must be from 0 to 1.")
    if question.answers and all(answer.weight < _MAX_WEIGHT for answer in question.accepted):
        message = "No answer earns all points."
        yield Problem(way, "SK301", message, "Give one answer the weight 1.")


def _pattern_trouble(pattern: str) -> str:
    """Why a text cannot be used as a regular expression; "" when it can."""
    if len(pattern) > _LONGEST_PATTERN:
        return f"A regular expression has at most {_LONGEST_PATTERN} characters."
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(pattern)
    except RecursionError:
        return "This regular expression is nested too deep."
    except (re.error, OverflowError) as error:
        return f"This is not a regular expression: {error}."
    return ""


def _numerical(question: Numerical) -> Iterator[Problem]:
    tolerance, way = question.tolerance, ("tolerance",)
    if isinstance(tolerance, Tolerance):
        given = {
            name: value
            for name in ("relative", "geometric")
            if (value := getattr(tolerance, name)) is not None
        }
        if len(given) != 1:
            message = "“tolerance” must have either “relative” or “geometric”."
            yield Problem(way, "SK308", message)
        for name, value in given.items():
            if value < 0:
                yield Problem((*way, name), "SK308", f"“{name}” cannot be negative.")
    elif tolerance < 0:
        yield Problem(way, "SK308", "“tolerance” cannot be negative.")
    for unit, factor in (question.units or {}).items():
        if not factor > 0:
            message = f"The factor of “{unit}” must be more than 0."
            yield Problem(("units", unit), "SK206", message)
    if question.units and not question.unit:
        yield Problem(
            ("units",),
            "SK206",
            "“units” needs “unit”, the unit of the answer.",
            "Add “unit: …”.",
            key=True,
        )


def gap_problems(text: str, way: Way, thing: str) -> Iterator[Problem]:
    gaps = gaps_of(text)
    if len(gaps) > MOST_PARTS:
        message = f"This cloze {thing} has {len(gaps):,} gaps; at most {MOST_PARTS} are asked."
        yield Problem(way, "SK312", message)
        return
    if not gaps:
        yield Problem(
            way, "SK306", f"This cloze {thing} has no gap.", "Write a gap as “{{answer}}”."
        )
    for number, gap in enumerate(gaps, start=1):
        if not gap.answer:
            message = f"Gap {number} has no answer."
            yield Problem(way, "SK307", message, "Write the answer between “{{” and “}}”.")
        elif _twice_offered(gap):
            message = f"Gap {number} offers “{_twice_offered(gap)}” as right and as wrong."
            yield Problem(way, "SK303", message)


def _twice_offered(gap: Gap) -> str:
    return next((d for d in gap.distractors if d in gap.answers), "")


def _cloze(question: Cloze) -> Iterator[Problem]:
    yield from gap_problems(question.text, ("text",), "question")


def _ordering(question: Ordering) -> Iterator[Problem]:
    way = ("items",)
    yield from _too_few(way, len(question.items), 2, "item")
    yield from _texts((((*way, n), item) for n, item in enumerate(question.items)), "item")


def _matching(question: Matching) -> Iterator[Problem]:
    way = ("pairs",)
    yield from _too_few(way, len(question.pairs), 2, "pair")
    yield from _texts(
        (((*way, n, "left"), pair.left) for n, pair in enumerate(question.pairs)), "left side"
    )
    seen: set[str] = set()
    for n, pair in enumerate(question.pairs):
        if not pair.right.strip():
            yield _empty((*way, n, "right"), "right")
        elif pair.right in seen:
            message = f"The right side “{pair.right}” matches two left sides."
            hint = "That is allowed; the learner is then offered it once."
            yield Problem((*way, n, "right"), "SK310", message, hint, "warning")
        seen.add(pair.right)
    for n, distractor in enumerate(question.distractors):
        if distractor in seen:
            message = (
                f"The distractor “{distractor}” is the right side of a pair, or given twice."
            )
            yield Problem(("distractors", n), "SK303", message)
        elif not distractor.strip():
            yield Problem(("distractors", n), "SK207", "This distractor is empty.")
        seen.add(distractor)


def _categorize(question: Categorize) -> Iterator[Problem]:
    way: Way = ("categories",)
    yield from _too_few(way, len(question.categories), 2, "category")
    for name, items in question.categories.items():
        if not items:
            message = f"The category “{name}” has no items."
            yield Problem((*way, name), "SK309", message)
    yield from _texts(
        (
            ((*way, name, n), item)
            for name, items in question.categories.items()
            for n, item in enumerate(items)
        ),
        "item",
    )


def _open_response(question: OpenResponse) -> Iterator[Problem]:
    if not question.model_answer.strip():
        yield _empty(("model_answer",), "model_answer")
    yield from _too_few(("key_points",), len(question.key_points), 1, "key point")
    yield from _texts(
        ((("key_points", n), point) for n, point in enumerate(question.key_points)), "key point"
    )


_CHECKS: dict[str, Callable[[Any], Iterator[Problem]]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "short_answer": _short_answer,
    "numerical": _numerical,
    "cloze": _cloze,
    "ordering": _ordering,
    "matching": _matching,
    "categorize": _categorize,
    "open_response": _open_response,
}
