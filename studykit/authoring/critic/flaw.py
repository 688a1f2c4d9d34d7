"""What the critic has to say about one place of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from studykit.questions.problem import Way


def flaw(code: str, way: Way, message: str, hint: str) -> Problem:
    """A flaw in how an item is written: a warning, because the item still works."""
    return Problem(way, code, message, hint, "warning")
