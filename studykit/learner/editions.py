"""Which edition of a course a learner wants, and which language of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.catalogue import SOURCE, supported
from studykit.language.environment import system_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Course, Edition
    from studykit.progress.state import State


def course_to_open(courses: Sequence[Course], state: State) -> Course:
    """The course that the learner chose last, else the first of `courses`."""
    from studykit.learner.course_state import setting

    chosen = setting(state, "course", "")
    return next((course for course in courses if course.id == chosen), courses[0])


def preferred_edition(course: Course, state: State, language: str | None = None) -> Edition:
    """The edition in `language`, else the one chosen last, else the one in the language of the
    interface (setting `language`), else in that of the system, else the first."""
    from studykit.learner.course_state import setting
    from studykit.learner.settings import value_of

    chosen = language or setting(state, "language", "", course=course.id)
    chosen = chosen or value_of(state, "language")
    return course.edition(chosen or next(iter(system_languages()), None))


def interface_language(
    state: State | None = None, option: str | None = None, edition: str | None = None
) -> str:
    """The language of the interface: the learner's setting `language`, else the one asked for
    on the command line, else the system's, else the edition's; English where none of these has
    a catalogue.

    `state` is None where no profile is open; `edition` is the tag of the open edition.
    """
    chosen = ""
    if state is not None:
        from studykit.learner.settings import value_of  # a help text needs no profile

        chosen = value_of(state, "language")
    for tag in (chosen, option, *system_languages(), edition):
        if tag and (language := supported(tag)):
            return language
    return SOURCE
