"""Putting off, resetting or suspending several cards of a review at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.learner.step import Step
from studykit.planning.source_sections import section_of
from studykit.progress import events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.language.words import Words
    from studykit.progress.events import Event
    from studykit.scheduling.days import Moment
    from studykit.study.review import Review

What = Literal["bury", "reset", "suspend"]
_EVENTS: dict[What, Callable[[Moment, str, str], Event]] = {
    "bury": events.card_buried,
    "reset": events.card_reset,
    "suspend": events.card_suspended,
}


class CardGroup(NamedTuple):
    """Cards that one thing is done with."""

    what: What
    of: Literal["section", "lesson", "review"]
    name: str
    """The title of the section or the lesson; "" of all that is left in the review."""
    cards: tuple[str, ...]


def card_groups(review: Review) -> list[CardGroup]:
    """What can be done with more than the card shown: with those of its section, of its lesson,
    and with all that are left. Nothing while cramming."""
    if review.prompt is None or review.cram:
        return []
    left = review.cards_left
    groups: list[tuple[Literal["section", "lesson", "review"], str, tuple[str, ...]]] = []
    section = review.prompt.section
    lesson = review.edition.lesson_of_section(section) if section else None
    if section is not None and lesson is not None:
        mine = tuple(card for card in left if section_of(review.edition, card) == section)
        groups.append(("section", review.edition.section(section).title, mine))
        within = {one.id for one in lesson.sections}
        all_of = tuple(card for card in left if section_of(review.edition, card) in within)
        groups.append(("lesson", lesson.title, all_of))
    groups.append(("review", "", left))
    found = []
    for what in _EVENTS:
        before: tuple[str, ...] = ()
        for of, name, cards in groups:
            known = tuple(card for card in cards if what != "reset" or review.is_known(card))
            if len(known) > 1 and known != before:
                found.append(CardGroup(what, of, name, known))
                before = known
    return found


def apply_to_group(review: Review, group: CardGroup) -> Step:
    """Do it; undo takes all of it back at once."""
    make, now = _EVENTS[group.what], review.now()
    happened = tuple(make(now, review.edition.id, card) for card in group.cards)
    return Step(happened, lambda: review.drop(group.cards))


def group_lines(groups: list[CardGroup], words: Words) -> Iterator[tuple[str, str]]:
    """What each group is, and of which cards."""
    does = {
        "bury": words("Put off until tomorrow"),
        "reset": words("Reset: start anew"),
        "suspend": words("Suspend"),
    }
    for group in groups:
        which = words("everything left today")
        if group.of == "section":
            which = words("section “{title}”", title=group.name)
        elif group.of == "lesson":
            which = words("lesson “{title}”", title=group.name)
        cards = words.many(len(group.cards), "{n} card", "{n} cards")
        yield does[group.what], f"{which} · {cards}"
