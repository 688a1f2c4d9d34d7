"""Why a card comes now: what is known of its memory, and what was done with it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from studykit.language.phrases import day, grade_name, interval, percent
from studykit.progress.state import lasting
from studykit.scheduling.days import Moment, parse_instant
from studykit.scheduling.memory import Rating
from studykit.scheduling.waiting import wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.progress.events import Event, History
    from studykit.progress.state import CardState
    from studykit.scheduling.scheduler import Scheduler


@dataclass(frozen=True)
class Past:
    """One thing that was done with a card."""

    day: date
    kind: str
    """`card_reviewed`, `card_crammed`, `card_reset` or `card_due_set`."""
    rating: Rating | None
    """The grade, of a review or while cramming."""
    interval: timedelta | None
    """How long the card was sent away for; None where its schedule stayed."""


@dataclass(frozen=True)
class Why:
    """What is known of a card's memory."""

    stability: float
    """Days until recall falls to 90 %."""
    difficulty: float
    """From 1 to 10."""
    recall: float
    """How likely it is recalled now."""
    wanted: float
    """How likely it shall be recalled on the day it is due."""
    reviews: int
    lapses: int
    due: date
    today: date
    history: tuple[Past, ...]
    """What was done with it, the last thing first; empty where the history is lost."""


def why(
    key: tuple[str, str],
    card: CardState | None,
    scheduler: Scheduler,
    moment: Moment,
    history: History,
) -> Why | None:
    """Why a card comes now; None for a new one without a past. `key` is the course and the
    card, of which `history` may tell."""
    past = tuple(_past(key, history))
    if card is None or (card["state"] == "new" and not past):
        return None
    return Why(
        card["stability"],
        card["difficulty"],
        scheduler.recall(card, moment.day),
        scheduler.settings.retention,
        card["reps"],
        card["lapses"],
        date.fromisoformat(card["due_day"]),
        moment.day,
        past,
    )


def _past(key: tuple[str, str], history: History) -> Iterator[Past]:
    mine = [
        event
        for event in history
        if event.get("kind") == "undo" or (event.get("course"), event.get("card")) == key
    ]
    for event in reversed(list(lasting(mine))):
        past = _past_event(event)
        if past is not None:
            yield past


def _past_event(event: Event) -> Past | None:
    when, kind = date.fromisoformat(event["day"]), event["kind"]
    if event["kind"] == "card_reviewed":
        moment = Moment(parse_instant(event["at"]), when)
        return Past(when, kind, Rating(event["rating"]), wait(event["memory"], moment))
    if event["kind"] == "card_crammed":
        return Past(when, kind, Rating(event["rating"]), None)
    if event["kind"] == "card_due_set":
        due = date.fromisoformat(event["due_day"])
        return Past(when, kind, None, max(timedelta(0), due - when))
    return Past(when, kind, None, None) if kind == "card_reset" else None


def why_rows(found: Why, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of the memory: a name and a value each."""
    yield (
        words("Chance you remember it now"),
        words(
            "{recall} (due when it falls to {wanted})",
            recall=percent(found.recall),
            wanted=percent(found.wanted),
        ),
    )
    stability = f"{found.stability:.1f}"
    yield (
        words("Stability"),
        words("your recall falls to 90% in {days} days", days=stability),
    )
    yield words("Difficulty"), words("{difficulty} of 10", difficulty=f"{found.difficulty:.1f}")
    yield (
        words("Reviews"),
        words.many(
            found.lapses,
            "{reviews}, forgotten once",
            "{reviews}, forgotten {n} times",
            reviews=found.reviews,
        ),
    )
    away = (found.today - found.due).days
    due = day(words, found.due, found.today)
    if away > 1:
        due += " · " + words("{n} days ago", n=away)
    yield words("Due"), due


def history_lines(found: Why, words: Words) -> Iterator[str]:
    """What was done with the card, a line each, the last thing first."""
    for past in found.history:
        parts = [past.day.isoformat()]
        if past.kind == "card_reset":
            parts.append(words("reset"))
        elif past.kind == "card_due_set":
            parts.append(words("set by hand"))
        elif past.rating is not None:
            parts.append(grade_name(words, past.rating.name))
        if past.kind == "card_crammed":
            parts.append(words("crammed"))
        if past.interval is not None:
            parts.append(f"→ {interval(words, past.interval)}")
        yield "  ".join(parts)
