"""A history that says how somebody studied, but not who.

Only what the types of the events mark as safe passes (`Form.anonymous`): what a field or a
kind does not say of itself stays out, as does every field that the types do not name.
"""

from __future__ import annotations

import os
import re
import types
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

from studykit.progress.events import is_event
from studykit.progress.events.base import KINDS
from studykit.progress.fields import check_of, fields_of
from studykit.scheduling.days import instant_text, parse_instant

if TYPE_CHECKING:
    from studykit.progress.events import Event, History

_EPOCH = date(2000, 1, 1)
_DIGEST = re.compile("[0-9a-f]{16}")
_MOST_PARTS = 1000
"""No question has as many options or parts; what is larger is no index of one."""


class _Omitted:
    """What does not pass."""


_OMITTED = _Omitted()
_Pass: TypeAlias = "Callable[[Any, _Disguise], Any]"


def anonymised(events: History) -> list[Event]:
    """Return the events without what the learner typed, without settings, under new ids, and
    moved in time by whole days so that the first study day is 1 January 2000.

    Chosen options, scores, ratings, intervals and the hours of the day remain, since item
    analysis and fitting need them. Ids of courses, cards and questions remain too. An event
    that is left without a field that its kind needs is left out.
    """
    known: list[Event] = [event for event in events if is_event(event)]
    if not known:
        return []
    first = min(date.fromisoformat(event["day"]) for event in known)
    disguise = _Disguise(_EPOCH - first, os.urandom(16))
    passed = (_pass_of(KINDS[event["kind"]].form)(event, disguise) for event in known)
    return [event for event in passed if is_event(event)]


class _Disguise:
    """How ids and times are changed in one export."""

    def __init__(self, shift: timedelta, salt: bytes) -> None:
        self._shift = shift
        self._salt = salt

    def name(self, text: str) -> str:
        data = text.encode("utf-8", "surrogatepass")
        return blake2b(data, key=self._salt, digest_size=8).hexdigest()

    def instant(self, text: str) -> str:
        try:
            return instant_text(parse_instant(text) + self._shift)
        except OverflowError:  # `never`
            return text

    def day(self, text: str) -> str:
        try:
            return (date.fromisoformat(text) + self._shift).isoformat()
        except OverflowError:
            return text


_FORMS: dict[str, _Pass] = {
    "keep": lambda value, disguise: value,
    "zero": lambda value, disguise: 0,
    "instant": lambda value, disguise: disguise.instant(value),
    "day": lambda value, disguise: disguise.day(value),
    "name": lambda value, disguise: disguise.name(value),
    "choices": lambda value, disguise: _choices(value),
    "digests": lambda value, disguise: _digests(value),
}


@cache
def _pass_of(kind: Any) -> _Pass:
    """What a value of the type `kind` passes as."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is type(None) or origin is Literal:
        return _FORMS["keep"]
    if is_typeddict(kind):
        return _pass_of_fields(kind)
    if origin is Annotated:
        marks = [form.anonymous for form in arguments[1:] if form.anonymous]
        return _FORMS[marks[0]] if marks else _pass_of(arguments[0])
    if origin in (Union, types.UnionType):
        parts = [(check_of(part), _pass_of(part)) for part in arguments]
        return lambda value, disguise: next(
            passes(value, disguise) for check, passes in parts if check(value)
        )
    if origin is list:
        item = _pass_of(arguments[0])
        return lambda value, disguise: _unless_omitted([item(part, disguise) for part in value])
    if origin is dict:
        key, entry = map(_pass_of, arguments)
        return lambda value, disguise: _unless_omitted(
            {key(name, disguise): entry(part, disguise) for name, part in value.items()}
        )
    return lambda value, disguise: _OMITTED


def _pass_of_fields(kind: Any) -> _Pass:
    fields = {name: _pass_of(hint) for name, hint in fields_of(kind).items()}

    def passes(value: Any, disguise: _Disguise) -> Any:
        passed = {
            name: fields[name](part, disguise) for name, part in value.items() if name in fields
        }
        return {name: part for name, part in passed.items() if part is not _OMITTED}

    return passes


def _unless_omitted(value: Any) -> Any:
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    return _OMITTED if any(part is _OMITTED for part in parts) else value


def _digests(parts: Any) -> Any:
    """Parts of a response without what was typed: only the digests of an author's texts."""
    if isinstance(parts, list):
        return [_digests(part) for part in parts]
    if isinstance(parts, dict):
        return {"ticked": _digests(parts["ticked"])} if "ticked" in parts else None
    return parts if isinstance(parts, str) and _DIGEST.fullmatch(parts) else ""


def _choices(response: Any) -> Any:
    """A response without what was typed: only what was chosen remains."""
    if isinstance(response, list):
        return [_choices(part) for part in response]
    if isinstance(response, dict):
        return {"ticked": _choices(response["ticked"])} if "ticked" in response else None
    index = isinstance(response, int) and 0 <= response < _MOST_PARTS
    return response if index else None
