"""Events of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired

from studykit.progress.course_state import Place, SectionState
from studykit.progress.events.base import EventBase, fold_of, stamp
from studykit.progress.fields import AuthorId, Number
from studykit.progress.folding import spent

if TYPE_CHECKING:
    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment


class SectionRead(EventBase):
    """The learner read a section to its end."""

    kind: Literal["section_read"]
    course: AuthorId
    section: AuthorId
    seconds: NotRequired[Number]
    """Spent on reading it; not known before version 3."""


def section_read(
    moment: Moment, course: str, section: str, seconds: float = 0.0
) -> SectionRead:
    """The learner read a section to its end."""
    return SectionRead(
        **stamp(moment), kind="section_read", course=course, section=section, seconds=seconds
    )


@fold_of(SectionRead)
def _fold_section_read(edit: Edit, event: SectionRead) -> None:
    section: SectionState = {"read": event["at"], "day": event["day"]}
    edit.put("sections", event["section"], value=section)
    edit.count(sections=1, **spent("reading", event.get("seconds", 0.0)))


class PlaceKept(EventBase):
    """The learner stopped reading here; `scroll` is the line at the top of the page."""

    kind: Literal["place_kept"]
    course: AuthorId
    lesson: AuthorId
    section: AuthorId
    scroll: Number


def place_kept(
    moment: Moment, course: str, lesson: str, section: str, scroll: float
) -> PlaceKept:
    """The learner stopped reading here; `scroll` is the line at the top of the page."""
    return PlaceKept(
        **stamp(moment),
        kind="place_kept",
        course=course,
        lesson=lesson,
        section=section,
        scroll=scroll,
    )


@fold_of(PlaceKept)
def _fold_place_kept(edit: Edit, event: PlaceKept) -> None:
    place: Place = {
        "lesson": event["lesson"],
        "section": event["section"],
        "scroll": event["scroll"],
        "at": event["at"],
    }
    edit.put("place", value=place)
