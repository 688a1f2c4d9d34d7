"""Which cards a review has, and in which order they come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from studykit.learner.course_state import course_state
from studykit.learner.settings import scheduler_settings
from studykit.planning.backlog import PutOff, spread
from studykit.planning.eligible_cards import (
    STEPS,
    due_cards,
    is_hidden,
    is_scheduled,
    is_there,
    limits,
)
from studykit.planning.exam_plan import final_day
from studykit.planning.final_days import is_final
from studykit.planning.goal import goal_of
from studykit.progress.folding import QUESTION_CARD
from studykit.scheduling.days import instant_text
from studykit.scheduling.memory import recall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import Edition
    from studykit.planning.goal import Goal
    from studykit.progress.state import CourseState, State
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory


class Tally(NamedTuple):
    """How many cards a review has."""

    steps: int
    """Cards on a learning step, whatever the hour it is due."""
    due: int
    """Other cards seen before."""
    all_due: int
    """All that are due, before any limit; in the last days before an exam, all that the plan
    asks for."""
    new: int
    ready: int
    """New cards of what was read already."""
    put_off: PutOff
    """Due cards that are left for the next days."""


class Deck(NamedTuple):
    """What a review starts with."""

    cards: list[str]
    """In the order they come; cards on learning steps not among them."""
    put_off: PutOff
    """Due cards that are left for the next days."""


def steps_due(
    edition: Edition, course: CourseState, moment: Moment, among: Iterable[str] | None = None
) -> dict[str, str]:
    """Cards on a learning step that are not hidden → the instant they are due. `among` are
    the only ones that can be (None: all).

    A card that was reviewed later than now is due now: the clock was set back, and it would
    wait long for the old time.
    """
    cards, now = course["cards"], instant_text(moment.at)
    return {
        card_id: now if now < (card["last"] or "") else card["due"]
        for card_id in (cards if among is None else among)
        if (card := cards.get(card_id)) is not None
        and card["state"] in STEPS
        and not is_hidden(card, moment)
        and is_there(edition, card_id)
    }


def tally(edition: Edition, state: State, moment: Moment) -> Tally:
    """How many cards `deal` would give, without putting them in order."""
    course = course_state(state, edition.id)
    if goal := _goal_at_hand(edition, state, moment):
        reviews, fresh, read, left = _final_cards(edition, state, moment, goal)
        stepping = len(steps_due(edition, course, moment))
        asked = stepping + len(reviews)
        return Tally(stepping, len(reviews), asked, len(fresh), min(read, len(fresh)), left)
    new_left, reviews_left = limits(state, edition.id, moment)
    due = due_cards(edition, course, moment)
    many, put_off = spread(course, moment, len(due.others), reviews_left)
    ready, later = ([], []) if put_off.days else _new_cards(edition, course, moment)
    new = min(len(ready or later), new_left)
    return Tally(len(due.steps), many, len(due), new, min(len(ready), new), put_off)


def deal(edition: Edition, state: State, moment: Moment) -> Deck:
    """The cards of a review now.

    Due cards come first that are most at stake (least likely to be recalled), as many as the
    daily limit leaves and, after a break, as the day has of what piled up; new cards are mixed
    in evenly; a sibling waits until nothing else is left. The deal is the same all day long for
    the same state. In the last days before an exam it is what the plan asks for (`final_days`).
    """
    course = course_state(state, edition.id)
    if goal := _goal_at_hand(edition, state, moment):
        weak, fresh, _, put_off = _final_cards(edition, state, moment, goal)
        return Deck(siblings_last(_mixed(weak, fresh)), put_off)
    new_left, reviews_left = limits(state, edition.id, moment)
    decay = scheduler_settings(state, edition.id).decay
    cards = course["cards"]
    due = sorted(
        due_cards(edition, course, moment).others,
        key=lambda card: (recall(cast("Memory", cards[card]), moment.day, decay), card),
    )
    many, put_off = spread(course, moment, len(due), reviews_left)
    ready, later = ([], []) if put_off.days else _new_cards(edition, course, moment)
    fresh = (ready or later)[:new_left]
    return Deck(siblings_last(_mixed(due[:many], fresh)), put_off)


def _goal_at_hand(edition: Edition, state: State, moment: Moment) -> Goal | None:
    """The learner's goal where today is one of the last days before its exam, else None."""
    goal = goal_of(state, edition.id)
    return goal if goal is not None and is_final(moment.day, goal.exam) else None


def _final_cards(
    edition: Edition, state: State, moment: Moment, goal: Goal
) -> tuple[list[str], list[str], int, PutOff]:
    """The reviews and the new cards that the plan asks for on one of the last days before the
    exam, how many new ones of what was read there are, and what does not fit in the day. Cards
    on learning steps are part of the plan too, but come of themselves."""
    course = course_state(state, edition.id)
    asked = final_day(edition, state, moment, goal)
    ready, later = _new_cards(edition, course, moment)
    fresh = (ready or later)[: asked.new]
    reviews = [c for c in asked.reviews if course["cards"][c]["state"] not in STEPS]
    return reviews, fresh, len(ready), PutOff(asked.waiting, 0, exam=True)


def _new_cards(
    edition: Edition, course: CourseState, moment: Moment
) -> tuple[list[str], list[str]]:
    """Cards never seen in the course's order: those of what was read, and the others, which
    come only when none of these is left, as for somebody who reads nothing."""
    known, sections = course["cards"], course["sections"]
    ready: list[str] = []
    later: list[str] = []
    for lesson in edition.lessons:
        begun = None
        for card in lesson.cards:
            seen = known.get(card.id)
            if seen and (is_scheduled(seen) or is_hidden(seen, moment)):
                continue
            if begun is None:
                begun = any(section.id in sections for section in lesson.sections)
            read = card.source in sections if card.source else begun
            (ready if read else later).append(card.id)
    return ready, later


def _mixed(due: list[str], fresh: list[str]) -> list[str]:
    """`fresh` spread evenly among `due`."""
    if not due or not fresh:
        return due + fresh
    placed = [((n + 0.5) / len(due), 0, card) for n, card in enumerate(due)]
    placed += [((n + 0.5) / len(fresh), 1, card) for n, card in enumerate(fresh)]
    return [card for _, _, card in sorted(placed, key=lambda one: one[:2])]


def entry_of(card_id: str) -> str:
    """What siblings share: the entry under `cards` that a card is made of."""
    return card_id if card_id.startswith(QUESTION_CARD) else card_id.partition("/")[0]


def siblings_last(cards: Iterable[str], seen: Iterable[str] = ()) -> list[str]:
    """`cards` in their order, but a sibling only once nothing else is left, for its back would
    give the other away; then second siblings before third ones. `seen` came before them."""
    met = Counter(entry_of(card) for card in seen)
    ranked: list[tuple[int, str]] = []
    for card in cards:
        entry = entry_of(card)
        ranked.append((met[entry], card))
        met[entry] += 1
    return [card for _, card in sorted(ranked, key=lambda one: one[0])]
