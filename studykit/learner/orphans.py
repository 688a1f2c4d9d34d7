"""Progress whose item is gone from the course: its id was changed, or it was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.content.diagnostics import Diagnostic, did_you_mean
from studykit.content.ids import kind_name
from studykit.language.message import Message, in_a_row
from studykit.learner.course_state import course_state
from studykit.progress.folding import QUESTION_CARD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.content.course import Edition
    from studykit.progress.state import State


def orphans(edition: Edition, state: State, head: Path) -> Iterator[Diagnostic]:
    """A warning for every id with progress that the course no longer has, at its `head` file;
    its hint names the new item that is likely meant."""
    course = course_state(state, edition.id)
    lessons = edition.lessons
    there = {
        "section": {s.id for lesson in lessons for s in lesson.sections},
        "card": {c.id for lesson in lessons for c in lesson.cards},
        "question": {q.id for lesson in lessons for q in lesson.questions},
    }
    known = {
        "section": set(course["sections"]),
        "card": {key for key in course["cards"] if not key.startswith(QUESTION_CARD)},
        "question": set(course["questions"]),
    }
    for kind, ids in known.items():
        fresh = there[kind] - ids  # what has no progress yet can be what it is called now
        for gone in sorted(ids - there[kind]):
            near = did_you_mean(gone, sorted(fresh))
            hint = (
                in_a_row(near, Message("Give it the old id again, and its progress is back."))
                if near
                else Message()
            )
            message = Message(
                "There is progress for the {kind} “{gone}”, which the course lacks.",
                kind=kind_name(kind),
                gone=gone,
            )
            yield Diagnostic(head, 1, 1, "warning", "SK411", message, hint)
