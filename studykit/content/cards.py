"""The cards that an entry under `cards` gives: one, one a gap, or one a direction."""

from __future__ import annotations

from dataclasses import dataclass

from studykit.content.lesson_model import CardEntry
from studykit.questions.gaps import Gap, split_gaps
from studykit.questions.texts import LENIENT, Comparison
from studykit.text.markdown import strong


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to recall. Its schedule hangs on `id`; siblings share `entry`."""

    id: str
    """The entry's id; for a gap `entry/1`, `entry/2` …; for the way back `entry/reverse`."""
    entry: str
    front: str
    """The prompt; a gap that is asked stands as `[…]`, or `[hint]` where it has one."""
    back: str
    """The solution: the back, or the whole text with the asked gap filled and `strong`."""
    answers: tuple[str, ...]
    """What a typed answer may be; the first is the solution."""
    objective: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    rule: Comparison = LENIENT
    """What counts in a typed answer."""


def _gap_card(entry: CardEntry, parts: tuple[str | Gap, ...], asked: int) -> Card:
    front, back, number = [], [], 0
    answers: tuple[str, ...] = ()
    for part in parts:
        if isinstance(part, str):
            front.append(part)
            back.append(part)
            continue
        number += 1
        if number == asked:
            front.append(f"[{part.hint or '…'}]")
            back.append(strong(part.answer))
            answers = part.answers
        else:
            front.append(part.answer)
            back.append(part.answer)
    return Card(
        id=f"{entry.id}/{asked}",
        entry=entry.id,
        front="".join(front),
        back="".join(back),
        answers=answers,
        objective=entry.objective,
        source=entry.source,
        tags=entry.tags,
        rule=_rule(entry),
    )


def _rule(entry: CardEntry) -> Comparison:
    return Comparison(exact=entry.exact, variants=entry.variants)


def cards_of(entry: CardEntry) -> tuple[Card, ...]:
    """The cards of `entry`, in order."""
    if entry.cloze:
        parts = split_gaps(entry.cloze, in_code=entry.gaps_in_code)
        count = sum(isinstance(part, Gap) for part in parts)
        return tuple(_gap_card(entry, parts, n) for n in range(1, count + 1))
    rest = (entry.objective, entry.source, entry.tags, _rule(entry))
    straight = Card(entry.id, entry.id, entry.front, entry.back, (entry.back,), *rest)
    if not entry.reverse:
        return (straight,)
    turned = Card(
        f"{entry.id}/reverse", entry.id, entry.back, entry.front, (entry.front,), *rest
    )
    return (straight, turned)
