"""Which cards can come on a day, which of them are due, and how many the daily limits leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.course_state import course_state
from studykit.learner.settings import value_of
from studykit.progress.folding import NEVER, QUESTION_CARD

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.progress.state import CardState, CourseState, State
    from studykit.scheduling.days import Moment

STEPS = ("learning", "relearning")
"""The states of a card on a learning step."""


class DueCards(NamedTuple):
    """The cards that are due today: what Home, the plan and the statistics count alike."""

    steps: list[str]
    """Those on a learning step, whatever the hour it is due."""
    others: list[str]
    """All others seen before, overdue ones among them."""

    def __len__(self) -> int:
        return len(self.steps) + len(self.others)


def due_cards(edition: Edition, course: CourseState, moment: Moment) -> DueCards:
    """The cards due on the day of `moment`: without those suspended, buried until tomorrow or
    lost by the course, before any daily limit."""
    today, due = moment.day.isoformat(), DueCards([], [])
    for card_id, card in course["cards"].items():  # gone through once, for a deck may be large
        step = card["state"] in STEPS
        if (
            (step or card["due_day"] <= today)
            and not is_hidden(card, moment)
            and is_there(edition, card_id)
        ):
            due[not step].append(card_id)
    return due


def is_scheduled(card: CardState) -> bool:
    """Whether a card was seen, or the learner set the day on which it is due: then it is no new
    one any more."""
    return card["state"] != "new" or card["due_day"] != NEVER


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
