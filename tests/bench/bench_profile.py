"""Keeping answers: against what the disk alone takes, and what `fsrs` alone takes."""

from __future__ import annotations

import gc
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import fsrs

from studykit.progress.state import fold
from studykit.progress.store import Profile
from studykit.progress.store.journal import JournalFile, line
from studykit.progress.store.layout import Layout
from tests.bench.bench_deck import write_profile
from tests.bench.figures import Figure, typical

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studykit.progress.events import Event

ANSWERS = 300
ROUNDS = 3


def figures(folder: Path) -> list[Figure]:
    """Every figure of keeping answers; profiles are kept in `folder`."""
    write_profile(folder / "long.json")
    journal = JournalFile(Layout(folder / "long.json").journal)
    history = list(journal)
    saved = [
        Figure(f"answer saved, {told}", ours, "append + fsync", bare, 1.5)
        for told, name in (("new profile", "new"), ("after 100,000 events", "long"))
        for ours, bare in [_saved(folder, name, history[:ANSWERS])]
    ]
    # Each round takes both, so that a busy moment falls on both.
    rounds = [(_fold_ms(history), _fold_ms(journal), _fsrs_ms(history)) for _ in range(ROUNDS)]
    folded, from_journal, reviewed = (typical(each) for each in zip(*rounds, strict=True))
    return [
        *saved,
        Figure("fold of 100,000 events", folded, "fsrs reviews", reviewed, 1.5),
        Figure("the same from the journal", from_journal, "fsrs reviews", reviewed, 2.5),
    ]


def _saved(folder: Path, name: str, history: Sequence[Event]) -> tuple[float, float]:
    """Milliseconds to save an answer, and to append and sync the same bytes."""
    ours, bare = [], []
    descriptor = os.open(folder / f"{name}.bytes", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Profile.open(folder / f"{name}.json") as profile:
        for number, event in enumerate(history):
            again = {**event, "id": f"{name}-{number}"}
            data = line(again)
            start = time.perf_counter()
            os.write(descriptor, data)
            os.fsync(descriptor)
            written = time.perf_counter()
            profile.record([again])
            ours.append(1000 * (time.perf_counter() - written))
            bare.append(1000 * (written - start))
    os.close(descriptor)
    return typical(ours), typical(bare)


def _fold_ms(events: list[Event] | JournalFile) -> float:
    gc.collect()
    start = time.perf_counter()
    fold(events)
    return 1000 * (time.perf_counter() - start)


def _fsrs_ms(history: list[Event]) -> float:
    """What `fsrs` takes to review the same cards at the same instants."""
    gc.collect()
    scheduler, cards = fsrs.Scheduler(enable_fuzzing=False), {}
    start = time.perf_counter()
    for event in history:
        card = cards.get(event["card"]) or fsrs.Card(card_id=0)
        at = datetime.fromisoformat(event["at"]).astimezone(UTC)
        cards[event["card"]], _ = scheduler.review_card(card, fsrs.Rating(event["rating"]), at)
    return 1000 * (time.perf_counter() - start)
