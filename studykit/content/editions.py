"""Where the editions of one course are out of step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from studykit.content.diagnostics import Diagnostic
from studykit.content.ids import kind_name
from studykit.content.languages import UNSTATED
from studykit.content.lesson_file import FileReading
from studykit.content.lesson_model import Lesson
from studykit.content.structure import CourseReading
from studykit.language.message import Message
from studykit.questions.problem import Problem, Way
from studykit.questions.registry import Question

_Place = tuple[FileReading[Lesson], Way, Any]


def edition_diagnostics(editions: Sequence[CourseReading]) -> Iterator[Diagnostic]:
    """Warnings for what the first of `editions` and each other one do not share.

    Only editions that were understood as a whole are compared.
    """
    whole = [course for course in editions if course.head and course.complete]
    for other in whole[1:]:
        first_items, other_items = _items(whole[0]), _items(other)
        if first_items and other_items and not first_items.keys() & other_items.keys():
            yield _strangers(other, _language(whole[0]))
            continue
        yield from _absent(first_items, other_items, _language(other))
        yield from _absent(other_items, first_items, _language(whole[0]))
        for key in first_items.keys() & other_items.keys():
            if key[0] == "question":
                yield from _differing(first_items[key], other_items[key], _language(whole[0]))


def _strangers(course: CourseReading, language: str) -> Diagnostic:
    assert course.head is not None
    message = Message(
        "This edition has no id in common with the edition “{language}”.", language=language
    )
    hint = Message("If it is another course, give it another id; editions share all their ids.")
    return course.head.document.diagnostic(Problem(("id",), "SK453", message, hint, "warning"))


def _language(course: CourseReading) -> str:
    return course.head.model.language if course.head and course.head.model else UNSTATED


def _items(course: CourseReading) -> dict[tuple[str, str], _Place]:
    items: dict[tuple[str, str], _Place] = {}
    for reading, lesson in course.models():
        if not lesson.bank:
            items["lesson", lesson.id] = (reading, ("id",), lesson)
        for stimulus in lesson.stimuli or ():
            items["stimulus", stimulus] = (reading, ("stimuli", stimulus), None)
        for objective in lesson.objectives or ():
            items["objective", objective] = (reading, ("objectives", objective), None)
        groups: dict[str, tuple[Any, ...]] = {
            "section": lesson.sections,
            "card": lesson.cards,
            "question": lesson.questions,
        }
        for kind, entries in groups.items():
            for n, entry in enumerate(entries):
                items[kind, entry.id] = (reading, (f"{kind}s", n, "id"), entry)
    return items


def _absent(
    there: dict[tuple[str, str], _Place], here: dict[tuple[str, str], _Place], language: str
) -> Iterator[Diagnostic]:
    for key, (reading, way, _) in there.items():
        if key not in here:
            message = Message(
                "The {kind} “{id}” is missing in the edition “{language}”.",
                kind=kind_name(key[0]),
                id=key[1],
                language=language,
            )
            hint = Message("Editions share their ids, so that progress is shared.")
            is_key = key[0] in ("objective", "stimulus")
            problem = Problem(way, "SK451", message, hint, "warning", key=is_key)
            yield reading.document.diagnostic(problem)


def _differing(first: _Place, other: _Place, language: str) -> Iterator[Diagnostic]:
    reading, way, question = other
    if _must_agree(first[2]) != _must_agree(question):
        message = Message(
            "The key or type of “{id}” differs from the edition “{language}”.",
            id=question.id,
            language=language,
        )
        hint = Message("Keep options, items and keys in the same order in all editions.")
        problem = Problem(way, "SK452", message, hint, "warning")
        yield reading.document.diagnostic(problem)


def _must_agree(question: Question) -> tuple[Any, ...]:
    """What responses, and the numbers that an attempt has drawn, refer to."""
    return question.type, question.shape, question.variables, question.stimulus
