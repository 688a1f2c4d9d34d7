"""Which events an undo takes back. The state's trail knows the latest, also after a restart;
what lies further back is found in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.progress import events
from studykit.progress.folding import QUESTION_CARD
from studykit.progress.state import lasting

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.progress.events import Event, History
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment

_CARD_STEPS = frozenset(
    f"card_{what}"
    for what in [
        "reviewed",
        "crammed",
        "suspended",
        "unsuspended",
        "buried",
        "unburied",
        "flagged",
        "unflagged",
        "reset",
        "due_set",
    ]
)

_TOGETHER = frozenset(("card_buried", "card_reset", "card_suspended"))
"""What is done to several cards at once."""
_GRADES = ("card_reviewed", "card_crammed")


class UndoRecord(NamedTuple):
    """What the learner did to one card, and the card."""

    card: str
    ids: tuple[str, ...]
    """Its events, the last one first."""
    kind: str
    """The kind of its main event: what is taken back."""
    rating: int | None
    """The grade that is taken back, 1 to 4; None where it was no grade."""


def last_undoable(
    state: State, course: str, history: Callable[[], History]
) -> UndoRecord | None:
    """What was done last to a card of `course`; None when nothing is left to undo.

    `history` gives all events; it is asked only when the trail has none of the course.

    A grade is one step with what it brought about (a leech suspended) and with the answer
    to the question that it graded.
    """
    latest = [entry["event"] for entry in state["undoable"]]
    trail = _of_cards(latest, course) or _of_cards(list(lasting(history())), course)
    if not trail:
        return None
    card, last = trail[0]
    taken = [last]
    for other, event in trail[1:]:
        together = _done_together(event, taken[-1])
        if not together and (other != card or not _one_step(event, taken[-1])):
            break
        taken.append(event)
    main = next((event for event in taken if event["kind"] in _GRADES), last)
    ids = tuple(event["id"] for event in taken)
    rating = None
    if main["kind"] == "card_reviewed" or main["kind"] == "card_crammed":
        rating = main["rating"]
    return UndoRecord(card, ids, main["kind"], rating)


def _of_cards(events_so_far: list[Event], course: str) -> list[tuple[str, Event]]:
    """The events about cards of a course, with their card, the last one first."""
    return [
        (card, event)
        for event in reversed(events_so_far)
        if event.get("course") == course and (card := _card(event))
    ]


def undo_events(moment: Moment, record: UndoRecord) -> list[Event]:
    """The events that take `record` back."""
    return [events.undo(moment, event_id) for event_id in record.ids]


def _card(event: Event) -> str:
    """The card that an event is about; "" when it is about none."""
    if event["kind"] in _CARD_STEPS:
        return str(event.get("card"))
    if event["kind"] == "question_answered" and event.get("context") == "card":
        return QUESTION_CARD + str(event["question"])
    return ""


def _done_together(before: Event, after: Event) -> bool:
    """Whether both are of one step that put several cards away."""
    kind = after["kind"]
    return kind in _TOGETHER and before["kind"] == kind and before["at"] == after["at"]


def _one_step(before: Event, after: Event) -> bool:
    if before["kind"] == "question_answered":
        return after["kind"] in _GRADES
    return (
        before["kind"] == "card_reviewed"
        and after["kind"] == "card_suspended"
        and bool(after.get("leech"))
        and before["at"] == after["at"]
    )
