"""Sentences about a review that every face says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import day, grade_name, interval
from studykit.scheduling.memory import Rating
from studykit.text.width import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.study.prompt import Summary
    from studykit.study.review import Review
    from studykit.study.undo import UndoRecord

_LONGEST_FRONT = 48
"""Cells of a front that is quoted."""


def undone_line(review: Review, record: UndoRecord, words: Words) -> str:
    """What an undo takes back, with the card it was about."""
    done = {
        "card_suspended": words("Suspended"),
        "card_unsuspended": words("Unsuspended"),
        "card_buried": words("Buried"),
        "card_flagged": words("Flag"),
        "card_unflagged": words("Flag"),
        "card_reset": words("Reset"),
        "card_due_set": words("Date"),
        "question_answered": words("Answer"),
    }
    graded = grade_name(words, Rating(record.rating).name) if record.rating else ""
    what = graded or done.get(record.kind, "")
    front = " ".join(review.front(record.card).split())
    if not what or not front:
        return words("Undone.")
    front = cut(front, _LONGEST_FRONT)
    return words("Taken back: {what} on “{front}”", what=what, front=front)


def standing_parts(review: Review, words: Words) -> Iterator[tuple[str, int, str]]:
    """How far a review is: a sign, a number and words for each kind of cards, then the minutes
    left."""
    now = review.standing
    yield "●", now.done, words("{n} done", n=now.done)
    if now.learning:
        yield "◐", now.learning, words("{n} learning", n=now.learning)
    if review.cram:
        yield "○", now.due, words("{n} to come", n=now.due)
    else:
        yield "○", now.due, words("{n} due", n=now.due)
        if now.new:
            yield "○", now.new, words("{n} new", n=now.new)
    if now.left:
        minutes = max(1, round(review.seconds_left / 60))
        yield "", minutes, words("about {n} min", n=minutes)


def reviewed_line(done: Summary, words: Words) -> str:
    """How many cards were reviewed, and in how many answers where some came again."""
    cards = words.many(done.cards, "{n} card reviewed", "{n} cards reviewed")
    if done.reviews == done.cards:
        return cards
    answers = words.many(done.reviews, "{n} answer", "{n} answers")
    return f"{cards} · {answers}"


def upcoming_lines(review: Review, words: Words) -> Iterator[str]:
    """What comes next, and when."""
    coming = review.upcoming()
    if coming.steps:
        yield words.many(
            coming.steps,
            "Next: {n} card you are learning, in {time}.",
            "Next: {n} cards you are learning, the first in {time}.",
            time=interval(words, coming.wait),
        )
    if coming.day is not None:
        yield words.many(
            coming.cards,
            "{day}: {n} card falls due.",
            "{day}: {n} cards fall due.",
            day=day(words, coming.day, coming.today).capitalize(),
        )


def leech_line(review: Review, words: Words) -> str:
    """That the card graded last is suspended as a leech, and what would help."""
    section = review.leech_section
    if section:
        return words(
            "You have forgotten this card again and again, so it has been "
            "suspended (a “leech”). Read “{section}” again, or reword the card.",
            section=section,
        )
    return words(
        "You have forgotten this card again and again, so it has been suspended (a "
        "“leech”). Reword the card, or split it in two."
    )
