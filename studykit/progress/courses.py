"""The courses of a snapshot, each read when it is first asked for.

A learner has many courses and studies one: what was done in the others is not taken apart at
every start, nor put together again at every end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from studykit.progress.baseline import PARTS
from studykit.progress.standings import has_its_fields

if TYPE_CHECKING:
    from studykit.progress.state import CourseState

Unread: TypeAlias = memoryview
"""A course as it is written in the snapshot."""


class SnapshotCourses(MutableMapping[str, "CourseState"]):
    """Course id → where the learner stands in it."""

    def __init__(self, unread: dict[str, Unread], trusted: bool) -> None:
        self._courses: dict[str, CourseState | Unread] = {**unread}
        self._trusted = trusted
        """Whether this machine wrote them, so that no field need be looked at."""

    def __getitem__(self, course: str) -> CourseState:
        found = self._courses[course]
        if isinstance(found, memoryview):
            found = self._courses[course] = _read(found, self._trusted)
        return found

    def __setitem__(self, course: str, standing: CourseState) -> None:
        self._courses[course] = standing

    def __delitem__(self, course: str) -> None:
        del self._courses[course]

    def __contains__(self, course: object) -> bool:
        return course in self._courses

    def __iter__(self) -> Iterator[str]:
        return iter(self._courses)

    def __len__(self) -> int:
        return len(self._courses)

    def __repr__(self) -> str:
        return f"SnapshotCourses({list(self._courses)})"

    def as_written(self) -> Iterator[tuple[str, CourseState | Unread]]:
        """Every course, those that nobody asked for as they are written, once they may be
        trusted."""
        if not self._trusted:
            self.update(self.items())  # what was looked over is written anew
        yield from self._courses.items()


def is_standing(course: Any) -> TypeGuard[CourseState]:
    """Tell whether a course is laid out as one; not every field is looked into."""
    return (
        isinstance(course, dict)
        and "place" in course
        and all(isinstance(course.get(part), dict) for part in PARTS)
    )


def no_standing() -> CourseState:
    """Return the standing of a learner who has done nothing in a course yet."""
    return {
        "sections": {},
        "cards": {},
        "questions": {},
        "attempts": {},
        "place": None,
        "days": {},
    }


def _read(written: Unread, trusted: bool) -> CourseState:
    # The checksum was right. Something else than studykit that makes one too may have
    # written anything; the history still knows what was done.
    try:
        course = json.loads(str(written, "utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        course = None
    if is_standing(course) and (trusted or has_its_fields(course)):
        return course
    return no_standing()
