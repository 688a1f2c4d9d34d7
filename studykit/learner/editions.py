"""Which edition of a course a learner wants."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from studykit.learner.course_state import setting

if TYPE_CHECKING:
    from studykit.content.course import Course, Edition
    from studykit.progress.state import State


def preferred_edition(course: Course, state: State, language: str | None = None) -> Edition:
    """The edition in `language`, else the one chosen last (setting `language`), else the one
    in the language of the system, else the first."""
    chosen = language or setting(state, "language", "", course=course.id)
    return course.edition(chosen or system_language())


def system_language() -> str | None:
    """The language that the environment asks for, as a tag such as `zh-TW`; None without."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(".")[0]
        if value and value not in ("C", "POSIX"):
            return value.replace("_", "-")
    return None
