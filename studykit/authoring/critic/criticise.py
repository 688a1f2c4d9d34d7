"""All the rules over lessons and courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.authoring.critic.bank import lesson_flaws, twin_questions
from studykit.authoring.critic.items import item_flaws
from studykit.authoring.critic.options import option_flaws
from studykit.content.checking import unsilenced
from studykit.content.diagnostics import has_errors
from studykit.questions.choices import ChoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.content.diagnostics import Diagnostic
    from studykit.content.lesson_model import Lesson
    from studykit.content.structure import CourseReading
    from studykit.questions.problem import Problem


def criticise(lesson: Lesson) -> Iterator[Problem]:
    """Every flaw of `lesson`, question by question, then those of the lesson as a whole."""
    for n, question in enumerate(lesson.questions):
        way = ("questions", n)
        yield from item_flaws(question, way)
        if isinstance(question, ChoiceQuestion):
            yield from option_flaws(question, way)
    yield from lesson_flaws(lesson)


def critic_diagnostics(courses: Sequence[CourseReading]) -> list[Diagnostic]:
    """The flaws of all lessons of `courses` that could be read, less those silenced."""
    found: list[Diagnostic] = []
    for course in courses:
        # In a broken file the flaw may be the error.
        read = [pair for pair in course.models() if not has_errors(pair[0].diagnostics)]
        for reading, lesson in read:
            found += [reading.document.diagnostic(problem) for problem in criticise(lesson)]
        for number, problem in twin_questions([lesson for _, lesson in read]):
            found.append(read[number][0].document.diagnostic(problem))
    return unsilenced(courses, found)
