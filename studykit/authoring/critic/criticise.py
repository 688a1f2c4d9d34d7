"""All the rules over one lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.authoring.critic.bank import lesson_flaws
from studykit.authoring.critic.items import item_flaws
from studykit.authoring.critic.options import option_flaws
from studykit.content.questions import MultipleChoice, SingleChoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.model import Lesson
    from studykit.content.validate import Problem


def criticise(lesson: Lesson) -> Iterator[Problem]:
    """Every flaw of `lesson`, question by question, then those of the lesson as a whole."""
    for n, question in enumerate(lesson.questions):
        path = ("questions", n)
        yield from item_flaws(question, path)
        if isinstance(question, SingleChoice | MultipleChoice):
            yield from option_flaws(question, path)
    yield from lesson_flaws(lesson)
