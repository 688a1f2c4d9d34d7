"""Whether the standing in a course has the fields of one, each of its kind.

What the program writes has; a file that somebody edited, damaged or made up may hold anything.
A course has thousands of entries, and is looked into at every start: the entries are taken
field by field, all the values of a field together, which costs about half of reading the JSON.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from math import isnan
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from studykit.progress.values import LARGEST, is_number, is_storable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_Values: TypeAlias = "Collection[Any]"
_Look: TypeAlias = "Callable[[_Values], bool]"
_Fields: TypeAlias = dict[str, _Look]

_FORM = b"0000-00-00T00:00:00.000Z"
"""An instant, each digit a 0."""
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_HOUR, _MINUTE, _SECOND = 11, 14, 17
"""Where they begin in an instant."""
_LAST_HOUR = (ord("2"), ord("3"))
_DAY_OF = itemgetter(slice(10))


@lru_cache(maxsize=4096)
def _is_day(value: str) -> bool:
    try:
        return len(value) == len("2026-01-01") and date.fromisoformat(value).year >= 1900
    except ValueError:
        return False


def _of(*kinds: type) -> _Look:
    """Values of these kinds only; True and False are no numbers."""
    known = set(kinds)
    return lambda values: known.issuperset(map(type, values))


_texts, _flags, _wholes, _dicts = _of(str), _of(bool), _of(int), _of(dict)
_any_numbers = _of(int, float)


def _days(values: _Values) -> bool:
    return _texts(values) and all(map(_is_day, set(values)))


def _instants(values: _Values) -> bool:
    if not values:
        return True
    if not _texts(values) or not (told := "".join(values)).isascii():
        return False
    digits, length = told.encode(), len(_FORM)
    return (
        digits.translate(_DIGITS) == _FORM * len(values)
        and {length}.issuperset(map(len, values))
        and max(zip(digits[_HOUR::length], digits[_HOUR + 1 :: length], strict=True))
        <= _LAST_HOUR
        and max(digits[_MINUTE::length] + digits[_SECOND::length]) <= ord("5")
        and all(map(_is_day, set(map(_DAY_OF, values))))
    )


def _numbers(values: _Values) -> bool:
    return _any_numbers(values) and _bounded(values)


def _counts(values: _Values) -> bool:
    return _wholes(values) and _bounded(values)


def _bounded(values: _Values) -> bool:
    if not values:
        return True
    within = min(values) >= -LARGEST and max(values) <= LARGEST
    return within and not isnan(sum(values))  # NaN is neither least nor greatest


def _or_none(look: _Look) -> _Look:
    return lambda values: look([value for value in values if value is not None])


def _each(look: Callable[[Any], bool]) -> _Look:
    return lambda values: all(map(look, values))


def _states(values: _Values) -> bool:
    known = {"new", "learning", "review", "relearning"}
    return _texts(values) and known.issuperset(values)


def _number_by_name(value: Any) -> bool:
    return isinstance(value, dict) and _numbers([*value.values()])


def _pair_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(pair, list) and len(pair) == 2 and all(map(is_number, pair))
        for pair in value.values()
    )


def _lists_of_texts(values: _Values) -> bool:
    return _of(list)(values) and _texts([*chain.from_iterable(values)])


RESPONSE: _Fields = {
    "response": _each(is_storable),
    "certainty": _or_none(_counts),
    "tries": _counts,
    "hints": _counts,
    "score": _or_none(_numbers),
    "verdict": _or_none(_texts),
    "seconds": _numbers,
    "at": _instants,
}


def _responses(values: _Values) -> bool:
    return _dicts(values) and have_fields(
        [*chain.from_iterable(value.values() for value in values)], RESPONSE
    )


ENTRIES: dict[str, _Fields] = {
    "sections": {"read": _instants, "day": _days},
    "cards": {
        "state": _states,
        "step": _or_none(_counts),
        "stability": _numbers,
        "difficulty": _numbers,
        "due": _instants,
        "due_day": _days,
        "last": _or_none(_instants),
        "last_day": _or_none(_days),
        "reps": _counts,
        "lapses": _counts,
    },
    "questions": {
        "answers": _counts,
        "right": _counts,
        "last_score": _numbers,
        "best_score": _numbers,
        "last": _instants,
        "last_day": _days,
    },
    "attempts": {
        "quiz": _texts,
        "started": _instants,
        "day": _days,
        "questions": _lists_of_texts,
        "seed": _counts,
        "mode": _texts,
        "deadline": _or_none(_instants),
        "index": _counts,
        "responses": _responses,
        "flags": _lists_of_texts,
        "submitted": _or_none(_instants),
        "score": _or_none(_numbers),
        "points": _or_none(_numbers),
        "points_max": _or_none(_numbers),
        "passed": _or_none(_flags),
        "by_objective": _or_none(_each(_pair_by_name)),
        "results": _or_none(_each(_number_by_name)),
    },
}
"""The fields of the entries of each part of a course but its days."""
_MARKS: _Fields = {
    "suspended": _flags,
    "leech": _flags,
    "flagged": _flags,
    "buried_day": _days,
    "missed_day": _days,
}
"""What an entry may have beside its fields."""
_PLACE: _Fields = {"lesson": _texts, "section": _texts, "scroll": _numbers, "at": _instants}


def has_its_fields(course: Mapping[str, Any]) -> bool:
    """Tell whether a standing that is laid out as one can be used."""
    return (
        is_place(course["place"])
        and all(have_fields(course[part].values(), fields) for part, fields in ENTRIES.items())
        and all(is_day_entry(*entry) for entry in course["days"].items())
    )


def has_field(part: str, name: str, value: Any) -> bool:
    """Tell whether `value` can stand in that field of an entry of a part."""
    return ENTRIES[part][name]([value])


def is_place(value: Any) -> bool:
    """Tell whether `value` says where a learner stopped reading, or that nothing is known."""
    return value is None or have_fields([value], _PLACE)


def is_day_entry(day: str, counts: Any) -> bool:
    """Tell whether `counts` is what was done on a study day."""
    return (
        _is_day(day)
        and _number_by_name(counts)
        and _wholes([count for name, count in counts.items() if name != "seconds"])
    )


def have_fields(entries: Collection[Any], fields: _Fields) -> bool:
    """Tell whether each of the entries has these fields, of the right kinds."""
    if not entries:
        return True
    if not _dicts(entries):
        return False
    try:
        if not all(look([*map(itemgetter(name), entries)]) for name, look in fields.items()):
            return False
    except KeyError:
        return False
    return _may_have_more([entry for entry in entries if len(entry) > len(fields)], fields)


def _may_have_more(entries: list[Any], fields: _Fields) -> bool:
    """Tell whether the marks among what entries have beside their `fields` are as they ought
    to be, and anything else can be kept."""
    if not all(
        look([entry[name] for entry in entries if name in entry])
        for name, look in _MARKS.items()
    ):
        return False
    known = {*fields, *_MARKS}
    return all(
        is_storable(value)
        for entry in entries
        if not known.issuperset(entry)
        for name, value in entry.items()
        if name not in known
    )
