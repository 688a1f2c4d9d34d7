"""Models and outlines ↔ plain JSON, without pydantic: what the compiled cache holds.

The JSON of a lesson is its validated YAML tree, so turning it into models needs no checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.content.course import (
    CardOutline,
    LessonOutline,
    QuestionOutline,
    SectionOutline,
)
from studykit.content.model import CardEntry, CourseHead, Draw, Lesson, Quiz, Section, Source
from studykit.content.questions import (
    QUESTION_TYPES,
    Answer,
    Option,
    Pair,
    Question,
    Tolerance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


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


def _each(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda items: tuple([make(item) for item in items])


def _optional_number(value: float | None) -> float | None:
    return None if value is None else float(value)


_QUESTION_PARTS: dict[str, Callable[[Any], Any]] = {
    "hints": tuple,
    "tags": tuple,
    "points": float,
    "options": _each(_option),
    "answers": _each(_answer),
    "tolerance": _tolerance,
    "units": lambda units: units and {name: float(f) for name, f in units.items()},
    "items": tuple,
    "pairs": _each(lambda data: Pair(**data)),
    "distractors": tuple,
    "categories": lambda groups: {name: tuple(items) for name, items in groups.items()},
    "key_points": tuple,
}
_ENTRY_PARTS: dict[str, Callable[[Any], Any]] = {"check": tuple, "tags": tuple}
_DRAW_PARTS: dict[str, Callable[[Any], Any]] = dict.fromkeys(
    ("lessons", "objectives", "tags", "ids"), tuple
)
_QUIZ_PARTS: dict[str, Callable[[Any], Any]] = {
    "draw": _each(lambda data: Draw(**_made(data, _DRAW_PARTS))),
    "linked": _each(tuple),
    "time_limit": _optional_number,
    "pass_mark": _optional_number,
    "penalty": float,
}
_HEAD_PARTS: dict[str, Callable[[Any], Any]] = {
    "authors": tuple,
    "sources": _each(lambda data: Source(**data)),
    "lessons": tuple,
    "quizzes": _each(lambda data: Quiz(**_made(data, _QUIZ_PARTS))),
    "ignore": tuple,
}


def _made(data: dict[str, Any], parts: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {key: parts[key](value) if key in parts else value for key, value in data.items()}


def question_from_plain(data: dict[str, Any]) -> Question:
    """The question that `data`, a valid YAML tree, describes."""
    made = _made(data, _QUESTION_PARTS)
    kind = data["type"]
    if kind == "numerical":
        made["answer"] = float(data["answer"])
    return QUESTION_TYPES[kind](**made)


def lesson_from_plain(data: dict[str, Any]) -> Lesson:
    """The lesson that `data`, a valid YAML tree, describes."""
    return Lesson(
        **{
            **data,
            "sections": tuple(
                Section(**_made(s, _ENTRY_PARTS)) for s in data.get("sections", ())
            ),
            "cards": tuple(CardEntry(**_made(c, _ENTRY_PARTS)) for c in data.get("cards", ())),
            "questions": tuple(question_from_plain(q) for q in data.get("questions", ())),
        }
    )


def head_from_plain(data: dict[str, Any]) -> CourseHead:
    """The course head that `data`, a valid YAML tree, describes."""
    return CourseHead(**_made(data, _HEAD_PARTS))


def outline_to_plain(outline: LessonOutline) -> dict[str, Any]:
    """The outline as JSON; where its file lies is left to whoever reads it."""
    return {
        "id": outline.id,
        "title": outline.title,
        "summary": outline.summary,
        "objectives": outline.objectives,
        "sections": outline.sections,
        "cards": outline.cards,
        "questions": outline.questions,
        "line": outline.line,
    }


def outline_from_plain(data: dict[str, Any], file: Path) -> LessonOutline:
    """The outline that `outline_to_plain` wrote, of the lesson in `file`."""
    return LessonOutline(
        id=data["id"],
        title=data["title"],
        summary=data["summary"],
        objectives=data["objectives"],
        sections=tuple(
            SectionOutline(key, title, tuple(check), line)
            for key, title, check, line in data["sections"]
        ),
        cards=tuple(
            CardOutline(key, entry, objective, source, tuple(tags), line)
            for key, entry, objective, source, tags, line in data["cards"]
        ),
        questions=tuple(
            QuestionOutline(key, kind, objective, source, tuple(tags), points, line)
            for key, kind, objective, source, tags, points, line in data["questions"]
        ),
        file=file,
        line=data["line"],
    )
