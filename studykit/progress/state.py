"""Where a learner stands: plain JSON, a fold over the events.

The law: `fold(events)` equals applying the events one by one to `empty_state()`, but for the
trail (`undoable`), which is only as long as it need be. Undone events count as if they had
never happened. Kinds this version does not know, and events without the fields of their
kind, change nothing; they stay in the history.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, runtime_checkable

from studykit.progress.course_state import (
    AttemptItem,
    AttemptRules,
    AttemptState,
    CardState,
    CourseState,
    DayState,
    Place,
    QuestionState,
    ResponseState,
    SectionState,
)
from studykit.progress.events import Event, History, is_event
from studykit.progress.events.base import KINDS
from studykit.progress.fields import JsonObject
from studykit.progress.folding import Edit, put_back

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "TRAIL",
    "AttemptItem",
    "AttemptRules",
    "AttemptState",
    "CardState",
    "CourseState",
    "DayState",
    "Place",
    "QuestionState",
    "ResponseState",
    "SectionState",
    "State",
    "Undoable",
    "apply",
    "apply_event",
    "empty_state",
    "fold",
    "lasting",
]

TRAIL = 100
"""How many events back an undo needs no look into the history."""


class Undoable(TypedDict):
    """An event of late and what stood before it where it changed the state."""

    event: Event
    before: list[list[Any]]


class State(TypedDict):
    """Where a learner stands, in all."""

    settings: dict[str, Any]
    courses: MutableMapping[str, CourseState]
    undoable: list[Undoable]
    """The last events, oldest first."""


@runtime_checkable
class FilteredHistory(Protocol):
    """A history that can go through the events of one kind alone."""

    def of_kind(self, kind: str) -> History:
        """The events of a kind."""


def empty_state() -> State:
    """Return the state of a learner who has done nothing yet."""
    return {"settings": {}, "courses": {}, "undoable": []}


def apply(state: State, event: JsonObject | Event) -> bool:
    """Bring `state` up to `event`, in place.

    An event whose id is among the last ones is a duplicate and changes nothing.

    Returns:
        False when `event` undoes one that is older than the trail, or the trail is not what
        led to the state: the whole history has to be folded again.
    """
    return not is_event(event) or apply_event(state, event)


def apply_event(state: State, event: Event) -> bool:
    """Do what `apply` does with an event that is known to be one."""
    name = event["id"]
    for entry in state["undoable"]:
        if entry["event"]["id"] == name:
            return True
    if event["kind"] == "undo":
        return _undo(state, event["undoes"])
    _advance(state, event)
    return True


def fold(events: History) -> State:
    """Return the state after `events`; they are gone through twice.

    Raises:
        TypeError: `events` is an iterator, which can be gone through only once.
    """
    state = empty_state()
    for event in lasting(events):
        _advance(state, event)
    return state


def lasting(events: History) -> Iterator[Event]:
    """The events that count: well formed, not undone, each once. Gone through twice.

    A `FilteredHistory` is asked for its undos, which spares reading the rest twice.

    Raises:
        TypeError: `events` is an iterator, which can be gone through only once.
    """
    if iter(events) is events:
        raise TypeError("the events are gone through twice")
    undos = events.of_kind("undo") if isinstance(events, FilteredHistory) else events
    skipped = set[str]()
    for event in undos:
        if event.get("kind") == "undo" and is_event(event) and event["kind"] == "undo":
            skipped.add(event["undoes"])
    for event in events:
        if not is_event(event) or event["kind"] == "undo" or event["id"] in skipped:
            continue
        skipped.add(event["id"])  # Once is enough.
        yield event


def _advance(state: State, event: Event) -> None:
    edit = Edit(state, event, str(event.get("course", "")))
    KINDS[event["kind"]].fold(edit, event)
    trail = state["undoable"]
    trail.append({"event": event, "before": edit.before})
    if len(trail) > TRAIL:
        del trail[0]


def _undo(state: State, undone: str) -> bool:
    trail = state["undoable"]
    place = next(
        (place for place, entry in enumerate(trail) if entry["event"]["id"] == undone), None
    )
    if place is None:
        return False
    # Go back to before the event, then forth again without it: events after it may have
    # built on what it changed.
    try:
        for entry in reversed(trail[place:]):
            put_back(state, entry["before"])
    except KeyError:
        return False
    later = [entry["event"] for entry in trail[place + 1 :]]
    del trail[place:]
    for event in later:
        _advance(state, event)
    return True
