"""Looking up a course in the learner's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.progress.course_state import new_course_state

if TYPE_CHECKING:
    from studykit.progress.state import CourseState, State

_NOTHING = new_course_state()


def course_state(state: State, course: str) -> CourseState:
    """Where the learner stands in `course`. To be read, never to be changed."""
    return state["courses"].get(course, _NOTHING)


def setting(state: State, key: str, default: Any, *, course: str = "") -> Any:
    """A setting: the course's own (`key@course`), else the general one, else `default`.

    A value of another type than the default's, as a hand-edited profile may have, counts as
    absent.
    """
    settings = state["settings"]
    for name in (f"{key}@{course}", key):
        value = settings.get(name)
        if isinstance(value, type(default)) and isinstance(value, bool) is isinstance(
            default, bool
        ):
            return value
    return default
