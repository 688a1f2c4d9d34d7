"""The questions of an attempt in the editions of its course, which may differ or lose some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.content.finding import LibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.questions.registry import Question


def edition_of(editions: Sequence[Edition], question_id: str) -> Edition | None:
    """The first edition that has a question; None where none has it (any more)."""
    return next((e for e in editions if e.lesson_of_question(question_id)), None)


def question_in(editions: Sequence[Edition], question_id: str) -> Question | None:
    """A question, its variables not drawn yet, from the first edition in which it can be read;
    None where there is none."""
    for edition in editions:
        try:
            return edition.template(question_id)
        except (KeyError, LibraryError, StopIteration):
            continue  # its file is broken, gone, or newer than the outline
    return None
