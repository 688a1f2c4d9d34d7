"""Bringing a profile of an earlier version up to this one.

Version 0 was one JSON document with the list of events inside (as `profile export` writes
one still), and its events had no study day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.progress.fields import JsonObject


def migrated_events(document: dict[str, Any]) -> list[JsonObject]:
    """Return the events of a document of an earlier version, in this version's form."""
    events = document.get("events")
    return migrated(events if isinstance(events, list) else [])


def migrated(events: Iterable[Any]) -> list[JsonObject]:
    """Return events of any earlier version in this version's form."""
    return [_with_day(event) for event in events if isinstance(event, dict)]


def _with_day(event: JsonObject) -> JsonObject:
    at = event.get("at")
    if "day" in event or not isinstance(at, str):
        return event
    # Version 0 did not say where the learner was: the day in UTC is the nearest to know.
    return {**event, "day": at[:10]}
