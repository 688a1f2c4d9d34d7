"""One card in front of the learner: a front and a back, or a question to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.scheduling.memory import Rating
from studykit.study.asking import Asking
from studykit.study.queue import QUESTION_CARD
from studykit.study.standing import standing
from studykit.study.teaching import section_of_card, section_of_question

if TYPE_CHECKING:
    from studykit.content.cards import Card
    from studykit.content.course import Edition
    from studykit.progress.state import CardState, State


@dataclass(frozen=True)
class Item:
    """What is shown. Exactly one of `card` and `asking` is there."""

    id: str
    card: Card | None
    asking: Asking | None
    memory: CardState | None
    """None when it was never touched."""
    section: str | None
    """The section that teaches it."""
    unread: bool
    """Whether that section was not read yet."""

    @property
    def flagged(self) -> bool:
        """Whether the learner marked it."""
        return bool(self.memory and self.memory.get("flagged"))

    @property
    def suggested(self) -> Rating | None:
        """For a question that was judged, the grade its answer speaks for."""
        if self.asking is None or self.asking.grade is None:
            return None
        by_verdict = {"right": Rating.Good, "partial": Rating.Hard, "wrong": Rating.Again}
        return by_verdict[self.asking.grade.verdict]


def item_of(edition: Edition, state: State, card_id: str) -> Item:
    """The card or the question asked as one. Raises KeyError when the edition has it not."""
    course = standing(state, edition.id)
    memory = course["cards"].get(card_id)
    card, asking = None, None
    if card_id.startswith(QUESTION_CARD):
        question = edition.question(card_id.removeprefix(QUESTION_CARD))
        section = section_of_question(edition, question.id)
        asking = Asking(question, seed=f"card:{memory['reps'] if memory else 0}")
    else:
        card = edition.card(card_id)
        section = section_of_card(edition, card_id)
    unread = section is not None and section not in course["sections"]
    return Item(card_id, card, asking, memory, section, unread)
