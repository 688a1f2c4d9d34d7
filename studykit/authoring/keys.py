"""The proof that every answer key is one: each question is answered with its own key, one with
variables in many draws."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from studykit.content.diagnostics import has_errors
from studykit.language.message import Message
from studykit.questions.drawing import broken_draw, draws, filled, of_draw
from studykit.questions.grade import grade, key_response
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.content.diagnostics import Diagnostic
    from studykit.content.structure import CourseReading
    from studykit.questions.registry import Question

_FULL = 0.999999


def key_diagnostics(courses: Iterable[CourseReading]) -> Iterator[Diagnostic]:
    """An error for each question whose key does not earn all of its points, or of which a draw
    cannot be asked.

    Files that have an error already are left out: their keys may be the error.
    """
    for course in courses:
        for reading, lesson in course.models():
            if has_errors(reading.diagnostics):
                continue
            for n, question in enumerate(lesson.questions):
                for problem in _key_problem(question):
                    yield reading.document.diagnostic(problem.within(("questions", n)))


def _key_problem(question: Question) -> Iterator[Problem]:
    """The error of a key that does not earn all the points; of a question with variables, of
    the first draw that cannot be asked, or whose key does not."""
    if not question.variables:
        yield from _broken_key(question)
        return
    for values in draws(question):
        if broken := broken_draw(question, values):
            yield broken
            return
        for problem in _broken_key(filled(question, values)):
            yield problem._replace(message=of_draw(values, problem.message))
            return


def _broken_key(question: Question) -> Iterator[Problem]:
    score = grade(question, key_response(question)).score
    if score < _FULL:
        percent = floor(score * 100_000) / 1000  # never rounded up to all of them
        message = Message(
            "The key of “{id}” earns only {percent:g} % of its points.",
            id=question.id,
            percent=percent,
        )
        yield Problem((), "SK501", message, question.key_advice)
