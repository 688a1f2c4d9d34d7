"""How an event changes the state, and how the change is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from studykit.progress.course_state import CardState, CourseState, new_course_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.progress.events.base import EventBase
    from studykit.progress.state import State

QUESTION_CARD = "question:"
"""Before the id of a question that is asked as a card."""

LEARNT_DAYS = 21
"""A missed question is learnt, and leaves the cards, when its interval reaches this."""

RIGHT = 0.999999
"""A score from here on is a right answer."""

NEVER = "9999-12-31"

UndoRecord: TypeAlias = list[Any]
"""What stood at a path before a change: `[path, value]`, or `[path]` where nothing stood."""


class Edit:
    """The changes one event makes to a state, recorded as they are made.

    Values are replaced, never altered in place, so that the undo records stay true.
    """

    def __init__(self, state: State, event: EventBase, course: str = "") -> None:
        self.before: list[UndoRecord] = []
        self._state = state
        self._event = event
        self._course_id = course

    @property
    def course(self) -> CourseState:
        """The course that the event is about. To be read; changed by `put` only."""
        courses = self._state["courses"]
        if self._course_id not in courses:
            self.before.append([["courses", self._course_id]])
            courses[self._course_id] = new_course_state()
        return courses[self._course_id]

    def of_course(self, course: str) -> Edit:
        """The same edit, with another course to change."""
        other = Edit(self._state, self._event, course)
        other.before = self.before
        return other

    def put(self, *path: str, value: object) -> None:
        """Put `value` where `path` leads from the course on."""
        node: Any = self.course
        for key in path[:-1]:
            node = node[key]
        self._put(node, ["courses", self._course_id, *path], value)

    def put_setting(self, key: str, value: object) -> None:
        """Set a setting; None takes it away."""
        settings, path = self._state["settings"], ["settings", key]
        if value is not None:
            self._put(settings, path, value)
        elif key in settings:
            self.before.append([path, settings.pop(key)])

    def _put(self, node: dict[str, Any], path: list[str], value: object) -> None:
        last = path[-1]
        self.before.append([path, node[last]] if last in node else [path])
        node[last] = value

    def card(self, card: str) -> CardState:
        """The card, or one that was never seen."""
        return self.course["cards"].get(card) or unseen_card()

    def drop(self, *path: str) -> None:
        """Remove what stands where `path` leads from the course on, if anything does."""
        node: Any = self.course
        for key in path[:-1]:
            node = node[key]
        if path[-1] in node:
            place = ["courses", self._course_id, *path]
            self.before.append([place, node.pop(path[-1])])

    def count(self, **more: float) -> None:
        """Add to the counts of the day."""
        day = self._event["day"]
        counts: dict[str, Any] = dict(self.course["days"].get(day, {}))
        for name, number in more.items():
            if number:
                counts[name] = counts.get(name, 0) + number
        self.put("days", day, value=counts)


def spent(what: Literal["card", "question", "reading"], seconds: float) -> dict[str, float]:
    """Return the counts of a day to which time spent on something adds."""
    return {"seconds": seconds, f"{what}_seconds": seconds}


def unseen_card() -> CardState:
    """Return a card that was never reviewed and is not due."""
    return {
        "state": "new",
        "step": None,
        "stability": 0.0,
        "difficulty": 0.0,
        "due": f"{NEVER}T00:00:00.000Z",
        "due_day": NEVER,
        "last": None,
        "last_day": None,
        "reps": 0,
        "lapses": 0,
    }


def put_back(state: Mapping[str, Any], before: list[UndoRecord]) -> None:
    """Take back the change of which `before` are the undo records.

    Raises:
        KeyError: A path leads nowhere: the state is not the one after that change. What was
            put back till then stays so.
    """
    for path, *old in reversed(before):
        node: Any = state
        for key in path[:-1]:
            node = node[key]
        if old:
            node[path[-1]] = old[0]
        else:
            del node[path[-1]]
