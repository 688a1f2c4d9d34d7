"""Which values of JSON can be kept and counted with."""

from __future__ import annotations

from typing import Any

LARGEST = 1e20
"""No count, score or span of time is larger, up or down; sums of such numbers stay finite."""
_DEEPEST = 20


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and is_storable(value)


def is_storable(value: Any, depth: int = 0) -> bool:
    """Whether a value can be kept and counted with: no NaN, nothing boundless."""
    kind = value.__class__
    if kind is str or kind is bool or value is None:
        return True
    if kind is int or kind is float:
        return bool(-LARGEST <= value <= LARGEST)
    if depth >= _DEEPEST or (kind is not dict and kind is not list):
        return False
    for part in value.values() if kind is dict else value:
        # Most are texts: to look here saves a call for each.
        if part.__class__ is not str and not is_storable(part, depth + 1):
            return False
    return True
