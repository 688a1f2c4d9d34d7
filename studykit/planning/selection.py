"""Cramming: going through a selection of cards, whatever their schedule says."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studykit.content.outline import QuestionOutline
from studykit.learner.course_state import course_state
from studykit.planning.deck import siblings_last
from studykit.progress.folding import QUESTION_CARD, RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.course import Edition
    from studykit.content.outline import CardOutline, LessonOutline
    from studykit.language.words import Words
    from studykit.progress.state import CourseState, State
    from studykit.scheduling.days import Moment

LATELY = 7
"""Study days, today among them, within which a card graded Again was missed lately."""

WITHIN = (1, 3, 7, 14, 30)
"""Days that are offered for what is due soon."""


@dataclass(frozen=True)
class Selection:
    """What to cram: every card that meets all conditions that are set."""

    lessons: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    missed: bool = False
    """Only what was missed lately: cards graded Again, in a review or while cramming, and
    questions that were answered wrongly or are not learnt since."""
    due_within: int | None = None
    """Only cards due within so many days."""


def select(edition: Edition, state: State, moment: Moment, chosen: Selection) -> list[str]:
    """The cards to cram, shuffled alike all day long, siblings last."""
    course = course_state(state, edition.id)
    found = [
        card_id
        for lesson, item in _items(edition)
        if (card_id := _card_id(item, course, moment, missed=chosen.missed))
        and _is_chosen(lesson, item, chosen)
        and (not chosen.missed or _missed_lately(card_id, item, course, moment))
        and (chosen.due_within is None or _due_in(card_id, course, moment, chosen.due_within))
    ]
    random.Random(f"cram:{moment.day}:{edition.id}").shuffle(found)
    return siblings_last(found)


def sizes(edition: Edition, state: State) -> Counter[Selection]:
    """How many cards the whole course, each lesson, each objective and each tag have, in one
    pass, however many they are."""
    course, found = course_state(state, edition.id), Counter[Selection]()
    for lesson, item in _items(edition):
        if isinstance(item, QuestionOutline) and QUESTION_CARD + item.id not in course["cards"]:
            continue
        found[Selection()] += 1
        found[Selection(lessons=(lesson.id,))] += 1
        found[Selection(objectives=(item.objective,))] += 1
        for tag in set(item.tags):
            found[Selection(tags=(tag,))] += 1
    return found


def _items(
    edition: Edition,
) -> Iterator[tuple[LessonOutline, CardOutline | QuestionOutline]]:
    for lesson in edition.lessons:
        for card in lesson.cards:
            yield lesson, card
        for question in lesson.questions:
            if not question.exam_only:
                yield lesson, question


def tags(edition: Edition) -> list[str]:
    """The tags that cards of the course have, in order."""
    return sorted({t for lesson in edition.lessons for card in lesson.cards for t in card.tags})


def objectives(edition: Edition) -> list[str]:
    """The objectives that cards of the course have, in its order."""
    used = {card.objective for lesson in edition.lessons for card in lesson.cards}
    return [key for key in edition.objectives if key in used]


def selection_line(edition: Edition, chosen: Selection, words: Words) -> str:
    """What is crammed, in words: `The whole course`, `Missed lately · Strategies`."""
    parts = []
    if chosen.missed:
        parts.append(words("Recently missed"))
    if chosen.due_within is not None:
        parts.append(words.many(chosen.due_within, "Due within {n} day", "Due within {n} days"))
    parts += [lesson.title for lesson in edition.lessons if lesson.id in chosen.lessons]
    parts += [edition.objectives[key] for key in chosen.objectives if key in edition.objectives]
    parts += list(chosen.tags)
    return " · ".join(parts) or words("The whole course")


def _card_id(
    item: CardOutline | QuestionOutline, course: CourseState, moment: Moment, *, missed: bool
) -> str:
    """What the item is called as a card; "" for a question that is none. Among what was
    missed lately, a question need not have become a card: a check makes none of it."""
    if not isinstance(item, QuestionOutline):
        return item.id
    card_id = QUESTION_CARD + item.id
    there = card_id in course["cards"] or (
        missed and _answered_wrongly(item.id, course, moment)
    )
    return card_id if there else ""


def _is_chosen(
    lesson: LessonOutline, item: CardOutline | QuestionOutline, chosen: Selection
) -> bool:
    return (
        (not chosen.lessons or lesson.id in chosen.lessons)
        and (not chosen.objectives or item.objective in chosen.objectives)
        and (not chosen.tags or bool(set(chosen.tags) & set(item.tags)))
    )


def _missed_lately(
    card_id: str, item: CardOutline | QuestionOutline, course: CourseState, moment: Moment
) -> bool:
    if isinstance(item, QuestionOutline):
        return True  # it was answered wrongly, or it would be no card
    known = course["cards"].get(card_id)
    return known is not None and _lately(known.get("missed_day", ""), moment)


def _answered_wrongly(question: str, course: CourseState, moment: Moment) -> bool:
    known = course["questions"].get(question)
    return (
        known is not None and known["last_score"] < RIGHT and _lately(known["last_day"], moment)
    )


def _lately(day: str, moment: Moment) -> bool:
    return bool(day) and (moment.day - date.fromisoformat(day)).days < LATELY


def _due_in(card_id: str, course: CourseState, moment: Moment, days: int) -> bool:
    known = course["cards"].get(card_id)
    if known is None or (known["state"] == "new" and not card_id.startswith(QUESTION_CARD)):
        return False
    return (date.fromisoformat(known["due_day"]) - moment.day).days <= days
