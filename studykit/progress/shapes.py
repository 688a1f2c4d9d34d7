"""Whether an event read from a file has the fields of its kind.

The history may come from another version, another machine or an editor; an event that
misses a field must neither stop the program nor change the state by half.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from studykit.progress.baseline import is_baseline
from studykit.progress.values import is_number, is_storable

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.progress.events import Event

_Types: TypeAlias = type | tuple[type, ...]

_TEXT: _Types = str
_NUMBER: _Types = (int, float)
_NONE: type = type(None)
_ANY: _Types = object
_BOOLS = (object, bool, (bool, _NONE))

_CARD: dict[str, _Types] = {"course": _TEXT, "card": _TEXT}
_ATTEMPT: dict[str, _Types] = {"course": _TEXT, "attempt": _TEXT}
_ANSWER: dict[str, _Types] = {
    "question": _TEXT,
    "response": _ANY,
    "certainty": (int, _NONE),
    "tries": int,
    "hints": int,
    "seconds": _NUMBER,
}

_EARLIEST = 1900
"""The first year in which anybody may have studied."""
_LAST = datetime(9999, 12, 31, tzinfo=UTC)

FIELDS: dict[str, dict[str, _Types]] = {
    "section_read": {"course": _TEXT, "section": _TEXT},
    "place_kept": {"course": _TEXT, "lesson": _TEXT, "section": _TEXT, "scroll": _NUMBER},
    "question_answered": {"course": _TEXT, **_ANSWER, "score": _NUMBER, "verdict": _TEXT},
    "card_reviewed": {**_CARD, "rating": int, "seconds": _NUMBER, "memory": dict},
    "card_crammed": {**_CARD, "rating": int, "seconds": _NUMBER},
    "card_suspended": _CARD,
    "card_unsuspended": _CARD,
    "card_buried": _CARD,
    "card_unburied": _CARD,
    "card_flagged": _CARD,
    "card_unflagged": _CARD,
    "card_reset": _CARD,
    "card_due_set": {**_CARD, "due_day": _TEXT},
    "quiz_started": {
        **_ATTEMPT,
        "quiz": _TEXT,
        "questions": list,
        "seed": int,
        "mode": _TEXT,
        "deadline": (str, _NONE),
    },
    "quiz_answered": {
        **_ATTEMPT,
        **_ANSWER,
        "score": (int, float, _NONE),
        "verdict": (str, _NONE),
    },
    "quiz_flagged": {**_ATTEMPT, "question": _TEXT, "on": bool},
    "quiz_moved": {**_ATTEMPT, "index": int},
    "quiz_submitted": {
        **_ATTEMPT,
        "quiz": _TEXT,
        "score": _NUMBER,
        "points": _NUMBER,
        "points_max": _NUMBER,
        "passed": (bool, _NONE),
        "by_objective": dict,
        "results": dict,
    },
    "setting_changed": {"key": _TEXT, "value": _ANY},
    "undo": {"undoes": _TEXT},
    "baseline": {"settings": dict, "courses": dict},
}
"""The fields of each kind, beside those of every event."""

_MEMORY: dict[str, _Types] = {
    "state": _TEXT,
    "step": (int, _NONE),
    "stability": _NUMBER,
    "difficulty": _NUMBER,
    "due": _TEXT,
    "due_day": _TEXT,
    "last": _TEXT,
    "last_day": _TEXT,
}
_STATES = ("learning", "review", "relearning")


def well_formed(event: Event) -> bool:
    """Tell whether `event` is of a known kind and has all its fields, of the right types."""
    kind = event.get("kind")
    fields = FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None or not isinstance(event.get("id"), str):
        return False
    if not _has(event, fields) or not _dated(event) or not is_storable(event):
        return False
    look = _INSIDE.get(event["kind"])
    return look is None or look(event)


def _results(event: Event) -> bool:
    unread = event.get("unread", [])  # which events of earlier versions do not have
    if not isinstance(unread, list) or not all(isinstance(name, str) for name in unread):
        return False
    return all(map(is_number, event["results"].values())) and all(
        isinstance(pair, list) and all(map(is_number, pair))
        for pair in event["by_objective"].values()
    )


def _questions(event: Event) -> bool:
    return all(isinstance(question, str) for question in event["questions"])


def _has(values: dict[str, Any], fields: dict[str, _Types]) -> bool:
    for name, types in fields.items():
        if name not in values:
            return False
        value = values[name]
        # True and False are no numbers here, though Python counts them among the integers.
        if not isinstance(value, types) or (value.__class__ is bool and types not in _BOOLS):
            return False
    return True


def _dated(event: Event) -> bool:
    at, day = event.get("at"), event.get("day")
    return isinstance(at, str) and isinstance(day, str) and is_instant(at) and _is_day(day)


def _memory(event: Event) -> bool:
    memory = event["memory"]
    return (
        _has(memory, _MEMORY)
        and memory["state"] in _STATES
        and is_instant(memory["due"])
        and is_instant(memory["last"])
        and _is_day(memory["due_day"])
        and _is_day(memory["last_day"])
    )


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.year >= _EARLIEST and len(text) == len("2026-01-01")


def is_instant(text: str) -> bool:
    """Tell whether `text` is an instant at which somebody may have studied."""
    try:
        at = datetime.fromisoformat(text)
        # In the first and last hours there are, an instant has no place in every time zone.
        return at.tzinfo is not None and at.year >= _EARLIEST and at.astimezone(UTC) <= _LAST
    except (ValueError, OverflowError):
        return False


_INSIDE: dict[str, Callable[[Event], bool]] = {
    "card_reviewed": _memory,
    "card_due_set": lambda event: _is_day(event["due_day"]),
    "quiz_started": _questions,
    "quiz_submitted": _results,
    "baseline": is_baseline,
}
"""What else must hold of the fields of a kind."""
