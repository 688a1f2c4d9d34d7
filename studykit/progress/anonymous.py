"""A history that says how somebody studied, but not who."""

from __future__ import annotations

import os
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from studykit.progress.shapes import well_formed
from studykit.scheduling.days import instant_text, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.progress.events import Event

_EPOCH = date(2000, 1, 1)
_INSTANTS = ("at", "due", "last", "deadline")
_DAYS = ("day", "due_day", "last_day")
_NAMES = ("id", "undoes", "attempt")


def anonymised(events: Iterable[Event]) -> list[Event]:
    """Return the events without what the learner typed, without settings, under new ids, and
    moved in time by whole days so that the first study day is 1 January 2000.

    Ticked options, scores, ratings, intervals and the hours of the day remain, since item
    analysis and fitting need them. Ids of courses, cards and questions remain too. Events of
    unknown kinds, and baselines, are left out: nobody knows what they say.
    """
    known = [
        event
        for event in events
        if well_formed(event) and event["kind"] not in ("setting_changed", "baseline")
    ]
    if not known:
        return []
    first = min(date.fromisoformat(event["day"]) for event in known)
    salt = os.urandom(16)
    return [_anonymous(event, _EPOCH - first, salt) for event in known]


def _anonymous(event: dict[str, Any], shift: timedelta, salt: bytes) -> dict[str, Any]:
    after = dict(event)
    for name, value in event.items():
        if name in _NAMES and isinstance(value, str):
            after[name] = blake2b(
                value.encode("utf-8", "surrogatepass"), key=salt, digest_size=8
            ).hexdigest()
        elif name in _INSTANTS and isinstance(value, str):
            after[name] = _moved_instant(value, shift)
        elif name in _DAYS and isinstance(value, str):
            after[name] = _moved_day(value, shift)
        elif name == "response":
            after[name] = _untyped(value)
        elif name == "memory" and isinstance(value, dict):
            after[name] = _anonymous(value, shift, salt)
    return after


def _moved_instant(text: str, shift: timedelta) -> str:
    try:
        return instant_text(parse_instant(text) + shift)
    except (ValueError, OverflowError):  # `never`, or no instant at all
        return text


def _moved_day(text: str, shift: timedelta) -> str:
    try:
        return (date.fromisoformat(text) + shift).isoformat()
    except (ValueError, OverflowError):
        return text


def _untyped(response: Any) -> Any:
    if isinstance(response, dict):
        return {name: _untyped(value) for name, value in response.items()}
    if isinstance(response, list):
        return [_untyped(value) for value in response]
    return None if isinstance(response, str) else response
