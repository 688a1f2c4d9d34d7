"""A standing whose events are lost, taken up into the history as one event."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from studykit.progress.standings import has_its_fields

if TYPE_CHECKING:
    from studykit.progress.events import Event
    from studykit.progress.snapshot import Snapshot

PARTS = ("sections", "cards", "questions", "attempts", "days")


def baseline(snapshot: Snapshot) -> Event:
    """Return an event that stands for the lost ones that led to `snapshot`."""
    place = snapshot.position
    identity = f"{place.generation} {place.offset} {place.events} {place.newest}"
    at = place.newest or "1970-01-01T00:00:00.000Z"
    return {
        "id": blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        "at": at,
        "day": at[:10],
        "kind": "baseline",
        "settings": snapshot.state["settings"],
        "courses": dict(snapshot.state["courses"]),
    }


def is_baseline(event: Event) -> bool:
    """Tell whether a baseline event is laid out as one."""
    return all(
        isinstance(course, dict) and _is_course(course) for course in event["courses"].values()
    )


def _is_course(course: dict[str, Any]) -> bool:
    laid_out = "place" in course and all(isinstance(course.get(part), dict) for part in PARTS)
    return laid_out and has_its_fields(course)


def taken_up(part: str, known: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """Return the entry to keep where the history has `known` and a baseline `old`: the one
    of the later date, the baseline's if they are of the same."""
    if part == "days":
        return {name: max(known.get(name, 0), old.get(name, 0)) for name in {**known, **old}}
    fields = _DATES[part]
    dates = [[str(entry.get(field) or "") for field in fields] for entry in (old, known)]
    return old if dates[0] >= dates[1] else known


_DATES = {
    "sections": ["read"],
    "cards": ["last"],
    "questions": ["last"],
    "attempts": ["submitted", "started"],
}
