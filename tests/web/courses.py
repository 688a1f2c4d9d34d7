"""Courses for the tests of the player."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studykit.authoring.rendering import yaml_text
from studykit.content.course import Edition
from studykit.content.library import open_library
from tests.formats.course_samples import EXAMPLES

Data = dict[str, Any]


def written(folder: Path, language: str = "en", **parts: Any) -> Path:
    """The folder of a course of one lesson; `parts` are those of the lesson, and `quizzes`."""
    quizzes = parts.pop("quizzes", [])
    head: Data = {"id": "rivers", "title": "Rivers & “banks”", "language": language}
    head |= {"quizzes": quizzes} if quizzes else {}
    lesson = {"id": "one", "title": "The Moei", **parts}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(yaml_text(head), encoding="utf-8")
    (folder / "one.yaml").write_text(yaml_text(lesson), encoding="utf-8")
    return folder


def editions(*folders: Path) -> tuple[Edition, ...]:
    """The editions in these folders, opened."""
    [course] = open_library(list(folders)).courses
    opened = tuple(course.editions.values())
    assert not [d for e in opened for d in e.diagnostics if d.severity == "error"]
    return opened


def all_types(folder: Path) -> Path:
    """A course with a question of each type, two sections, three cards, and quizzes of each
    sort."""
    return written(
        folder,
        sections=[
            {
                "id": "source",
                "title": "The source",
                "text": "It rises.",
                "check": ["one-state"],
            },
            {"id": "mouth", "title": "The mouth", "text": "- It ends\n- **here**"},
        ],
        cards=[
            {"id": "where", "front": "Where does it rise?", "back": "In the south"},
            {"id": "flows", "cloze": "The {{Moei}} flows {{north}}."},
        ],
        questions=[{**example, "hints": ["Look north."]} for example in EXAMPLES],
        quizzes=[
            {"id": "all", "title": "All", "shuffle": False},
            {
                "id": "exam",
                "title": "The exam",
                "mode": "exam",
                "shuffle": False,
                "time_limit": 30,
            },
            {"id": "sure", "title": "How sure", "certainty": True, "shuffle": False},
        ],
    )
