"""The courses of a snapshot, each read when it is first asked for.

A learner has many courses and studies one: reading all of 100,000 cards takes longer than
starting the app, and five times the memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.progress.course_state import CourseState


class LazyCourses(MutableMapping[str, "CourseState"]):
    """Course id → the state of the course."""

    def __init__(self, unread: dict[str, memoryview]) -> None:
        self._courses: dict[str, CourseState | memoryview] = {**unread}

    def __getitem__(self, course: str) -> CourseState:
        found = self._courses[course]
        if isinstance(found, memoryview):
            read: CourseState = json.loads(str(found, "utf-8", "surrogatepass"))
            self._courses[course] = found = read
        return found

    def __setitem__(self, course: str, state: CourseState) -> None:
        self._courses[course] = state

    def __delitem__(self, course: str) -> None:
        del self._courses[course]

    def __contains__(self, course: object) -> bool:
        return course in self._courses

    def __iter__(self) -> Iterator[str]:
        return iter(self._courses)

    def __len__(self) -> int:
        return len(self._courses)

    def as_written(self) -> Iterator[tuple[str, CourseState | memoryview]]:
        """Every course; those that nobody asked for as they are written."""
        yield from self._courses.items()
