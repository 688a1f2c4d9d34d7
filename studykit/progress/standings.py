"""Whether the standing in a course has the fields of one, each of its kind.

What the program writes has; a file that somebody edited, damaged or made up may hold anything.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from studykit.progress.values import is_number, is_storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z")


@lru_cache(maxsize=4096)
def _is_day(value: Any) -> bool:
    try:
        return len(value) == len("2026-01-01") and date.fromisoformat(value).year >= 1900
    except (TypeError, ValueError):
        return False


def _day(value: Any) -> bool:
    return isinstance(value, str) and _is_day(value)


def _instant(value: Any) -> bool:
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    return found is not None and _is_day(found[1])


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and is_number(value)


def _or_none(look: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or look(value)


def _numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(map(is_number, value.values()))


def _pairs(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(is_number, pair))
        for pair in value.values()
    )


_Fields = dict[str, "Callable[[Any], bool]"]

_RESPONSE: _Fields = {
    "response": is_storable,
    "certainty": _or_none(_whole),
    "tries": _whole,
    "hints": _whole,
    "score": _or_none(is_number),
    "verdict": _or_none(_text),
    "seconds": is_number,
    "at": _instant,
}


def _responses(value: Any) -> bool:
    return isinstance(value, dict) and all(_has(one, _RESPONSE) for one in value.values())


_CARD: _Fields = {
    "state": lambda value: value in ("new", "learning", "review", "relearning"),
    "step": _or_none(_whole),
    "stability": is_number,
    "difficulty": is_number,
    "due": _instant,
    "due_day": _day,
    "last": _or_none(_instant),
    "last_day": _or_none(_day),
    "reps": _whole,
    "lapses": _whole,
}
_ENTRIES: dict[str, _Fields] = {
    "sections": {"read": _instant, "day": _day},
    "cards": _CARD,
    "questions": {
        "answers": _whole,
        "right": _whole,
        "last_score": is_number,
        "best_score": is_number,
        "last": _instant,
        "last_day": _day,
    },
    "attempts": {
        "quiz": _text,
        "started": _instant,
        "day": _day,
        "questions": _texts,
        "seed": _whole,
        "mode": _text,
        "deadline": _or_none(_instant),
        "index": _whole,
        "responses": _responses,
        "flags": _texts,
        "submitted": _or_none(_instant),
        "score": _or_none(is_number),
        "points": _or_none(is_number),
        "points_max": _or_none(is_number),
        "passed": _or_none(_flag),
        "by_objective": _or_none(_pairs),
        "results": _or_none(_numbers),
    },
}
_PLACE: _Fields = {"lesson": _text, "section": _text, "scroll": is_number, "at": _instant}


def has_its_fields(course: Mapping[str, Any]) -> bool:
    """Tell whether a standing that is laid out as one can be used."""
    place = course["place"]
    return (
        (place is None or _has(place, _PLACE))
        and all(
            _has(entry, fields)
            for part, fields in _ENTRIES.items()
            for entry in course[part].values()
        )
        and all(_is_day(day) and _numbers(counts) for day, counts in course["days"].items())
    )


def _has(entry: Any, fields: _Fields) -> bool:
    return (
        isinstance(entry, dict)
        and all(name in entry and look(entry[name]) for name, look in fields.items())
        and all(is_storable(value) for name, value in entry.items() if name not in fields)
    )
