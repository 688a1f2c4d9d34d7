"""Leeches: cards forgotten so often that they cost more time than they are worth."""

from __future__ import annotations

LEECH_LAPSES = 8
LEECH_AGAIN = 4


def becomes_leech(lapses: int) -> bool:
    """Tell whether the lapse numbered `lapses` makes the card a leech.

    It does at the eighth, then at every fourth more (Anki's rule), so that a card taken up
    again unchanged is named again.
    """
    return lapses >= LEECH_LAPSES and (lapses - LEECH_LAPSES) % LEECH_AGAIN == 0
