"""What the kinds of events have in common: their base, their registry.

A kind is a TypedDict with its constructor and, beside it, the rule by which it changes the
state. Adding one takes these and its place in `studykit.progress.events.Event`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar, get_args

from studykit.progress.fields import Check, EventId, Instant, StudyDay, check_of, fields_of
from studykit.scheduling.days import instant_text

if TYPE_CHECKING:
    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment


class EventBase(TypedDict):
    """What every event has, beside its `kind`."""

    id: EventId
    """Its own."""
    at: Instant
    """When it happened, in UTC."""
    day: StudyDay
    """The study day on which it happened, where the learner was."""


def stamp(moment: Moment) -> EventBase:
    """Return what every event has."""
    return {
        "id": os.urandom(8).hex(),
        "at": instant_text(moment.at),
        "day": moment.day.isoformat(),
    }


_E = TypeVar("_E", bound=Mapping[str, Any])


class Kind(Generic[_E]):
    """A kind of event: its type, and how it changes the state."""

    def __init__(self, form: type[_E], fold: Callable[[Edit, _E], None]) -> None:
        self.form: Any = form
        self.fold = fold

    @cached_property
    def check(self) -> Check:
        """Tells whether an object has the fields of the kind."""
        return check_of(self.form)


KINDS: dict[str, Kind[Any]] = {}


def fold_of(form: type[_E]) -> Callable[[Callable[[Edit, _E], None]], None]:
    """Register a kind of event with the function that it decorates, its fold."""

    def register(fold: Callable[[Edit, _E], None]) -> None:
        (name,) = get_args(fields_of(form)["kind"])
        KINDS[name] = Kind(form, fold)

    return register
