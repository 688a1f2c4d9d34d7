"""The variables of a question: how each gets its number, and what can be wrong with them.

variables:
  n: {from: 2, to: 9, step: 1}   # drawn; the step is 1 where none is written
  m: [3, 5, 7]                   # drawn from the list
  g: 9.81                        # always the same
  r: = n * m                     # worked out from others, in whatever order they stand
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from studykit.language.message import Message, in_a_row, listed
from studykit.questions.expressions import (
    CONSTANTS,
    FUNCTIONS,
    ExpressionError,
    of_text,
    read_expression,
)
from studykit.questions.problem import Problem
from studykit.questions.scalars import core_scalar

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Mapping

    from studykit.questions.fields import Variable
    from studykit.questions.problem import Way

    Variables = Mapping[str, Variable]
    Values = Mapping[str, float]
    """The numbers of the variables that are drawn; or, worked out, of all of them."""

MOST_VARIABLES = 50
MOST_NUMBERS = 1000
"""Of a list."""
LARGEST = 1e15
"""No number that is drawn is larger, up or down: up to here all digits are shown."""
_MOST_STEPS = 1e9
_LONGEST_NAME = 30
_RANGE = ("from", "to", "step")
_NEAR = 1e-9
"""Of a step: what the end of a range may be off by rounding."""


def drawn_values(variables: Variables, chance: random.Random) -> dict[str, float]:
    """A number for each variable that is drawn."""
    values = {}
    for name, variable in variables.items():
        if isinstance(variable, dict):
            step = variable.get("step", 1.0)
            number = variable["from"] + chance.randrange(_steps(variable) + 1) * step
            values[name] = float(f"{number:.12g}")
        elif isinstance(variable, tuple):
            values[name] = chance.choice(variable)
    return values


def all_values(variables: Variables, drawn: Values) -> dict[str, float]:
    """The numbers of all variables, where those that are drawn have the numbers `drawn`.

    Raises:
        ExpressionError: one of them has no value.
        KeyError: `drawn` lacks one.
    """
    values: dict[str, float] = {}
    for name in _order(variables):
        variable = variables[name]
        if not isinstance(variable, str):
            values[name] = float(drawn[name])
        elif (source := _source(variable)) is None:
            # What is no expression is a number, which was checked before anything is drawn.
            values[name] = float(core_scalar(variable))  # type: ignore[arg-type]
        else:
            try:
                values[name] = read_expression(source).value(values)
            except ExpressionError as error:
                raise ExpressionError(of_text(name, error.message), error.hint) from None
    return values


def is_known(name: str, variables: Variables) -> bool:
    """Whether an expression may have this name in it."""
    return name in variables or name in CONSTANTS


def variable_problems(variables: Variables) -> Iterator[Problem]:
    """Variables that cannot have a number."""
    way: Way = ("variables",)
    if len(variables) > MOST_VARIABLES:
        message = Message("A question has at most {n} variables.", n=MOST_VARIABLES)
        yield Problem(way, "SK312", message, key=True)
        return
    found: list[Problem] = []
    for name, variable in variables.items():
        here: Way = (*way, name)
        if not name.isidentifier() or len(name) > _LONGEST_NAME or name in FUNCTIONS:
            message = Message("“{name}” cannot be the name of a variable.", name=name)
            hint = Message("Use letters, digits and “_”; the first is no digit.")
            if name in FUNCTIONS:
                message, hint = in_a_row(message, Message("It is a function.")), Message()
            found.append(Problem(here, "SK341", message, hint, key=True))
        if isinstance(variable, dict):
            found += _range_problems(here, variable)
        elif isinstance(variable, tuple):
            found += _list_problems(here, variable)
        else:
            found += _text_problems(here, variable, variables)
    yield from found
    circle = () if found else _circle(variables)
    if circle:
        names = " → ".join(f"“{name}”" for name in (*circle, circle[0]))
        message = Message("These variables need each other: {names}.", names=names)
        yield Problem((*way, circle[0]), "SK343", message, Message("Draw one of them."))


def expression_problems(source: str, way: Way, variables: Variables) -> Iterator[Problem]:
    """What keeps an expression from being worked out."""
    try:
        names = read_expression(source).names
    except ExpressionError as error:
        yield Problem(way, "SK342", error.message, error.hint)
        return
    for name in sorted(names):
        if not is_known(name, variables):
            hint = (
                Message("There are: {known}.", known=listed(variables))
                if variables
                else Message()
            )
            yield Problem(
                way, "SK342", Message("There is no variable “{name}”.", name=name), hint
            )


def _range_problems(way: Way, limits: Mapping[str, float]) -> Iterator[Problem]:
    for key in limits:
        if key not in _RANGE:
            message = Message("A range has no key “{key}”.", key=key)
            hint = Message("It has “from”, “to” and “step”.")
            yield Problem((*way, key), "SK201", message, hint, key=True)
    missing = [key for key in ("from", "to") if key not in limits]
    for key in missing:
        yield Problem(
            way,
            "SK202",
            Message("The range has no “{key}”.", key=key),
            Message("Add “{key}: …”.", key=key),
        )
    if missing:
        return
    for key in _RANGE:
        if abs(limits.get(key, 0.0)) > LARGEST:
            yield Problem(
                (*way, key),
                "SK341",
                Message("“{key}” is larger than {largest:,.0f}.", key=key, largest=LARGEST),
            )
            return
    if limits["from"] > limits["to"]:
        yield Problem((*way, "to"), "SK341", Message("“to” must not be less than “from”."))
    elif not limits.get("step", 1.0) > 0:
        yield Problem((*way, "step"), "SK341", Message("“step” must be more than 0."))
    elif (limits["to"] - limits["from"]) / limits.get("step", 1.0) > _MOST_STEPS:
        at = "step" if "step" in limits else "to"
        message = Message("The range has more than 1,000,000,000 steps.")
        yield Problem((*way, at), "SK341", message, Message("Write a larger “step”."))


def _list_problems(way: Way, numbers: tuple[float, ...]) -> Iterator[Problem]:
    if not numbers:
        yield Problem(
            way,
            "SK341",
            Message("This list has no number."),
            Message("Write numbers to draw from."),
        )
    if len(numbers) > MOST_NUMBERS:
        yield Problem(
            way,
            "SK341",
            Message("A list has at most {n:,} numbers.", n=MOST_NUMBERS),
        )
        return
    for n, number in enumerate(numbers):
        if abs(number) > LARGEST:
            yield Problem(
                (*way, n),
                "SK341",
                Message("This is larger than {largest:,.0f}.", largest=LARGEST),
            )


def _text_problems(way: Way, text: str, variables: Variables) -> Iterator[Problem]:
    source = _source(text)
    if source is not None:
        yield from expression_problems(source, way, variables)
    elif type(core_scalar(text) if text else None) not in (int, float):
        message = Message("“{text}” is neither a number nor an expression.", text=text)
        hint = Message(
            "Write an expression as = n * 2, a list as [2, 3], a range as {from: 2, to: 9}."
        )
        yield Problem(way, "SK341", message, hint)
    elif abs(float(core_scalar(text) or 0)) > LARGEST:
        yield Problem(
            way, "SK341", Message("This is larger than {largest:,.0f}.", largest=LARGEST)
        )


def _source(variable: str) -> str | None:
    """The expression of a variable that is worked out; None of a number."""
    return variable[1:].strip() if variable.startswith("=") else None


def _steps(limits: Mapping[str, float]) -> int:
    return math.floor((limits["to"] - limits["from"]) / limits.get("step", 1.0) + _NEAR)


def _needed(variables: Variables, name: str) -> Iterable[str]:
    """The variables that one is worked out from."""
    variable = variables[name]
    source = _source(variable) if isinstance(variable, str) else None
    if source is None:
        return ()
    return sorted(read_expression(source).names & variables.keys())


def _order(variables: Variables) -> list[str]:
    """The names, each behind those that it is worked out from."""
    order: dict[str, None] = {}

    def add(name: str) -> None:
        for needed in _needed(variables, name):
            if needed not in order:
                add(needed)
        order[name] = None

    for name in variables:
        if name not in order:
            add(name)
    return list(order)


def _circle(variables: Variables) -> tuple[str, ...]:
    """Variables each of which needs the next, and the last the first; () where none do."""
    done: set[str] = set()

    def search(name: str, before: tuple[str, ...]) -> tuple[str, ...]:
        if name in before:
            return before[before.index(name) :]
        if name not in done:
            for needed in _needed(variables, name):
                if circle := search(needed, (*before, name)):
                    return circle
            done.add(name)
        return ()

    return next(filter(None, (search(name, ()) for name in variables)), ())
