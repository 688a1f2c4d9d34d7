"""History merge: one history of several, be they of two machines or damaged copies of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.progress.fields import JsonObject


_AT_ONCE = (
    "quiz_started",
    "",
    "quiz_solution_shown",
    "quiz_closed",
    "quiz_self_marked",
    "quiz_submitted",
    "quiz_abandoned",
    "undo",
)
"""The order of what happens in one instant, such as an answer stored with the end of its
attempt. All other kinds stand where the empty one does. The player orders by the same."""


def merge(histories: Iterable[Iterable[JsonObject]]) -> list[JsonObject]:
    """Return the union of the histories, each event once, ordered by instant. Those of
    one instant stand as one thing follows the other, else by their ids.

    The result is the same in whatever order and grouping histories are merged, and merging
    one with itself gives it back, ordered. Should two events with one id differ (one was
    damaged or edited), the one whose JSON sorts first is taken, wherever it comes from.
    """
    union: dict[str, JsonObject] = {}
    for history in histories:
        for event in history:
            name = event.get("id")
            if not isinstance(name, str):
                continue
            other = union.get(name)
            if other is None or (other != event and _text(event) < _text(other)):
                union[name] = event
    return sorted(union.values(), key=_place)


def _place(event: JsonObject) -> tuple[str, int, str]:
    kind = event.get("kind")
    known = kind if kind in _AT_ONCE else ""
    return str(event.get("at", "")), _AT_ONCE.index(known), event["id"]


def _text(event: JsonObject) -> str:
    return json.dumps(event, sort_keys=True)


def merge_copies(one: Iterable[JsonObject], other: Iterable[JsonObject]) -> list[JsonObject]:
    """Return the events of two damaged copies of one history, each once, in the order of both.

    What the copies share holds them together; what only one of them has stands where it
    stood there, and where both have something in between, by its instant.
    """
    ours, theirs = _once(one), _once(other)
    have = {id_of(event) for event in ours}
    place = {id_of(event): number for number, event in enumerate(theirs)}
    result: list[JsonObject] = []
    pending: list[JsonObject] = []
    done = 0

    def join(until: int) -> None:
        between = [event for event in theirs[done:until] if id_of(event) not in have]
        both = pending and between
        result.extend(by_instant(pending + between) if both else pending + between)
        pending.clear()

    for event in ours:
        at = place.get(id_of(event), -1)
        if at >= done:
            join(at)
            result.append(event)
            done = at + 1
        else:
            pending.append(event)
    join(len(theirs))
    return result


def in_same_order(one: Iterable[JsonObject], other: Iterable[JsonObject]) -> bool:
    """Tell whether what two copies of a history share stands in the same order in both."""
    ours, theirs = ([id_of(event) for event in _once(events)] for events in (one, other))
    shared = {*ours} & {*theirs}
    return [name for name in ours if name in shared] == [n for n in theirs if n in shared]


def by_instant(events: Iterable[JsonObject]) -> list[JsonObject]:
    """Return the events, each once, by their instants; those of one instant as they stood."""
    return sorted(_once(events), key=lambda event: str(event.get("at", "")))


class Survey(NamedTuple):
    """What there is in a history."""

    ids: set[str]
    newest: str
    """The latest instant; empty when there is none."""
    ordered: bool
    """Whether no event is older than the one before it."""
    until: int
    """How many events there are up to the instant asked for."""


def survey(events: Iterable[JsonObject], instant: str = "") -> Survey:
    """Go through a history once, for what there is; each event counts once."""
    ids: set[str] = set()
    newest, ordered, until = "", True, 0
    for event in events:
        name, at = id_of(event), event.get("at")
        if isinstance(at, str):
            ordered = ordered and at >= newest
            newest = max(newest, at)
            until += name not in ids and at <= instant
        ids.add(name)
    return Survey(ids, newest, ordered, until)


def id_of(event: JsonObject) -> str:
    """The id, or where an event from elsewhere has none, what stands there."""
    return str(event.get("id"))


def _once(events: Iterable[JsonObject]) -> list[JsonObject]:
    first: dict[str, JsonObject] = {}
    for event in events:
        first.setdefault(id_of(event), event)
    return list(first.values())
