"""Making one history of several, as when two machines studied apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.progress.fields import JsonObject


def merge(histories: Iterable[Iterable[JsonObject]]) -> list[JsonObject]:
    """Return the union of the histories, each event once, ordered by instant and id.

    The result is the same in whatever order and grouping histories are merged, and merging
    one with itself gives it back, ordered. Should two events with one id differ (one was
    damaged or edited), the one whose JSON sorts first is taken, wherever it comes from.
    """
    union: dict[str, JsonObject] = {}
    for history in histories:
        for event in history:
            name = event.get("id")
            if not isinstance(name, str):
                continue
            other = union.get(name)
            if other is None or (other != event and _text(event) < _text(other)):
                union[name] = event
    return sorted(union.values(), key=lambda event: (str(event.get("at", "")), event["id"]))


def _text(event: JsonObject) -> str:
    return json.dumps(event, sort_keys=True)
