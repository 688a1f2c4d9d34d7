"""Courses for tests of exchange, written and opened as an author's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.authoring.rendering import yaml_text
from studykit.content.library import open_library
from studykit.formats.base import Options, Source
from studykit.questions.registry import QUESTION_TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.content.course import Edition
    from studykit.formats.base import CourseDraft, Format

EXAMPLES = [model.example for model in QUESTION_TYPES.values()]
"""A question of every type."""


def written_course(
    folder: Path, questions: list[dict[str, Any]], cards: list[dict[str, Any]] | None = None
) -> Edition:
    """A course of one lesson with these items, opened."""
    lesson = {"id": "one", "title": "Rivers", "cards": cards or [], "questions": questions}
    texts = {
        "course.yaml": yaml_text({"id": "rivers", "title": "Rivers", "language": "en"}),
        "one.yaml": yaml_text({key: value for key, value in lesson.items() if value}),
    }
    return opened(folder, texts)


def opened(folder: Path, texts: dict[str, str]) -> Edition:
    """The course of these files, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    [course] = open_library([folder]).courses
    edition = course.edition()
    assert not edition.diagnostics or all(d.severity != "error" for d in edition.diagnostics)
    return edition


def read_bank(each: Format, text: str | bytes, name: str = "bank") -> CourseDraft:
    """What a format makes of a file."""
    data = text if isinstance(text, bytes) else text.encode()
    assert each.recognises(Source(name, data))
    return each.read([Source(name, data)], Options("rivers"))


def questions_of(edition: Edition) -> list[Any]:
    """All questions, in order."""
    return [q for outline in edition.lessons for q in edition.lesson(outline.id).questions]
