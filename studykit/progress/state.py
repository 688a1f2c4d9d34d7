"""Where a learner stands: plain JSON, a fold over the events.

The law: `fold(events)` equals applying the events one by one to `empty_state()`, but for the
trail (`undoable`), which is only as long as it need be. Undone events count as if they had
never happened. Kinds this version does not know, and events without the fields of their
kind, change nothing; they stay in the history.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from studykit.progress.events import AttemptItem, AttemptRules
from studykit.progress.folding import change
from studykit.progress.images import Image, put_back
from studykit.progress.journal import JournalFile
from studykit.progress.shapes import well_formed
from studykit.scheduling.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.progress.events import Event

TRAIL = 100
"""How many events back an undo needs no look into the history."""


class CardState(Memory, total=False):
    """A card's schedule, and what the learner did with it. A card that was marked but never
    reviewed has the state `new` and is due in the year 9999."""

    suspended: bool
    leech: bool
    buried_day: str
    flagged: bool
    missed_day: str
    """The study day on which it was last graded Again, also while cramming."""


class SectionState(TypedDict):
    """When a section was last read."""

    read: str
    day: str


class QuestionState(TypedDict):
    """How a question was answered so far; scores from 0 to 1 (below 0 where an author's
    weights say so)."""

    answers: int
    right: int
    last_score: float
    best_score: float
    last: str
    last_day: str


class ResponseState(TypedDict):
    """The answer to one question of an attempt."""

    response: Any
    certainty: int | None
    tries: int
    hints: int
    score: float | None
    verdict: str | None
    seconds: float
    at: str
    parts: NotRequired[Any]
    solution_shown: NotRequired[bool]


class DraftState(TypedDict):
    """A response that was chosen or typed and not submitted yet."""

    response: Any
    parts: Any
    at: str


class AttemptState(TypedDict):
    """One attempt at a quiz; `submitted` and what follows are null while it is open."""

    quiz: str
    started: str
    day: str
    questions: list[str]
    seed: int
    mode: str
    deadline: str | None
    items: list[AttemptItem] | None
    rules: AttemptRules | None
    closed: str | None
    abandoned: str | None
    drafts: dict[str, DraftState]
    index: int
    responses: dict[str, ResponseState]
    flags: list[str]
    submitted: str | None
    score: float | None
    points: float | None
    points_max: float | None
    passed: bool | None
    by_objective: dict[str, list[float]] | None
    results: dict[str, float] | None


class Place(TypedDict):
    """Where the learner stopped reading in a course, and when."""

    lesson: str
    section: str
    scroll: float
    at: str


class DayState(TypedDict, total=False):
    """What was done in a course on one study day. Absent counts are 0."""

    new: int
    """Cards reviewed for the first time; questions asked as cards are not among them."""
    reviews: int
    """Reviews of cards in review, which a daily limit counts."""
    steps: int
    """Reviews on learning or relearning steps."""
    crammed: int
    again: int
    """Reviews (of any of the first three sorts) graded Again."""
    answers: int
    right: int
    sections: int
    seconds: float
    """All of them; the three below say what on."""
    card_seconds: float
    question_seconds: float
    reading_seconds: float


class CourseState(TypedDict):
    """A learner's standing in one course, shared by its editions."""

    sections: dict[str, SectionState]
    cards: dict[str, CardState]
    questions: dict[str, QuestionState]
    attempts: dict[str, AttemptState]
    place: Place | None
    days: dict[str, DayState]


class Undoable(TypedDict):
    """An event of late and what stood before it where it changed the state."""

    event: dict[str, Any]
    before: list[Image]


class State(TypedDict):
    """A learner's whole standing."""

    settings: dict[str, Any]
    courses: MutableMapping[str, CourseState]
    undoable: list[Undoable]
    """The last events, oldest first."""


def empty_state() -> State:
    """Return the state of a learner who has done nothing yet."""
    return {"settings": {}, "courses": {}, "undoable": []}


def apply(state: State, event: Event) -> bool:
    """Bring `state` up to `event`, in place.

    An event whose id is among the last ones is a duplicate and changes nothing.

    Returns:
        False when `event` undoes one that is older than the trail, or the trail is not what
        led to the state: the whole history has to be folded again.
    """
    return not well_formed(event) or apply_well_formed(state, event)


def apply_well_formed(state: State, event: Event) -> bool:
    """Do what `apply` does with an event that is known to be well formed."""
    name = event["id"]
    for entry in state["undoable"]:
        if entry["event"]["id"] == name:
            return True
    if event["kind"] == "undo":
        return _undo(state, event["undoes"])
    _advance(state, event)
    return True


def fold(events: Iterable[Event]) -> State:
    """Return the state after `events`; they are gone through twice.

    Raises:
        TypeError: `events` is an iterator, which can be gone through only once.
    """
    state = empty_state()
    for event in lasting(events):
        _advance(state, event)
    return state


def lasting(events: Iterable[Event]) -> Iterator[Event]:
    """The events that count: well formed, not undone, each once. Gone through twice.

    Raises:
        TypeError: `events` is an iterator, which can be gone through only once.
    """
    if iter(events) is events:
        raise TypeError("the events are gone through twice")
    undos = events.of_kind("undo") if isinstance(events, JournalFile) else events
    skipped = {
        event["undoes"] for event in undos if event.get("kind") == "undo" and well_formed(event)
    }
    for event in events:
        if not well_formed(event) or event["kind"] == "undo" or event["id"] in skipped:
            continue
        skipped.add(event["id"])  # Once is enough.
        yield event


def _advance(state: State, event: Event) -> None:
    trail = state["undoable"]
    trail.append({"event": event, "before": change(state, event)})
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
