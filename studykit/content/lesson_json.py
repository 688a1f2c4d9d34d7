"""Plain JSON → a lesson, without pydantic, from what the compiled cache holds.

The JSON of a lesson is its validated YAML tree, so turning it into models needs no checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.content.lesson_model import CardEntry, Lesson, Section
from studykit.content.plain_json import each, made
from studykit.questions.models import QUESTION_TYPES, Answer, Option, Pair, Question, Tolerance

if TYPE_CHECKING:
    from collections.abc import Callable


def _option(data: dict[str, Any]) -> Option:
    if data.get("weight") is not None:
        data = {**data, "weight": float(data["weight"])}
    return Option(**data)


def _answer(data: str | dict[str, Any]) -> str | Answer:
    if isinstance(data, str):
        return data
    if "weight" in data:
        data = {**data, "weight": float(data["weight"])}
    return Answer(**data)


def _tolerance(data: float | dict[str, Any]) -> float | Tolerance:
    if isinstance(data, dict):
        return Tolerance(**{k: None if v is None else float(v) for k, v in data.items()})
    return float(data)


_QUESTION_PARTS: dict[str, Callable[[Any], Any]] = {
    "hints": tuple,
    "tags": tuple,
    "points": float,
    "options": each(_option),
    "answers": each(_answer),
    "tolerance": _tolerance,
    "units": lambda units: units and {name: float(f) for name, f in units.items()},
    "items": tuple,
    "pairs": each(lambda data: Pair(**data)),
    "distractors": tuple,
    "categories": lambda groups: {name: tuple(items) for name, items in groups.items()},
    "key_points": tuple,
}
_ENTRY_PARTS: dict[str, Callable[[Any], Any]] = {"check": tuple, "tags": tuple}


def question_from_plain(data: dict[str, Any]) -> Question:
    """The question that `data`, a valid YAML tree, describes."""
    fields = made(data, _QUESTION_PARTS)
    kind = data["type"]
    if kind == "numerical":
        fields["answer"] = float(data["answer"])
    return QUESTION_TYPES[kind](**fields)


def lesson_from_plain(data: dict[str, Any]) -> Lesson:
    """The lesson that `data`, a valid YAML tree, describes."""
    return Lesson(
        **{
            **data,
            "sections": tuple(
                Section(**made(s, _ENTRY_PARTS)) for s in data.get("sections", ())
            ),
            "cards": tuple(CardEntry(**made(c, _ENTRY_PARTS)) for c in data.get("cards", ())),
            "questions": tuple(question_from_plain(q) for q in data.get("questions", ())),
        }
    )
