"""The keys an author may write, and which of them hold a text that learners read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from studykit.content.course_model import CourseHead
from studykit.content.lesson_model import Lesson

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = frozenset(
    {
        *("id", "type", "objective", "source", "tags", "check", "stimulus"),
        *("url", "date", "language"),
    }
)
"""Keys of names, by which one thing refers to another or a program to it."""
_LISTS_OF_NAMES = frozenset({"lessons", "draw", "linked", "ignore", "include", "reuse"})


def is_text(keys: Sequence[str]) -> bool:
    """Whether a value is a text that learners read; `keys` lead to it, the nearest first."""
    if not _LISTS_OF_NAMES.isdisjoint(keys):
        return False
    known = all_keys()
    # A key of the author's own, as that of a category, holds what the key above it holds.
    nearest = next((key for key in keys if key in known), "")
    return known.get(nearest, False)


@cache
def all_keys() -> dict[str, bool]:
    """Every key of every file, and whether it holds a text that learners read."""
    found: dict[str, bool] = {}
    models: list[Any] = [CourseHead, Lesson]
    for model in models:
        hints = get_type_hints(model)
        for field in fields(model):
            kinds = _kinds(hints[field.name])
            is_text = str in kinds and field.name not in _NAMES
            found[field.name] = found.get(field.name, False) or is_text
            models += [kind for kind in kinds if is_dataclass(kind) and kind not in models]
    return found


def _kinds(hint: Any) -> list[Any]:
    """The types that a value of the type `hint` is, or holds."""
    of = get_args(hint)
    if get_origin(hint) is dict:
        of = of[1:]
    return [hint, *(kind for each in of for kind in _kinds(each))]
