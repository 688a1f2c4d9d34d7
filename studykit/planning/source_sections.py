"""Which section teaches a card, a question or an objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.progress.folding import QUESTION_CARD

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.content.outline import CardOutline, LessonOutline, QuestionOutline


def section_of_card(edition: Edition, card_id: str) -> str | None:
    """The section that teaches a card: its source, else the one that teaches its objective."""
    lesson = edition.lesson_of_card(card_id)
    if lesson is None:
        return None
    card = next(c for c in lesson.cards if c.id == card_id)
    return _there(edition, card.source) or section_of_objective(edition, card.objective)


def section_of(edition: Edition, card_id: str) -> str | None:
    """The section that teaches a card, or a question asked as one."""
    question = card_id.removeprefix(QUESTION_CARD)
    if question != card_id:
        return section_of_question(edition, question)
    return section_of_card(edition, card_id)


def section_of_question(edition: Edition, question_id: str) -> str | None:
    """The section that teaches a question: its source, else the one that asks it, else the
    one that teaches its objective."""
    lesson = edition.lesson_of_question(question_id)
    if lesson is None:
        return None
    question = edition.question_outline(question_id)
    asked = next((s.id for s in lesson.sections if question_id in s.check), None)
    return (
        _there(edition, question.source)
        or asked
        or section_of_objective(edition, question.objective)
    )


def section_of_objective(edition: Edition, objective_id: str) -> str | None:
    """The first section that a question or card of the objective names or is asked after."""
    lesson = edition.lesson_of_objective(objective_id)
    return None if lesson is None else _teaching(edition, lesson, objective_id)


def _teaching(edition: Edition, lesson: LessonOutline, objective: str) -> str | None:
    questions = {q.id for q in lesson.questions if q.objective == objective}
    items: list[QuestionOutline | CardOutline] = [*lesson.questions, *lesson.cards]
    for item in items:
        if item.objective == objective and _there(edition, item.source):
            return item.source
    return next((s.id for s in lesson.sections if questions & set(s.check)), None)


def _there(edition: Edition, section_id: str) -> str | None:
    return section_id if section_id and edition.lesson_of_section(section_id) else None


class Teaching:
    """Which section teaches each of many cards, looked up once for each objective."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._objectives: dict[str, str | None] = {}

    def by(self, card: CardOutline) -> str | None:
        """The section; None where no section is known to."""
        if source := _there(self._edition, card.source):
            return source
        if card.objective not in self._objectives:
            section = section_of_objective(self._edition, card.objective)
            self._objectives[card.objective] = section
        return self._objectives[card.objective]
