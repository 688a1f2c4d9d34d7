"""Events of the profile itself: settings, undo, and what stands for a lost history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from studykit.progress.course_state import (
    DayState,
    EarlierCourse,
    Place,
    present_attempt,
)
from studykit.progress.events.base import EventBase, fold_of, stamp
from studykit.progress.fields import EventId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment


class SettingChanged(EventBase):
    """The learner changed a setting; a null `value` takes it back to its default."""

    kind: Literal["setting_changed"]
    key: str
    value: Any


def setting_changed(moment: Moment, key: str, value: Any) -> SettingChanged:
    """The learner changed a setting; `value` None takes it back to its default."""
    return SettingChanged(**stamp(moment), kind="setting_changed", key=key, value=value)


@fold_of(SettingChanged)
def _fold_setting_changed(edit: Edit, event: SettingChanged) -> None:
    edit.put_setting(event["key"], event["value"])


class Undo(EventBase):
    """The event with the id `undoes` shall count as if it had never happened."""

    kind: Literal["undo"]
    undoes: EventId


def undo(moment: Moment, undoes: str) -> Undo:
    """The event with the id `undoes` shall count as if it had never happened."""
    return Undo(**stamp(moment), kind="undo", undoes=undoes)


@fold_of(Undo)
def _fold_undo(edit: Edit, event: Undo) -> None:
    """Nothing by itself: `studykit.progress.state` leaves out the event that it undoes."""


class Baseline(EventBase):
    """Stands for lost events: the state that they led to, or a part of it."""

    kind: Literal["baseline"]
    settings: dict[str, Any]
    courses: dict[str, EarlierCourse]


_Part: TypeAlias = Literal["sections", "cards", "questions", "attempts"]


@fold_of(Baseline)
def _fold_baseline(edit: Edit, event: Baseline) -> None:
    for key, value in event["settings"].items():
        edit.put_setting(key, value)
    for course_id, lost in event["courses"].items():
        course = edit.of_course(course_id)
        attempts = {name: present_attempt(entry) for name, entry in lost["attempts"].items()}
        _put_later(course, "sections", lost["sections"], "read")
        _put_later(course, "cards", lost["cards"], "last")
        _put_later(course, "questions", lost["questions"], "last")
        _put_later(course, "attempts", attempts, "submitted", "started")
        for day, counts in lost["days"].items():
            _put_most(course, day, counts)
        _put_place(course, lost["place"])


def _put_later(
    edit: Edit, part: _Part, entries: Mapping[str, Mapping[str, Any]], *dates: str
) -> None:
    """Put the entries that are not older, by `dates`, than what the history has of them."""
    present: Mapping[str, Mapping[str, Any]] = edit.course[part]
    for name, entry in entries.items():
        known = present.get(name)
        if known is None or _dates(entry, dates) >= _dates(known, dates):
            edit.put(part, name, value=entry)


def _dates(entry: Mapping[str, Any], dates: tuple[str, ...]) -> list[str]:
    return [entry.get(date) or "" for date in dates]


def _put_most(edit: Edit, day: str, counts: DayState) -> None:
    known = cast("dict[str, float]", edit.course["days"].get(day, {}))
    lost = cast("dict[str, float]", counts)
    most = {name: max(known.get(name, 0), lost.get(name, 0)) for name in {**known, **lost}}
    edit.put("days", day, value=most)


def _put_place(edit: Edit, place: Place | None) -> None:
    known = edit.course["place"]
    if place is not None and (known is None or place["at"] >= known["at"]):
        edit.put("place", value=place)
