"""A standing whose events are lost, taken up into the history as events of their own."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from studykit.progress.standings import has_its_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.events import Event
    from studykit.progress.snapshot import Snapshot
    from studykit.progress.state import Place, State

PARTS = ("sections", "cards", "questions", "attempts", "days")


def baselines(snapshot: Snapshot) -> list[Event]:
    """Return the events that stand for the lost ones that led to `snapshot`: one, or where a
    line of the history would not hold it, some."""
    place = snapshot.position
    identity = f"{place.generation} {place.offset} {place.events} {place.newest}"
    at = place.newest or "1970-01-01T00:00:00.000Z"
    return [
        {"id": _name(f"{identity} {n}" if n else identity), "at": at, "day": at[:10], **piece}
        for n, piece in enumerate(_pieces(snapshot.state))
    ]


def _name(identity: str) -> str:
    return blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_MOST = 1_000_000
"""Bytes of settings and entries in one event."""


def _pieces(state: State) -> Iterator[dict[str, Any]]:
    piece = _piece()
    size = 0

    def is_full(name: str, value: Any) -> bool:
        nonlocal size
        grown = len(name) + len(json.dumps(value))
        full = bool(size) and size + grown > _MOST
        size = grown if full else size + grown
        return full

    for key, value in state["settings"].items():
        if is_full(key, value):
            yield piece
            piece = _piece()
        piece["settings"][key] = value
    for course_id, course in state["courses"].items():
        standing = _nothing(course["place"])
        piece["courses"][course_id] = standing
        for part in PARTS:
            for name, entry in cast("dict[str, Any]", course)[part].items():
                if is_full(name, entry):
                    yield piece
                    piece, standing = _piece(), _nothing()
                    piece["courses"][course_id] = standing
                standing[part][name] = entry
    yield piece


def _piece() -> dict[str, Any]:
    return {"kind": "baseline", "settings": {}, "courses": {}}


def _nothing(place: Place | None = None) -> dict[str, Any]:
    return {**{part: {} for part in PARTS}, "place": place}


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
