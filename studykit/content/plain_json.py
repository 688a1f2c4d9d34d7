"""Course heads and outlines ↔ plain JSON, without pydantic: what the compiled cache holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.content.course import (
    CardOutline,
    LessonOutline,
    QuestionOutline,
    SectionOutline,
)
from studykit.content.course_model import CourseHead, Draw, Quiz, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def each(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Makes a tuple, each of its items by `make`."""
    return lambda items: tuple([make(item) for item in items])


def _optional_number(value: float | None) -> float | None:
    return None if value is None else float(value)


_DRAW_PARTS: dict[str, Callable[[Any], Any]] = dict.fromkeys(
    ("lessons", "objectives", "tags", "ids"), tuple
)
_QUIZ_PARTS: dict[str, Callable[[Any], Any]] = {
    "draw": each(lambda data: Draw(**made(data, _DRAW_PARTS))),
    "linked": each(tuple),
    "time_limit": _optional_number,
    "pass_mark": _optional_number,
    "penalty": float,
}
_HEAD_PARTS: dict[str, Callable[[Any], Any]] = {
    "authors": tuple,
    "sources": each(lambda data: Source(**data)),
    "lessons": tuple,
    "quizzes": each(lambda data: Quiz(**made(data, _QUIZ_PARTS))),
    "ignore": tuple,
}


def made(data: dict[str, Any], parts: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """`data` with the values that have a maker in `parts` made by it."""
    return {key: parts[key](value) if key in parts else value for key, value in data.items()}


def head_from_plain(data: dict[str, Any]) -> CourseHead:
    """The course head that `data`, a valid YAML tree, describes."""
    return CourseHead(**made(data, _HEAD_PARTS))


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
