"""Events to be put in order: sentences that begin with their dates."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.article.patterns import date_key, facts
from studykit.formats.article.sentences import is_wide, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST, _MOST = 3, 6
"""Events of one question."""
_LONGEST = {True: 50, False: 110}
"""Characters of an event, in Chinese and the like and elsewhere."""
Date = tuple[int, int, int]


class Ordering(NamedTuple):
    """A question, the section of its last event, and the sentence of its first."""

    tree: dict[str, Any]
    section: str
    sentence: str


def ordering(sentences: Iterable[tuple[str, str]], stem: str) -> Ordering | None:
    """The question about the events in a lesson's sentences, each with its section's id; None
    where there are too few."""
    events: dict[Date, tuple[str, str, str]] = {}
    for section, sentence in sentences:
        if found := _dated_event(sentence):
            events.setdefault(found[0], (found[1], section, sentence))
    like = Counter(date[:said] for date in events for said in range(len(date) + 1))
    dates = sorted(date for date in events if like[date[: _known_parts(date)]] == 1)
    if len(dates) < _LEAST:
        return None
    chosen = [events[date] for date in dates[:_MOST]]
    tree = {
        "type": "ordering",
        "stem": stem,
        "items": [item for item, _, _ in chosen],
        "explanation": "\n".join(f"- {sentence}" for _, _, sentence in chosen),
    }
    return Ordering(tree, chosen[-1][1], chosen[0][2])


def _known_parts(date: Date) -> int:
    """How many parts of a date are known. It surely comes before or after each of the others
    only where none is the same in these: that something happened in 2019 says nothing of May
    2019."""
    return next((n for n, part in enumerate(date) if not part), len(date))


def _dated_event(text: str) -> tuple[Date, str] | None:
    """The date and the event of a sentence that begins with a date and is whole without it."""
    dates = [fact for fact in facts(text) if fact.kind.startswith("date")]
    if len(dates) != 1 or re.search(r"\b(?:1[0-9]|20)\d\d\b", text[dates[0].end :]):
        return None
    before, after = text[: dates[0].start], text[dates[0].end :]
    wide = is_wide(text)
    if wide and (before or not after.startswith(("，", "、", ","))):
        return None
    if not wide and (before not in ("In ", "On ", "") or not after.startswith(", ")):
        return None
    event = after.lstrip("，、, ").rstrip("。.")
    event = event if wide else event[:1].upper() + event[1:]
    key = date_key(dates[0].text)
    ended = f"{event}。" if wide else f"{event}."
    if len(event) > _LONGEST[wide] or not stands_alone(ended):
        return None
    return key, event
