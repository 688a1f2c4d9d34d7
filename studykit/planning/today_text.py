"""The cards of today in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.planning.today import DueCards


def cards_line(cards: DueCards, words: Words) -> str:
    """How many cards wait: `30 due · 7 new`, `80 of 120 due`; "" where none does.

    "Due" always counts the same cards, as in the plan and the statistics; in the last days
    before an exam the reviews are those that the plan asks for, due or not.
    """
    parts = []
    if cards.due and cards.put_off.exam:
        parts.append(words.many(cards.due, "{n} review", "{n} reviews"))
    elif cards.due < cards.all_due:
        parts.append(words("{n} of {due} due", n=cards.due, due=cards.all_due))
    elif cards.due:
        parts.append(words("{n} due", n=cards.due))
    if cards.new:
        parts.append(words("{n} new", n=cards.new))
    return " · ".join(parts)
