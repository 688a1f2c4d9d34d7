"""Settings that a learner changed in the profile's file with an editor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from studykit.progress.events import setting_changed
from studykit.progress.history_merge import survey
from studykit.progress.state import fold
from studykit.progress.store.journal import JournalFile
from studykit.scheduling.days import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.progress.events import Event
    from studykit.progress.fields import JsonObject
    from studykit.progress.store.snapshot import Snapshot


def edited_settings(snapshot: Snapshot, journal: JournalFile) -> list[Event]:
    """Return the settings that somebody changed in a snapshot, as events to record.

    What the learner has set since in the program stays: the journal of the snapshot may have
    gone on.
    """
    before = _settings(JournalFile(journal.path, end=snapshot.position.offset))
    now, edited = _settings(journal), snapshot.state["settings"]
    instant = datetime.now(UTC)
    when = moment(instant, instant.astimezone().tzinfo or UTC)
    return [
        setting_changed(when, key, edited.get(key))
        for key in {**before, **edited}
        if edited.get(key) != before.get(key) and now.get(key) == before.get(key)
    ]


def is_as_history_says(snapshot: Snapshot, journal: JournalFile) -> bool:
    """Whether a snapshot holds what its history comes to, however a program has laid it out."""
    place, found = snapshot.position, snapshot.state
    until = JournalFile(journal.path, end=place.offset)
    events = survey(until)
    if (len(events.ids), events.newest) != (place.events, place.newest):
        return False
    state = fold(until)
    return (found["settings"], found["courses"]) == (state["settings"], state["courses"])


def _settings(events: Iterable[JsonObject]) -> dict[str, Any]:
    kinds = ("setting_changed", "undo", "baseline")
    return fold([event for event in events if event.get("kind") in kinds])["settings"]
