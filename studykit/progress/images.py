"""What stood at a place of the state before an event changed it, and putting it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from studykit.progress.standings import (
    ENTRIES,
    RESPONSE,
    has_field,
    have_fields,
    is_day_entry,
    is_place,
)
from studykit.progress.values import is_storable

if TYPE_CHECKING:
    from collections.abc import Mapping

Image: TypeAlias = list[Any]
"""What stood at a path before a change: `[path, value]`, or `[path]` where nothing stood."""


def is_image(image: Any) -> bool:
    """Tell whether `image` is of a place that an event can change, and holds what can stand
    there; whether there is such a place now, only putting it back tells."""
    if not isinstance(image, list) or len(image) not in (1, 2) or not _is_path(image[0]):
        return False
    path, *value = image
    match path, value:
        case ["settings", _], _:
            return is_storable(value)
        case ["courses", _], []:
            return True
        case ["courses", _, "place"], [place]:
            return is_place(place)
        case ["courses", _, "days", day], _:
            return all(is_day_entry(day, counts) for counts in value)
        case ["courses", _, str(part), _], _ if part in ENTRIES:
            return have_fields(value, ENTRIES[part])
        case ["courses", _, "attempts", _, "responses", _], _:
            return have_fields(value, RESPONSE)
        case ["courses", _, "attempts", _, "flags" | "index" as field], [held]:
            return has_field("attempts", field, held)
        case _:
            return False


def _is_path(path: Any) -> bool:
    return isinstance(path, list) and all(isinstance(step, str) for step in path)


def put_back(state: Mapping[str, Any], before: list[Image]) -> None:
    """Take back the change before which `before` stood.

    Raises:
        KeyError: A path leads nowhere: the state is not the one after that change. What was
            put back till then stays so.
    """
    for path, *old in reversed(before):
        node: Any = state
        for key in path[:-1]:
            node = node[key]
        if old:
            node[path[-1]] = old[0]
        else:
            del node[path[-1]]
