"""Sentences about a review that every face says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import grade_name
from studykit.scheduling.memory import Rating
from studykit.text.width import cut

if TYPE_CHECKING:
    from studykit.language.words import Words
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
