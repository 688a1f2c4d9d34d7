"""A question with variables → the same question with numbers: it is drawn before anything else
sees it, so that grading, faces, search and export know nothing of variables.

In texts `[= n * 2]` stands for a number, `[= n / 3 :2]` for one with two decimals and
`[= n / 3 :2s]` for one with two significant figures; where a number is expected, `= n * 2` is
one. Square brackets, since gaps are written with braces (`{{=5}}` is a number), as LaTeX is
(`\\frac{[=n]}{2}`), and Markdown makes no link of `[=…]`: nobody writes a reference of such a
name. No expression has a square bracket in it, so that the first one ends it. `\\[=` is no
expression.

What is drawn is decided by a seed and the id of the question alone: an attempt at a quiz gives
its own seed, a section's check the number of answers so far, a card the number of its reviews.
"""

from __future__ import annotations

import random
import re
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from studykit.language.message import Message
from studykit.questions.checks import question_problems
from studykit.questions.expressions import (
    ExpressionError,
    no_value,
    of_text,
    read_expression,
    rounded,
    significant,
)
from studykit.questions.fields import Formula
from studykit.questions.problem import Problem
from studykit.questions.variables import (
    all_values,
    drawn_values,
    expression_problems,
    variable_problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.base import QuestionBase
    from studykit.questions.problem import Way
    from studykit.questions.variables import Values

DRAWS = 200
"""Of a question, by `check`."""
DRAWS_AT_READING = 20
"""Of a question, whenever its file is read: a course of many must still open at once. A draw
that breaks a question is not asked anyway."""
_RETRIES = 50
"""Draws after one that breaks the question; more than a few are never needed of one that was
checked."""
_INSERTION = re.compile(r"(?<!\\)\[=([^\[\]]*)\]")
_FORMAT = re.compile(r"(.*?)\s*:\s*(\d{1,2})\s*(s?)\s*", re.DOTALL)
_DIGITS = 12
"""Significant figures of a number that asks for none."""
_NO_TEXTS = frozenset(
    {"id", "type", "objective", "tags", "source", "stimulus", "variables", "scoring"}
)
_Question = TypeVar("_Question", bound="QuestionBase")


class DrawError(Exception):
    """A draw for which a question cannot be asked, and the problem there."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def values_for(question: QuestionBase, seed: object) -> dict[str, float]:
    """What an attempt with this seed draws for a question; {} without variables."""
    if not question.variables:
        return {}
    for attempt in range(_RETRIES):
        values = _draw(question, f"{seed}:{attempt}" if attempt else seed)
        if next(broken_by(question, values), None) is None:
            break
    return values


def drawn(question: _Question, seed: object, values: Values | None = None) -> _Question:
    """The question with the numbers `values`, as an attempt has kept them; without them, or
    where the question no longer goes with them, with those that `seed` draws."""
    if not question.variables:
        return question
    if values:
        try:
            return filled(question, values)
        except (DrawError, KeyError):
            pass  # its author has changed it since
    return filled(question, values_for(question, seed))


def example(question: _Question) -> _Question:
    """A question as it is shown where nobody is asked it: in search, in print, in an export,
    to the critic. Of one that no draw works for, the question as it is written."""
    try:
        return drawn(question, "example")
    except (DrawError, KeyError):
        return question


def filled(question: _Question, values: Values) -> _Question:
    """The question with these numbers of the variables that are drawn.

    Raises:
        DrawError: an expression has no value then.
        KeyError: the number of a variable is missing.
    """
    variables = question.variables or {}
    try:
        known = all_values(variables, values)
    except ExpressionError as error:
        raise DrawError(Problem(("variables",), "SK344", error.message, error.hint)) from None
    changed = _changed_fields(question, known, ())
    result: _Question = replace(question, variables=None, **changed)
    return result


def broken_by(question: QuestionBase, values: Values) -> Iterator[Problem]:
    """The errors of a question with these numbers."""
    try:
        concrete = filled(question, values)
    except DrawError as error:
        yield error.problem
        return
    yield from (p for p in question_problems(concrete) if p.severity == "error")


def template_problems(question: QuestionBase) -> Iterator[Problem]:
    """What is wrong in a question whose numbers may be expressions: first the variables and
    the expressions, then, if all of them can be read, the first of a few draws that breaks
    it."""
    variables = question.variables
    if not variables:
        formulas = list(_lone_formulas(question))
        yield from formulas or question_problems(question)
        return
    found = list(variable_problems(variables))
    for way, source in _expressions(question, ()):
        found += expression_problems(source, way, variables)
    yield from found or _problems_of_draws(question)


def _lone_formulas(question: QuestionBase) -> Iterator[Problem]:
    """Expressions where a number is expected, in a question without variables."""
    for name in _numbers(type(question)):
        value = getattr(question, name)
        if type(value) is not float:
            for way, source in _expressions(value, (name,)):
                message = Message("“= {source}” needs “variables”.", source=source)
                yield Problem(
                    way, "SK342", message, Message("Add “variables:”, or write a number.")
                )


def draws(question: QuestionBase, count: int = DRAWS) -> Iterator[dict[str, float]]:
    """The numbers of so many draws, each once."""
    seen = set()
    for seed in range(count):
        values = _draw(question, seed)
        if (key := tuple(values.values())) not in seen:
            seen.add(key)
            yield values


def draw_text(values: Values) -> str:
    """The numbers of a draw in a line: `n = 3, m = 5`."""
    return ", ".join(f"{name} = {number_in_text(value)}" for name, value in values.items())


def of_draw(values: Values, trouble: Message) -> Message:
    """What is wrong, and with which numbers."""
    return Message("With {numbers}: {trouble}", numbers=draw_text(values), trouble=trouble)


def broken_draw(question: QuestionBase, values: Values) -> Problem | None:
    """The first error of a question with these numbers, and which they are; None where it can
    be asked."""
    first = next(broken_by(question, values), None)
    if first is None:
        return None
    message = of_draw(values, first.message) if values else first.message
    hint = first.hint or Message("Choose the variables so that no draw of them does this.")
    return first._replace(code="SK344", message=message, hint=hint)


def _problems_of_draws(question: QuestionBase) -> Iterator[Problem]:
    for values in draws(question, DRAWS_AT_READING):
        if broken := broken_draw(question, values):
            yield broken
            return
    # The advice on fields is the same for every draw.
    concrete = filled(question, _draw(question, 0))
    yield from (p for p in question_problems(concrete) if p.severity != "error")


def _draw(question: QuestionBase, seed: object) -> dict[str, float]:
    chance = random.Random(f"variables:{seed}:{question.id}")
    return drawn_values(question.variables or {}, chance)


def _filled(node: Any, values: Values, way: Way) -> Any:
    """`node`, which stands at `way`, with numbers for its expressions."""
    if isinstance(node, Formula):
        return _worked_out(node.source, values, way)
    if isinstance(node, str):
        if "[=" not in node:
            return node
        return _INSERTION.sub(lambda found: _inserted(found[1], values, way), node)
    if isinstance(node, tuple):
        return tuple(_filled(each, values, (*way, n)) for n, each in enumerate(node))
    if isinstance(node, dict):
        return {
            _filled(key, values, (*way, key)): _filled(each, values, (*way, key))
            for key, each in node.items()
        }
    if is_dataclass(node) and not isinstance(node, type):
        changed = _changed_fields(node, values, way)
        return replace(node, **changed) if changed else node
    return node


def _changed_fields(node: Any, values: Values, way: Way) -> dict[str, Any]:
    """The fields of a question, or of a part of one, that have expressions in them."""
    model: Any = type(node)
    return {
        name: each
        for name in _names(model)
        if (old := getattr(node, name))
        and (each := _filled(old, values, (*way, name))) is not old
    }


def _inserted(written: str, values: Values, way: Way) -> str:
    source, digits, figures = _parts(written)
    value = _worked_out(source, values, way)
    if digits is None:
        return number_in_text(value)
    if figures:
        try:
            value = significant(value, digits)
        except ValueError as error:
            raise DrawError(Problem(way, "SK344", no_value(error))) from None
        above = Decimal(repr(value)).adjusted() if value else 0
        return f"{value:.{max(0, digits - 1 - above)}f}"
    return f"{rounded(value, digits) + 0.0:.{digits}f}"


def _parts(written: str) -> tuple[str, int | None, bool]:
    """An expression in a text, how many digits it is shown with, and whether these are
    significant figures instead of decimals."""
    found = _FORMAT.fullmatch(written)
    if found is None:
        return written.strip(), None, False
    return found[1].strip(), int(found[2]), bool(found[3])


def number_in_text(value: float) -> str:
    """A number as a text shows it: no more digits than count, no power of ten where zeros can
    be read."""
    text = f"{value:.{_DIGITS}g}"
    if "e" not in text:
        return text
    exact = Decimal(text)
    return f"{exact:f}" if abs(exact.adjusted()) <= _DIGITS + 3 else text


def _worked_out(source: str, values: Values, way: Way) -> float:
    try:
        return read_expression(source).value(values)
    except ExpressionError as error:
        raise DrawError(
            Problem(way, "SK344", of_text(source, error.message), error.hint)
        ) from None


def _expressions(node: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """Every expression in a question but those of its variables, with where it stands."""
    if isinstance(node, Formula):
        yield way, node.source
    elif isinstance(node, str):
        if "[=" in node:
            for found in _INSERTION.finditer(node):
                yield way, _parts(found[1])[0]
    elif isinstance(node, tuple):
        for n, each in enumerate(node):
            yield from _expressions(each, (*way, n))
    elif isinstance(node, dict):
        for key, each in node.items():
            yield from _expressions(key, (*way, key))
            yield from _expressions(each, (*way, key))
    elif is_dataclass(node) and not isinstance(node, type):
        for name in _names(type(node)):
            if value := getattr(node, name):
                yield from _expressions(value, (*way, name))


@cache
def _numbers(model: type[Any]) -> tuple[str, ...]:
    """The fields that may hold expressions in place of numbers."""
    return tuple(each.name for each in fields(model) if "Computable" in str(each.type))


@cache
def _names(model: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(model) if each.name not in _NO_TEXTS)
