"""Which cards a review has, and in which order they come."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from studykit.learner.course_state import course_state
from studykit.learner.settings import scheduler_settings, value_of
from studykit.planning.backlog import PutOff, spread
from studykit.progress.folding import QUESTION_CARD
from studykit.scheduling.days import instant_text
from studykit.scheduling.memory import recall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import Edition
    from studykit.progress.state import CardState, CourseState, State
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory

_STEPS = ("learning", "relearning")
SECONDS_A_CARD = 15.0
"""What a review takes as long as nothing is known of the learner's own pace."""


class Tally(NamedTuple):
    """How many cards a review has."""

    steps: int
    """Cards on a learning step, whatever the hour it is due."""
    due: int
    """Other cards seen before."""
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
        and card["state"] in _STEPS
        and not is_hidden(card, moment)
        and is_there(edition, card_id)
    }


def tally(edition: Edition, state: State, moment: Moment) -> Tally:
    """How many cards `deal` would give, without putting them in order."""
    course = course_state(state, edition.id)
    new_left, reviews_left = limits(state, edition.id, moment)
    today, steps, due = moment.day.isoformat(), 0, 0
    for card_id, card in course["cards"].items():  # gone through once, for a deck may be large
        step = card["state"] in _STEPS
        if (step or card["due_day"] <= today) and not is_hidden(card, moment):
            there = is_there(edition, card_id)
            steps, due = steps + (step and there), due + (not step and there)
    many, put_off = spread(course, moment, due, reviews_left)
    ready, later = ([], []) if put_off.days else _new_cards(edition, course, moment)
    new = min(len(ready or later), new_left)
    return Tally(steps, many, new, min(len(ready), new), put_off)


def deal(edition: Edition, state: State, moment: Moment) -> Deck:
    """The cards of a review now.

    Due cards come first that are most at stake (least likely to be recalled), as many as the
    daily limit leaves and, after a break, as the day has of what piled up; new cards are mixed
    in evenly; a sibling waits until nothing else is left. The deal is the same all day long for
    the same state.
    """
    course = course_state(state, edition.id)
    new_left, reviews_left = limits(state, edition.id, moment)
    decay = scheduler_settings(state, edition.id).decay
    cards = course["cards"]
    today = moment.day.isoformat()
    due = sorted(
        (
            card_id
            for card_id, card in cards.items()
            if card["due_day"] <= today
            and card["state"] not in _STEPS
            and not is_hidden(card, moment)
            and is_there(edition, card_id)
        ),
        key=lambda card: (recall(cast("Memory", cards[card]), moment.day, decay), card),
    )
    many, put_off = spread(course, moment, len(due), reviews_left)
    ready, later = ([], []) if put_off.days else _new_cards(edition, course, moment)
    fresh = (ready or later)[:new_left]
    return Deck(siblings_last(_mixed(due[:many], fresh)), put_off)


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
            if seen and (seen["state"] != "new" or is_hidden(seen, moment)):
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


def seconds_a_card(course: CourseState) -> float:
    """The learner's own pace over the last thirty days of study, else a usual one."""
    days = [course["days"][day] for day in sorted(course["days"])[-30:]]
    reviews = sum(
        d.get("reviews", 0) + d.get("new", 0) + d.get("steps", 0) + d.get("crammed", 0)
        for d in days
    )
    seconds = sum(d.get("card_seconds", 0.0) for d in days)
    return seconds / reviews if reviews >= 20 else SECONDS_A_CARD
