"""A regular expression of an author → the steps of an automaton that the player runs.

A browser's own expressions cannot be stopped while they run, and mean other things than
Python's. So the player follows all ways through the expression at once, which takes time in
proportion to the response. What looks around or back has no such steps.
"""

from __future__ import annotations

import warnings
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from studykit.questions.patterns import pattern_trouble

_MOST_STEPS = 5000
_CATEGORIES = {
    "CATEGORY_DIGIT": "d",
    "CATEGORY_NOT_DIGIT": "D",
    "CATEGORY_SPACE": "s",
    "CATEGORY_NOT_SPACE": "S",
    "CATEGORY_WORD": "w",
    "CATEGORY_NOT_WORD": "W",
}
_PLACES = {
    "AT_BEGINNING": "^",
    "AT_BEGINNING_STRING": "^",
    "AT_END": "$",
    "AT_END_STRING": "$",
    "AT_BOUNDARY": "b",
    "AT_NON_BOUNDARY": "B",
}
Step = list[Any]
"""`["c", parts, negated]` takes a character; `["/", a, b]` goes on at both steps, numbered from
here; `["@", place]` stands at a place; parts are characters, `[low, high]` and categories."""


class NoAutomatonError(ValueError):
    """The expression looks around or back, or sets flags, or is too large."""


def steps_of(pattern: str) -> list[Step]:
    """The steps that match the whole of a response.

    Raises:
        NoAutomatonError: there are none.
    """
    if pattern_trouble(pattern):
        raise NoAutomatonError
    with warnings.catch_warnings(action="ignore"):
        parsed = parser.parse(pattern)
    if parsed.state.flags & ~32:  # all but Unicode, which is always on
        raise NoAutomatonError
    steps: list[Step] = []
    _add(list(parsed), steps)
    return steps


def _add(nodes: list[tuple[Any, Any]], steps: list[Step]) -> None:
    for op, argument in nodes:
        if len(steps) > _MOST_STEPS:
            raise NoAutomatonError
        match str(op):
            case "LITERAL":
                steps.append(["c", [chr(argument)], False])
            case "NOT_LITERAL":
                steps.append(["c", [chr(argument)], True])
            case "ANY":
                steps.append(["c", ["\n"], True])
            case "IN":
                steps.append(_set(argument))
            case "AT":
                steps.append(["@", _PLACES[str(argument)]])
            case "SUBPATTERN":
                _, on, off, inner = argument
                if on or off:
                    raise NoAutomatonError
                _add(list(inner), steps)
            case "BRANCH":
                _add_branches([list(each) for each in argument[1]], steps)
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = argument
                _add_repeated(int(least), most, list(inner), steps)
            case _:
                raise NoAutomatonError


def _set(members: list[tuple[Any, Any]]) -> Step:
    parts: list[Any] = []
    negated = False
    for op, argument in members:
        match str(op):
            case "NEGATE":
                negated = True
            case "LITERAL":
                parts.append(chr(argument))
            case "RANGE":
                parts.append([chr(argument[0]), chr(argument[1])])
            case "CATEGORY":
                parts.append(["\\" + _CATEGORIES[str(argument)]])
            case _:
                raise NoAutomatonError
    return ["c", parts, negated]


def _add_branches(branches: list[list[tuple[Any, Any]]], steps: list[Step]) -> None:
    ends = []
    for each in branches[:-1]:
        fork = len(steps)
        steps.append(["/", 1, 0])
        _add(each, steps)
        ends.append(len(steps))
        steps.append(["/", 0, 0])
        steps[fork][2] = len(steps) - fork
    _add(branches[-1], steps)
    for at in ends:
        steps[at][1:] = [len(steps) - at] * 2


def _add_repeated(
    least: int, most: Any, inner: list[tuple[Any, Any]], steps: list[Step]
) -> None:
    for _ in range(least):
        _add(inner, steps)
    if most == code.MAXREPEAT:
        fork = len(steps)
        steps.append(["/", 1, 0])
        _add(inner, steps)
        steps.append(["/", fork - len(steps)] * 1 + [fork - len(steps)])
        steps[fork][2] = len(steps) - fork
        return
    forks = []
    for _ in range(int(most) - least):
        forks.append(len(steps))
        steps.append(["/", 1, 0])
        _add(inner, steps)
    for at in forks:
        steps[at][2] = len(steps) - at
