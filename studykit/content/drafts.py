"""Drafts: cards and questions made by a program that no author has confirmed yet.

Whoever studies sees none of them, and they count nowhere. The rules about them stand here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.content.lesson_model import Lesson


def count_drafts(lesson: Lesson) -> int:
    """How many cards and questions of a lesson file wait to be confirmed."""
    return sum(item.draft for item in (*lesson.cards, *lesson.questions))


def without_drafts(lesson: Lesson) -> Lesson:
    """The lesson as learners study it."""
    if not count_drafts(lesson):
        return lesson
    waiting = {question.id for question in lesson.questions if question.draft}
    return replace(
        lesson,
        sections=tuple(
            replace(section, check=tuple(q for q in section.check if q not in waiting))
            for section in lesson.sections
        ),
        cards=tuple(card for card in lesson.cards if not card.draft),
        questions=tuple(question for question in lesson.questions if not question.draft),
    )
