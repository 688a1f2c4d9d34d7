"""Opening the files of a profile, whatever happened to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studykit.progress import backups
from studykit.progress.baseline import baseline
from studykit.progress.files import ProfileError, keep_aside, refusal, sweep, write_whole
from studykit.progress.journal import (
    JournalFile,
    begins_header,
    new_generation,
    whole_journal,
)
from studykit.progress.merging import merge
from studykit.progress.migration import migrated, migrated_events
from studykit.progress.snapshot import OlderVersionError, Position, Snapshot, decode, encode
from studykit.progress.state import State, apply, empty_state, fold
from studykit.progress.version import JOURNAL_VERSION, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studykit.progress.events import Event
    from studykit.progress.layout import Layout

_MIGRATED = "The profile was brought up to this version of studykit."
START = Position(generation="", offset=0, last_line=None, events=0, newest="")


@dataclass(slots=True)
class Opened:
    """A profile as it was found, and brought in order where it may be written."""

    state: State
    position: Position
    notices: list[str] = field(default_factory=list)
    history: Iterable[Event] = ()
    """The events, where the journal does not hold them all (in a read-only window)."""
    unsaved: bool = False
    """The snapshot is behind the state."""


def open_files(layout: Layout, writable: bool) -> Opened:
    """Read a profile; where `writable`, put what is damaged in order.

    Raises:
        ProfileError: It is of a newer version, the system refuses, or nothing can be saved
            of it. Nothing was written then.
    """
    try:
        opened = _Opening(layout, writable).open()
    except OSError as error:
        raise refusal("read", layout.snapshot, error) from error
    if writable:
        sweep(layout.snapshot)
        sweep(layout.journal)
    return opened


class _Opening:
    def __init__(self, layout: Layout, writable: bool) -> None:
        self.layout = layout
        self.writable = writable
        self.notices: list[str] = []

    def open(self) -> Opened:
        journal = JournalFile(self.layout.journal)
        journal.read_header()
        try:
            data = self.layout.snapshot.read_bytes()
        except FileNotFoundError:
            data = None
        try:
            snapshot = decode(data, self.layout.snapshot) if data is not None else None
        except OlderVersionError as older:
            return self._migrate(migrated_events(older.document), journal)
        if journal.version < JOURNAL_VERSION:
            return self._migrate([], journal)
        if snapshot is not None and snapshot.sound:
            if snapshot.version < VERSION:
                return self._renew(snapshot, journal)
            if self._belongs(snapshot, journal):
                return self._from_snapshot(snapshot, journal)
            return self._from_journal(journal, snapshot)
        return self._without_snapshot(data is not None, snapshot, journal)

    def _belongs(self, snapshot: Snapshot, journal: JournalFile) -> bool:
        place = snapshot.position
        return (
            journal.generation == place.generation
            and journal.last_line_crc(place.offset) == place.last_line
        )

    def _from_snapshot(self, snapshot: Snapshot, journal: JournalFile) -> Opened:
        """The usual way: the snapshot, and what the journal has gained since."""
        state, place = snapshot.state, snapshot.position
        tail = JournalFile(self.layout.journal, start=place.offset)
        count, newest = 0, place.newest
        for event in tail:
            at = event.get("at")
            # What is older than what went before may be a line of it over again.
            if not isinstance(at, str) or at < newest or not apply(state, event):
                return self._from_journal(journal, self._read_again())
            count, newest = count + 1, at
        if tail.damaged:
            return self._from_journal(journal, self._read_again())
        self._end_torn(tail)
        position = place._replace(
            offset=tail.good_end,
            last_line=tail.last_line_crc(tail.good_end),
            events=place.events + count,
            newest=newest,
        )
        return Opened(state, position, self.notices, unsaved=count > 0)

    def _read_again(self) -> Snapshot | None:
        """The snapshot as it is on the disk, without what was applied to its state."""
        return decode(self.layout.snapshot.read_bytes(), self.layout.snapshot)

    def _without_snapshot(
        self, damaged: bool, snapshot: Snapshot | None, journal: JournalFile
    ) -> Opened:
        """The snapshot is missing, or it is `damaged` (and may be readable nevertheless)."""
        has_events = next(iter(journal), None) is not None
        backup = backups.newest_backup(self.layout)
        if damaged:
            self._aside(self.layout.snapshot)
        if has_events:
            if damaged:
                self.notices.append(
                    "The profile's snapshot was damaged; it was made anew from the history."
                )
            # The history may be cut off too, which only a backup can tell.
            return self._from_journal(journal, backup.snapshot if backup else None)
        if backup is not None:
            return self._from_backup(backup)
        if snapshot is not None:
            self.notices.append(
                "The profile was changed by something else than studykit, and there is no "
                "history to check it against; it was taken as it is."
            )
            return self._adopt(snapshot, [])
        list(journal)
        if not damaged and journal.torn and self._is_torn_header():
            self._end_torn(journal)  # The very first session was killed at its first answer.
            return Opened(empty_state(), START, self.notices)
        if damaged or journal.damaged or journal.torn:
            raise ProfileError(
                f"The profile {self.layout.snapshot} is damaged, and there is neither a "
                "history nor a backup to make it anew from. It was left as it is; move it "
                "away to start afresh."
            )
        return Opened(empty_state(), START, self.notices)

    def _from_journal(self, journal: JournalFile, snapshot: Snapshot | None) -> Opened:
        """Fold the whole history. `snapshot` is one that does not fit the journal."""
        ids, newest = _survey(journal)
        if journal.damaged or (
            snapshot is not None
            and journal.generation in (None, snapshot.position.generation)
            and len(ids) < snapshot.position.events
        ):
            return self._mend(journal, snapshot)
        self._end_torn(journal)
        return self._folded(journal, len(ids), newest)

    def _mend(self, journal: JournalFile, snapshot: Snapshot | None) -> Opened:
        """Lines of the history are lost: take them from the backups' copy of it, or keep at
        least what the snapshot knows."""
        events = list(journal)
        had, _ = _survey(events)
        generation = journal.generation or (snapshot.position.generation if snapshot else "")
        copy = list(JournalFile(backups.mirror(self.layout.backups, generation)))
        known, _ = _survey(copy)
        whole = copy + [event for event in events if _id(event) not in known]
        regained = len(known - had)
        if self.layout.journal.exists():
            self._aside(self.layout.journal)
        lost = f"{journal.damaged} damaged lines" if journal.damaged else "missing lines"
        self.notices.append(
            f"The profile's history had {lost}; {regained} events were regained from a backup."
        )
        held = snapshot.position.events if snapshot is not None else 0
        if snapshot is not None and len(known) < held:
            missing = max(held - len(known | had), journal.damaged)
            self.notices.append(
                f"{missing} events of the history are lost; what they led to was kept."
            )
            return self._adopt(snapshot, whole)
        return self._write_anew(whole)

    def _from_backup(self, backup: backups.Backup) -> Opened:
        if self.layout.journal.exists():
            self._aside(self.layout.journal)
        self.notices.append(
            "The profile could not be read, nor its history: the newest backup was taken "
            f"({backup.path.name})."
        )
        events = list(backups.history_of(backup))
        if len(events) < backup.snapshot.position.events:
            return self._adopt(backup.snapshot, events)
        return self._write_anew(events)

    def _adopt(self, snapshot: Snapshot, events: list[Event]) -> Opened:
        """Take over a state whose events are lost, as an event of its own."""
        return self._write_anew([*events, baseline(snapshot)])

    def _migrate(self, events: list[Event], journal: JournalFile) -> Opened:
        """Bring files of an earlier version up to this one. Killed in between, it is simply
        done again: events that are in the new journal already are the same events."""
        if self.writable:
            backups.keep_whole(self.layout, "before-migration")
        opened = self._write_anew(merge([events, migrated(journal)]))
        opened.notices.append(_MIGRATED)
        return opened

    def _renew(self, snapshot: Snapshot, journal: JournalFile) -> Opened:
        """Make a snapshot of an earlier version anew from the history, which is as it was."""
        if self.writable:
            backups.keep_whole(self.layout, "before-migration")
        opened = self._from_journal(journal, snapshot)
        if self.writable:
            write_whole(self.layout.snapshot, encode(opened.state, opened.position))
            opened.unsaved = False
        opened.notices.append(_MIGRATED)
        return opened

    def _write_anew(self, events: list[Event]) -> Opened:
        if not self.writable:
            return Opened(fold(events), START, self.notices, history=events)
        generation = new_generation()
        write_whole(self.layout.journal, whole_journal(generation, events))
        journal = JournalFile(self.layout.journal)
        ids, newest = _survey(journal)
        opened = self._folded(journal, len(ids), newest)
        write_whole(self.layout.snapshot, encode(opened.state, opened.position))
        opened.unsaved = False
        return opened

    def _folded(self, journal: JournalFile, events: int, newest: str) -> Opened:
        end = journal.good_end
        state = fold(journal)
        position = Position(
            generation=journal.generation or "",
            offset=end,
            last_line=journal.last_line_crc(end),
            events=events,
            newest=newest,
        )
        return Opened(state, position, self.notices, unsaved=True)

    def _end_torn(self, journal: JournalFile) -> None:
        """Take away a last line that was never written to its end."""
        if journal.torn:
            self.notices.append(
                f"The last entry of the profile's history was written by half ({journal.torn} "
                "bytes) when the program was stopped; it was dropped."
            )
        if not self.writable or not (journal.torn or journal.unended):
            return
        with self.layout.journal.open("rb+") as file:
            file.truncate(journal.good_end)
            if journal.unended:
                file.seek(0, 2)
                file.write(b"\n")
                journal.good_end += 1

    def _is_torn_header(self) -> bool:
        with self.layout.journal.open("rb") as file:
            return begins_header(file.read(1000))

    def _aside(self, path: Path) -> None:
        if self.writable:
            aside = keep_aside(path)
            self.notices.append(f"The damaged file was kept as {aside.name}.")


def _id(event: Event) -> str:
    """The id, or for a stranger without one what stands there."""
    return str(event.get("id"))


def _survey(events: Iterable[Event]) -> tuple[set[str], str]:
    """The ids there are, and the latest instant."""
    ids: set[str] = set()
    newest = ""
    for event in events:
        ids.add(_id(event))
        at = event.get("at")
        if isinstance(at, str):
            newest = max(newest, at)
    return ids, newest
