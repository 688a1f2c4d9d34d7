"""Spread the due days of cards that were learnt together, the same way on every machine."""

from __future__ import annotations

from hashlib import blake2b
from math import inf

# (from days, to days, share of the days in between): Anki's spread, wider for longer intervals.
_SPREAD = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, inf, 0.05))


def fuzz_fraction(card_id: str, reviews: int) -> float:
    """Return a number from 0 up to 1 that depends on nothing but the two arguments."""
    digest = blake2b(f"{card_id}\n{reviews}".encode(), digest_size=7).digest()
    # 53 bits: as many as a float holds, so that rounding never gives 1.
    return (int.from_bytes(digest) >> 3) / 2**53


def fuzzed(days: int, fraction: float, least: int, most: int) -> int:
    """Return `days` moved within its spread, never outside `least`…`most`.

    Intervals under 2.5 days stay as they are, but for the bounds.
    """
    low = high = days
    if days >= 2.5:
        delta = 1.0 + sum(
            share * max(0.0, min(float(days), end) - start) for start, end, share in _SPREAD
        )
        low, high = max(2, round(days - delta)), round(days + delta)
    low = min(max(low, least), most)
    high = min(max(high, low), most)
    return low + int(fraction * (high - low + 1))
