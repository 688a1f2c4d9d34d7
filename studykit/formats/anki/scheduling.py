"""What a learner knows of cards → the schedules and the reviews of Anki.

The columns are those of Anki's tables `cards` and `revlog` (docs of AnkiDroid, “Database
Structure”, and Anki's `rslib/src/scheduler`).
"""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.progress.state import lasting
from studykit.scheduling.days import parse_instant
from studykit.scheduling.memory import interval_days, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from studykit.progress.course_state import CardState, Schedule
    from studykit.progress.events import History

_NEW, _LEARNING, _REVIEW, _RELEARNING = 0, 1, 2, 3
_KINDS = {"new": _NEW, "learning": _LEARNING, "review": _REVIEW, "relearning": _RELEARNING}
_SUSPENDED, _FLAG = -1, 1
_USUAL_EASE = 2500
_USUAL_STEPS = 2
"""How many steps of learning Anki has at first."""
_FILTERED, _BY_HAND = 3, 4
"""Kinds of reviews: those that change no schedule; what is no review."""


class Learned(NamedTuple):
    """What a learner did in a course."""

    course: str
    cards: Mapping[str, CardState]
    history: History
    zone: tzinfo
    rollover_hour: int
    today: date

    @property
    def first_day(self) -> date:
        """The study day from which Anki counts: that of the earliest last review."""
        days = [card["last_day"] for card in self.cards.values() if card["last_day"]]
        return min([self.today, *map(date.fromisoformat, days)])

    @property
    def created(self) -> datetime:
        """When that day began."""
        return datetime.combine(self.first_day, time(self.rollover_hour), self.zone)

    @property
    def calendar(self) -> dict[str, int]:
        """How Anki shall count days: when they begin, and the minutes that the zone then lay
        west of Greenwich."""
        offset = self.created.utcoffset() or timedelta()
        west = -int(offset.total_seconds() // 60)
        return {"schedVer": 2, "rollover": self.rollover_hour, "creationOffset": west}


def card_columns(state: CardState | None, first_day: date) -> tuple[Any, ...] | None:
    """`type` to `data` of a card's row; None for one that is new."""
    if state is None:
        return None
    kind = _KINDS[state["state"]]
    if kind == _NEW and not (state.get("suspended") or state.get("flagged")):
        return None
    interval, left, due = interval_days(state), 0, 0
    if kind == _REVIEW:
        due = ordinal(state["due_day"]) - first_day.toordinal()
        interval = max(1, interval)
    elif kind != _NEW:
        due = int(parse_instant(state["due"]).timestamp())
        left = max(1, _USUAL_STEPS - (state["step"] or 0)) if kind == _LEARNING else 1
        interval = 1 if kind == _RELEARNING else 0
    # A queue is numbered as its kind, but that of relearning, which is that of learning.
    queue = _LEARNING if kind == _RELEARNING else kind
    if state.get("suspended"):
        queue = _SUSPENDED
    ease = _USUAL_EASE if kind != _NEW else 0
    flag = _FLAG if state.get("flagged") else 0
    counts = (state["reps"], state["lapses"], left)
    return kind, queue, due, interval, ease, *counts, 0, 0, flag, _memory(state)


def _memory(state: Schedule) -> str:
    if state["last"] is None:
        return ""
    memory = {
        "s": round(state["stability"], 4),
        "d": round(state["difficulty"], 3),
        "lrt": int(parse_instant(state["last"]).timestamp()),
    }
    return json.dumps(memory)


def review_rows(learned: Learned, keys: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """The rows of the reviews of cards whose numbers in Anki are `keys`."""
    before: dict[str, tuple[str, int]] = {}
    used: set[int] = set()
    for event in lasting(learned.history):
        if event.get("course") != learned.course or event.get("card") not in keys:
            continue
        key = round(parse_instant(event["at"]).timestamp() * 1000)
        while key in used:
            key += 1
        card = str(event.get("card"))
        state, last = before.get(card, ("new", 0))
        grade = 0
        if event["kind"] == "card_reviewed":
            memory, milliseconds = event["memory"], round(event["seconds"] * 1000)
            in_review = memory["state"] == "review"
            interval = max(1, interval_days(memory)) if in_review else _step(memory)
            factor = 100 + round((memory["difficulty"] - 1) / 9 * 1000)
            kind = {"review": 1, "relearning": 2}.get(state, 0)
            grade, before[card] = event["rating"], (memory["state"], interval)
        elif event["kind"] == "card_crammed":
            grade, milliseconds = event["rating"], round(event["seconds"] * 1000)
            interval, factor, kind = last, 0, _FILTERED
        elif event["kind"] == "card_reset":
            interval, factor, milliseconds, kind = 0, 0, 0, _BY_HAND
            before.pop(card, None)
        else:
            continue
        used.add(key)
        yield key, keys[card], -1, grade, interval, last, factor, milliseconds, kind


def _step(memory: Schedule) -> int:
    """The seconds of a step of learning, below 0."""
    if memory["last"] is None:
        return -1
    span = parse_instant(memory["due"]) - parse_instant(memory["last"])
    return min(-1, -round(span.total_seconds()))
