"""All the rules over lessons and courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.authoring.critic.bank import lesson_flaws, twin_questions
from studykit.authoring.critic.feedback import feedback_flaws
from studykit.authoring.critic.giveaways import answers_given_away
from studykit.authoring.critic.item import items_of
from studykit.authoring.critic.options import option_flaws
from studykit.authoring.critic.stems import stem_flaws
from studykit.content.checking import unsilenced
from studykit.content.collector import collector_off
from studykit.content.diagnostics import has_errors
from studykit.content.silencing import silenced_lines
from studykit.content.structure import with_shared_items
from studykit.language.message import Message, listed, quoted
from studykit.questions.choices import ChoiceQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studykit.authoring.critic.item import Item
    from studykit.content.diagnostics import Diagnostic
    from studykit.content.lesson_model import Lesson
    from studykit.content.structure import CourseReading
    from studykit.content.yaml_reader import Document
    from studykit.questions.problem import Problem, Way

_LACKING: dict[str, Callable[[int, str], Message]] = {
    "SK622": lambda n, ids: Message("{n} questions have no explanation: {ids}.", n=n, ids=ids),
    "SK623": lambda n, ids: Message(
        "{n} questions have distractors without feedback: {ids}.", n=n, ids=ids
    ),
    "SK703": lambda n, ids: Message("{n} sections have no check: {ids}.", n=n, ids=ids),
}
"""What a bank from elsewhere lacks everywhere: one line a lesson says it."""
_NAMED = 3
"""Ids that such a line names."""


def criticise(lesson: Lesson) -> Iterator[Problem]:
    """Every flaw of `lesson`, taken as a course of its own: question by question, then those
    of the lesson as a whole."""
    items = items_of(lesson)
    yield from _own_flaws(lesson, items, lesson)
    for _, problem in answers_given_away([items]):
        yield problem


@collector_off()
def critic_diagnostics(courses: Sequence[CourseReading]) -> list[Diagnostic]:
    """The flaws of all lessons of `courses` that could be read, less those silenced.

    What is lacking all over a lesson is one diagnostic, at the first place that is not
    silenced.
    """
    found: list[Diagnostic] = []
    for course in courses:
        # In a broken file the flaw may be the error.
        read = [pair for pair in course.models() if not has_errors(pair[0].diagnostics)]
        language = course.head.model.language if course.head and course.head.model else "en"
        lessons = [items_of(lesson, language) for _, lesson in read]
        for (reading, lesson), items in zip(read, lessons, strict=True):
            document = reading.document
            whole = with_shared_items(course, lesson)
            problems = _grouped(_own_flaws(lesson, items, whole), lesson, document)
            found += map(document.diagnostic, problems)
        for rule in (answers_given_away, twin_questions):
            for number, problem in rule(lessons):
                found.append(read[number][0].document.diagnostic(problem))
    return unsilenced(courses, found)


def _own_flaws(lesson: Lesson, items: Sequence[Item], whole: Lesson) -> Iterator[Problem]:
    """The flaws of a `lesson`, whose file has these `items`; `whole` is the lesson with what
    it takes from other files."""
    for n, item in enumerate(items):
        way, question = ("questions", n), item.question
        yield from stem_flaws(item, way)
        if isinstance(question, ChoiceQuestion):
            yield from option_flaws(question, item, way)
        yield from feedback_flaws(question, way)
        for problem in question.flaws():
            yield problem.within(way)
    yield from lesson_flaws(whole)


def _grouped(
    problems: Iterator[Problem], lesson: Lesson, document: Document
) -> Iterator[Problem]:
    """`problems`, those of one kind that say what is lacking drawn together."""
    silenced = silenced_lines(document.text)
    lacking: dict[str, dict[Way, Problem]] = {}
    for problem in problems:
        code = problem.code
        if code not in _LACKING:
            yield problem
        elif not silenced or code not in silenced.get(document.place(problem.way)[0], ()):
            lacking.setdefault(code, {}).setdefault(problem.way[:2], problem)
    for code, by_item in lacking.items():
        ways, first = list(by_item), next(iter(by_item.values()))
        if len(ways) > 1:
            names = [_name(lesson, way) for way in ways[:_NAMED]]
            ids = listed(map(quoted, names))
            if len(ways) > _NAMED:
                ids = Message("{names} …", names=ids)
            first = first._replace(message=_LACKING[code](len(ways), ids))
        yield first


def _name(lesson: Lesson, way: Way) -> str:
    group, n = way[:2]
    items = lesson.sections if group == "sections" else lesson.questions
    return items[int(n)].id
