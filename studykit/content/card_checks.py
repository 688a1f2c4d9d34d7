"""What is wrong in a card that fits its model, yet cannot be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.questions.gaps import gap_problems
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.lesson_model import CardEntry


def card_problems(card: CardEntry) -> Iterator[Problem]:
    """The errors of one entry under `cards`; ways lead from the entry's own mapping."""
    if card.cloze:
        if card.front or card.back:
            other = "front" if card.front else "back"
            message = Message(
                "A card has either “cloze” or front and back; this one also has “{other}”.",
                other=other,
            )
            yield Problem((other,), "SK311", message, key=True)
        if card.reverse:
            yield Problem(
                ("reverse",), "SK311", Message("A cloze card cannot be reversed."), key=True
            )
        yield from gap_problems(
            card.cloze,
            ("cloze",),
            Message.in_context("part of a course", "card"),
            in_code=card.gaps_in_code,
        )
        return
    for side in ("front", "back"):
        if not getattr(card, side).strip():
            message = Message("The card has no “{side}”.", side=side)
            hint = Message("Write front and back, or a “cloze” with gaps.")
            yield Problem((side,), "SK311", message, hint)
