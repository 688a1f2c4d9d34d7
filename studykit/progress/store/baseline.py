"""A standing whose events are lost, taken up into the history as events of their own."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.fields import JsonObject
    from studykit.progress.state import Place, State
    from studykit.progress.store.snapshot import Snapshot

_PARTS = ("sections", "cards", "questions", "attempts", "days")


def baselines(snapshot: Snapshot) -> list[JsonObject]:
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
        for part in _PARTS:
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
    return {**{part: {} for part in _PARTS}, "place": place}
