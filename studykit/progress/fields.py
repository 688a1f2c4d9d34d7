"""What the fields of events and of the state may hold, said beside their types.

A field's type alone says too little: a text may be an instant, a number a count, an answer
something that only its learner may see. `Annotated` types with a `Form` say it once; the
check of a file (`check_of`), its JSON Schema and the anonymous export derive from them.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

Check: TypeAlias = Callable[[Any], bool]
JsonObject: TypeAlias = dict[str, Any]
"""An object out of a file, which may be anything."""

LARGEST = 1e20
"""No count, score or span of time is larger, up or down; sums of such numbers stay finite."""
_DEEPEST = 20
_EARLIEST = 1900
"""The first year in which anybody may have studied."""
_LAST = datetime(9999, 12, 31, tzinfo=UTC)


def is_storable(value: Any, depth: int = 0) -> bool:
    """Tell whether a value of any kind is JSON that can be stored: nothing boundless."""
    kind = value.__class__
    if kind is str or kind is bool or value is None:
        return True
    if kind is int or kind is float:
        return bool(-LARGEST <= value <= LARGEST)
    if depth >= _DEEPEST or (kind is not dict and kind is not list):
        return False
    return all(
        is_storable(part, depth + 1) for part in (value.values() if kind is dict else value)
    )


@lru_cache(maxsize=4096)
def is_study_day(text: str) -> bool:
    """Tell whether `text` is a day (`YYYY-MM-DD`) on which somebody may have studied."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    # Other forms of ISO 8601 (20260101, 2026-W01-4) would not sort as the days do.
    return day.year >= _EARLIEST and day.isoformat() == text


def is_instant(text: str) -> bool:
    """Tell whether `text` is an instant, with its time zone, at which somebody may have
    studied."""
    try:
        at = datetime.fromisoformat(text)
        # In the first and last hours there are, an instant has no place in every time zone.
        return at.tzinfo is not None and at.year >= _EARLIEST and at.astimezone(UTC) <= _LAST
    except (ValueError, OverflowError):
        return False


@dataclass(frozen=True, eq=False)
class Form:
    """What a field holds beyond its type."""

    valid: Check | None = None
    """Asked of a value that is of the type."""
    schema: Mapping[str, Any] = field(default_factory=dict)
    """What JSON Schema says of it beyond the type."""
    anonymous: (
        Literal["keep", "instant", "day", "name", "choices", "digests", "zero"] | None
    ) = None
    """How the field passes into an anonymous export (see `studykit.progress.anonymous`);
    None keeps it out."""


Instant = Annotated[str, Form(is_instant, {"format": "date-time"}, "instant")]
StudyDay = Annotated[str, Form(is_study_day, {"format": "date"}, "day")]
EventId = Annotated[str, Form(anonymous="name")]
"""The id of an event or an attempt, which the program made up."""
AuthorId = Annotated[str, Form(anonymous="keep")]
"""The id of something in a course: the same for all who study it."""
Flag = Annotated[bool, Form(anonymous="keep")]
Number = Annotated[float, Form(anonymous="keep")]
Count = Annotated[int, Form(lambda value: value >= 0, {"minimum": 0}, "keep")]
Certainty = Annotated[int, Form(lambda value: 1 <= value <= 3, {"enum": [1, 2, 3]}, "keep")]
Response = Annotated[Any, Form(anonymous="choices")]
"""What was answered: indices, texts, or both (see `studykit.questions`)."""
Parts = Annotated[Any, Form(anonymous="digests")]
"""A response with the digest of the text it points at in place of each index."""
Digest = Annotated[str, Form(anonymous="digests")]
"""The digest of an author's text (see `studykit.questions.digest`)."""
PointsPair = Annotated[
    list[Number], Form(lambda pair: len(pair) == 2, {"minItems": 2, "maxItems": 2}, "keep")
]
"""Points scored, and points there were."""


def check_of(kind: Any) -> Check:
    """Return what tells whether a value is of the type `kind`, made of JSON's types,
    TypedDicts, `Literal`, unions and `Annotated` types with a `Form`.

    A TypedDict may hold keys that it does not name, whose values are anything storable.
    """
    if kind is Any:
        return is_storable
    if kind is float:
        return lambda value: (
            (value.__class__ is float or value.__class__ is int)
            and -LARGEST <= value <= LARGEST
        )
    if kind is int:
        return lambda value: value.__class__ is int and -LARGEST <= value <= LARGEST
    if is_typeddict(kind):
        return _check_of_keys(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _check_of_form(check_of(arguments[0]), arguments[1:])
    if origin is Literal:
        return lambda value: value.__class__ in (str, int) and value in arguments
    if origin in (Union, types.UnionType):
        parts = [check_of(part) for part in arguments]
        return lambda value: any(part(value) for part in parts)
    if origin is list:
        item = check_of(arguments[0])
        return lambda value: value.__class__ is list and all(map(item, value))
    if origin in (dict, MutableMapping):
        entry = check_of(arguments[1])
        return lambda value: value.__class__ is dict and all(map(entry, value.values()))
    return lambda value: value.__class__ is kind


def _check_of_form(check: Check, forms: tuple[Form, ...]) -> Check:
    for form in forms:
        if (valid := form.valid) is not None:
            return lambda value: check(value) and valid(value)
    return check


def _check_of_keys(kind: Any) -> Check:
    checks = {name: check_of(hint) for name, hint in fields_of(kind).items()}
    names = required_fields(kind)
    required = [(name, checks[name]) for name in names]

    def check(value: Any) -> bool:
        if value.__class__ is not dict:
            return False
        try:
            for name, part in required:
                if not part(value[name]):
                    return False
        except KeyError:
            return False
        return len(value) == len(names) or all(
            checks.get(name, is_storable)(part)
            for name, part in value.items()
            if name not in names
        )

    return check


def fields_of(kind: Any) -> dict[str, Any]:
    """Return the fields of a TypedDict with their types."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        for name, hint in hints.items()
    }


def required_fields(kind: Any) -> frozenset[str]:
    """Return the names of the fields that a TypedDict may not lack."""
    hints = get_type_hints(kind, include_extras=True)
    # Of hints that are texts, as here, the class itself does not see which are `NotRequired`.
    optional = {name for name, hint in hints.items() if get_origin(hint) is NotRequired}
    return frozenset(kind.__required_keys__) - optional
