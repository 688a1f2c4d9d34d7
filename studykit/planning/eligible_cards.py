"""Which cards can come on a day, and how many the daily limits leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.learner.course_state import course_state
from studykit.learner.settings import value_of
from studykit.progress.folding import QUESTION_CARD

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.progress.state import CardState, State
    from studykit.scheduling.days import Moment


def limits(state: State, course: str, moment: Moment) -> tuple[int, int]:
    """New cards and reviews left today."""
    done = course_state(state, course)["days"].get(moment.day.isoformat(), {})
    new = value_of(state, "new_per_day", course) - done.get("new", 0)
    reviews = value_of(state, "reviews_per_day", course)
    return max(0, new), max(0, reviews - done.get("reviews", 0))


def is_hidden(card: CardState, moment: Moment) -> bool:
    """Whether a card is suspended, or buried for today."""
    return bool(card.get("suspended")) or card.get("buried_day") == moment.day.isoformat()


def is_there(edition: Edition, card_id: str) -> bool:
    """Whether the course has the card, or the question asked as one, which a question for exams
    alone never is."""
    if card_id.startswith(QUESTION_CARD):
        question = card_id.removeprefix(QUESTION_CARD)
        return edition.lesson_of_question(question) is not None and not edition.is_exam_only(
            question
        )
    return edition.lesson_of_card(card_id) is not None
