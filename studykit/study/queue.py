"""Which cards come today, and in what order.

Cards due come first by how much is at stake: the likelier one is forgotten, the earlier it
is asked. Siblings (gaps of one text, the two directions of a card) are kept apart: one of
them a study day. New cards are mixed in evenly, those of sections already read first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from studykit.scheduling.memory import is_due, recall
from studykit.scheduling.settings import settings_from
from studykit.study.standing import setting, standing
from studykit.study.teaching import section_of_card

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.progress.state import CardState, CourseState, State
    from studykit.scheduling.days import Moment

QUESTION_CARD = "question:"
"""Before the id of a question that is asked as a card."""

NEW_PER_DAY = 20
REVIEWS_PER_DAY = 200


class Queue(NamedTuple):
    """What a study day asks of the learner in one course."""

    order: list[str]
    """Ids of cards in review and new ones, in the order they come."""
    learning: list[str]
    """Ids of cards on a learning step, whenever they are due."""
    reviews: int
    """How many of `order` were seen before."""
    new: int
    """How many of `order` are new."""
    overdue: int
    """All cards due, before the daily limit."""
    put_off: int
    """Cards due that the daily limit leaves for the next days."""

    @property
    def count(self) -> int:
        """Cards of the day still to come."""
        return len(self.order) + len(self.learning)

    def spread_days(self, limit: int) -> int:
        """Days until the cards put off have come, at `limit` a day."""
        return math.ceil(self.put_off / max(1, limit))


def entry_of(card_id: str) -> str:
    """What siblings share. Ids of entries hold no stroke; those of gaps and ways back do."""
    return card_id if card_id.startswith(QUESTION_CARD) else card_id.partition("/")[0]


def plan_queue(edition: Edition, state: State, moment: Moment) -> Queue:
    """The cards of the study day of `moment`. Cards the edition no longer has stay out."""
    course = standing(state, edition.id)
    today = moment.day.isoformat()
    decay = settings_from(state["settings"]).decay
    learning: list[str] = []
    due: list[tuple[float, str]] = []
    seen_entries: set[str] = set()
    for card_id, card in course["cards"].items():
        if card["last_day"] == today:
            seen_entries.add(entry_of(card_id))
        if not is_open(card, today) or not has_card(edition, card_id):
            continue
        if card["state"] in ("learning", "relearning"):
            learning.append(card_id)
        elif is_due(card, moment):
            due.append((recall(card, moment.day, decay), card_id))
    due.sort()
    reviews = _apart([card_id for _, card_id in due], seen_entries)
    done = course["days"].get(today, {})
    room = max(0, limit_of(state, edition.id, "reviews_per_day") - done.get("reviews", 0))
    put_off = max(0, len(reviews) - room)
    reviews = reviews[:room]
    room_new = max(0, limit_of(state, edition.id, "new_per_day") - done.get("new", 0))
    new = _new_cards(edition, course, today, seen_entries, room_new)
    return Queue(
        order=_mixed(reviews, new),
        learning=sorted(learning, key=lambda card_id: course["cards"][card_id]["due"]),
        reviews=len(reviews),
        new=len(new),
        overdue=len(due),
        put_off=put_off,
    )


def limit_of(state: State, course: str, key: str) -> int:
    """A daily limit: `new_per_day` or `reviews_per_day`, never below 0."""
    default = NEW_PER_DAY if key == "new_per_day" else REVIEWS_PER_DAY
    return max(0, int(setting(state, key, default, course=course)))


def is_open(card: CardState, today: str) -> bool:
    """Whether a card is neither suspended nor buried on the study day `today`."""
    return not card.get("suspended") and card.get("buried_day") != today


def has_card(edition: Edition, card_id: str) -> bool:
    """Whether the edition still has the card, or the question asked as one."""
    if card_id.startswith(QUESTION_CARD):
        return edition.lesson_of_question(card_id.removeprefix(QUESTION_CARD)) is not None
    return edition.lesson_of_card(card_id) is not None


def is_new(card: CardState | None) -> bool:
    """Whether a card was never reviewed nor made due by a missed question."""
    return card is None or (card["state"] == "new" and card["due_day"] == "9999-12-31")


def _new_cards(
    edition: Edition, course: CourseState, today: str, seen: set[str], room: int
) -> list[str]:
    """New cards in the author's order, those whose section was read before the others."""
    if not room:
        return []
    read: list[str] = []
    unread: list[str] = []
    for lesson in edition.lessons:
        for outline in lesson.cards:
            card = course["cards"].get(outline.id)
            if not is_new(card) or (card is not None and not is_open(card, today)):
                continue
            section = outline.source or section_of_card(edition, outline.id)
            ready = section is None or section in course["sections"]
            (read if ready else unread).append(outline.id)
        if len(read) > 4 * room + len(seen):
            break
    return _apart(read + unread, seen)[:room]


def _apart(cards: list[str], seen: set[str]) -> list[str]:
    """The first card of each entry that is not among `seen`, which is added to."""
    chosen = []
    for card_id in cards:
        entry = entry_of(card_id)
        if entry not in seen:
            seen.add(entry)
            chosen.append(card_id)
    return chosen


def _mixed(reviews: list[str], new: list[str]) -> list[str]:
    """New cards spread evenly among the others, which keep their order."""
    places = [((n + 1) / (len(reviews) + 1), 0, card) for n, card in enumerate(reviews)]
    places += [((n + 1) / (len(new) + 1), 1, card) for n, card in enumerate(new)]
    places.sort(key=lambda place: place[:2])
    return [card for _, _, card in places]
