"""Indices in responses, which may hold anything: courses change, profiles may be made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Collection


def is_index(value: Any, count: int) -> bool:
    """Whether `value` is an index below `count`."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count


def are_indices(value: Any, count: int) -> bool:
    """Whether `value` is a list of indices below `count`, each at most once."""
    return (
        isinstance(value, list)
        and all(is_index(one, count) for one in value)
        and len(set(value)) == len(value)
    )


def indices(value: Any, count: int) -> tuple[int, ...]:
    """The different indices below `count` in `value`, which may be anything."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(sorted({one for one in value if is_index(one, count)}))


def toggled(ticked: Collection[int], index: int) -> list[int]:
    """`ticked` with a tick more at `index`, or less."""
    return sorted(set(ticked) ^ {index})


def shuffled(
    count: int, chance: random.Random | None, fixed: Collection[int] = ()
) -> tuple[int, ...]:
    """The indices below `count` in an order by `chance`, the `fixed` ones in their place; in
    their own order without it."""
    if chance is None:
        return tuple(range(count))
    free = [n for n in range(count) if n not in fixed]
    chance.shuffle(free)
    refill = iter(free)
    return tuple(n if n in fixed else next(refill) for n in range(count))
