"""The texts of a lesson, each with the way that leads to it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from studykit.questions.problem import Way

_NUMBERS = frozenset({int, float, bool})


def texts_within(
    node: Any, wanted: re.Pattern[str], *, leave_out: frozenset[str] = frozenset()
) -> list[tuple[Way, str]]:
    """Every text of a model in which `wanted` is found, but for those in fields named in
    `leave_out`."""
    texts: list[tuple[Way, str]] = []
    _collect(node, (), wanted, leave_out, texts)
    return texts


def _collect(
    node: Any,
    way: Way,
    wanted: re.Pattern[str],
    leave_out: frozenset[str],
    texts: list[tuple[Way, str]],
) -> None:
    entries: Iterable[tuple[str | int, Any]]
    if isinstance(node, tuple):
        entries = enumerate(node)
    elif isinstance(node, dict):
        entries = node.items()
    elif is_dataclass(node):
        model: Any = type(node)
        names, values = _fields(model, leave_out)
        entries = zip(names, values(node), strict=True)
    else:
        return
    for step, value in entries:
        if isinstance(value, str):
            if value and wanted.search(value):
                texts.append(((*way, step), value))
        elif value and value.__class__ not in _NUMBERS:
            _collect(value, (*way, step), wanted, leave_out, texts)


@cache
def _fields(
    model: Any, leave_out: frozenset[str]
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that may hold texts, and what reads them all."""
    names = tuple(field.name for field in fields(model) if field.name not in leave_out)
    if len(names) == 1:  # of one name alone, `attrgetter` gives no tuple
        return names, lambda node: (getattr(node, names[0]),)
    return names, attrgetter(*names)
