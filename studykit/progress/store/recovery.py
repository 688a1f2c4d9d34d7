"""Opening the files of a profile, whatever happened to them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studykit.progress.history_merge import (
    by_instant,
    id_of,
    in_same_order,
    merge,
    merge_copies,
    survey,
)
from studykit.progress.state import State, apply, empty_state, fold
from studykit.progress.store import backups, notices
from studykit.progress.store.baseline import baselines
from studykit.progress.store.files import (
    keep_aside,
    not_read,
    open_regular,
    read_whole,
    sweep,
    write_whole,
)
from studykit.progress.store.hand_edits import edited_settings, is_as_history_says
from studykit.progress.store.journal import (
    JournalFile,
    begins_header,
    new_generation,
    whole_journal,
)
from studykit.progress.store.migration import migrated, migrated_events
from studykit.progress.store.snapshot import (
    OlderVersionError,
    Position,
    Snapshot,
    decode,
    encode,
)
from studykit.progress.store.version import JOURNAL_VERSION, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studykit.progress.events import Event
    from studykit.progress.fields import JsonObject
    from studykit.progress.store.layout import Layout

START = Position(generation="", offset=0, last_line=None, events=0, newest="")


@dataclass(slots=True)
class Opened:
    """A profile as it was found, and brought in order where it may be written."""

    state: State
    position: Position
    notices: list[str] = field(default_factory=list)
    history: Iterable[JsonObject] = ()
    """The events, where the journal does not hold them all (in a read-only window)."""
    unsaved: bool = False
    """The snapshot is behind the state."""
    edits: Sequence[Event] = ()
    """Settings that were changed in the snapshot by hand: to be recorded."""


def open_files(
    layout: Layout, writable: bool, *, thorough: bool = False, trusted: bool = True
) -> Opened:
    """Read a profile; where `writable`, put what is damaged in order. `trusted`: it is the
    learner's own, so that a snapshot whose checksum holds need not be checked.

    Usually what the snapshot holds is not read in the history again, so that a start takes
    as long at any size; damage there is found when it is `thorough`.

    Raises:
        ProfileError: It is of a newer version, the system refuses, or nothing can be saved
            of it. Nothing was written then.
    """
    try:
        opened = _Opening(layout, writable, thorough, trusted).open()
    except OSError as error:
        raise not_read(layout.snapshot, error) from error
    if writable:
        sweep(layout.snapshot)
        sweep(layout.journal)
    return opened


class _Opening:
    def __init__(self, layout: Layout, writable: bool, thorough: bool, trusted: bool) -> None:
        self.layout = layout
        self.writable = writable
        self.thorough = thorough
        self.trusted = trusted
        self.notices: list[str] = []

    def open(self) -> Opened:
        journal = JournalFile(self.layout.journal)
        journal.read_header()
        try:
            data = read_whole(self.layout.snapshot)
        except FileNotFoundError:
            data = None
        try:
            snapshot = self._decode(data) if data is not None else None
        except OlderVersionError as older:
            opened = self._migrate(migrated_events(older.document), journal)
            if older.document.get("version") == VERSION:  # an export, of this very version
                opened.notices.remove(notices.MIGRATED)
            return opened
        if journal.version < JOURNAL_VERSION:
            return self._migrate([], journal)
        if snapshot is not None and snapshot.sound:
            if snapshot.version < VERSION:
                return self._renew(snapshot, journal)
            if not self._belongs(snapshot, journal):
                return self._from_journal(journal, snapshot, changed=True)
            if self.thorough:
                return self._from_journal(journal, snapshot)
            return self._from_snapshot(snapshot, journal)
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
        return self._decode(read_whole(self.layout.snapshot))

    def _decode(self, data: bytes) -> Snapshot | None:
        return decode(data, self.layout.snapshot, trusted=self.trusted)

    def _without_snapshot(
        self, damaged: bool, snapshot: Snapshot | None, journal: JournalFile
    ) -> Opened:
        """The snapshot is missing, or it is `damaged` (and may be readable nevertheless)."""
        has_events = next(iter(journal), None) is not None
        backup = backups.newest_backup(self.layout, journal.generation)
        held = backup.snapshot if backup else None
        edits: list[Event] = []
        if snapshot is not None and self._belongs(snapshot, journal):
            edits = edited_settings(snapshot, journal)
            if not edits and is_as_history_says(snapshot, journal):
                return self._from_journal(journal, snapshot)  # only laid out in another way
        if edits:
            aside = keep_aside(self.layout.snapshot) if self.writable else None
            self.notices.append(notices.settings_edited(aside))
        elif damaged:
            self._aside(self.layout.snapshot)
        if has_events:
            if damaged and not edits:
                self.notices.append(notices.SNAPSHOT_REMADE)
            # The history may be cut off too, which only a backup can tell.
            missing = survey(self._copy(journal.generation, held)).ids - survey(journal).ids
            mend = self._mend if missing else self._from_journal
            opened = mend(journal, held)
            opened.edits = edits
            return opened
        copy = list(self._copy(journal.generation, held))
        if held is not None or copy:
            return self._from_backup(held, copy)
        if snapshot is not None:
            self.notices.append(notices.TAKEN_AS_IT_IS)
            return self._adopt(snapshot, [])
        list(journal)
        if not damaged and journal.torn and self._is_torn_header():
            self._end_torn(journal)  # The very first session was killed at its first answer.
            return Opened(empty_state(), START, self.notices)
        if damaged or journal.damaged or journal.torn:
            raise notices.beyond_repair(self.layout.snapshot)
        return Opened(empty_state(), START, self.notices)

    def _copy(self, generation: str | None, snapshot: Snapshot | None) -> Iterable[JsonObject]:
        """The backups' copy of the history."""
        generation = generation or (snapshot.position.generation if snapshot else None)
        copy = backups.mirror_of(self.layout, generation)
        return JournalFile(copy) if copy.is_file() else ()

    def _from_journal(
        self, journal: JournalFile, snapshot: Snapshot | None, *, changed: bool = False
    ) -> Opened:
        """Fold the whole history. `changed`: the journal is another than when `snapshot` was
        made of it."""
        held = snapshot.position if snapshot is not None else START
        found = survey(journal, held.newest)
        if journal.generation not in (None, held.generation):
            snapshot, held = None, START
        if (
            journal.damaged
            or (found.ids and journal.generation is None)
            or found.until < held.events
            or not found.ids.issuperset(map(id_of, _trail(snapshot)))
        ):
            return self._mend(journal, snapshot)
        self._end_torn(journal)
        if (
            snapshot is not None
            and not found.ordered
            and (changed or not in_same_order(journal, _trail(snapshot)))
        ):
            self._aside(self.layout.journal)
            self.notices.append(notices.OUT_OF_ORDER)
            return self._write_anew(by_instant(journal))
        return self._folded(journal, len(found.ids), found.newest)

    def _mend(self, journal: JournalFile, snapshot: Snapshot | None) -> Opened:
        """Lines of the history are lost: take them from the backups' copy of it and from the
        snapshot, or keep at least what the snapshot knows."""
        events = list(journal)
        copy, trail = list(self._copy(journal.generation, snapshot)), _trail(snapshot)
        had = survey(events)
        pairs = ((events, copy), (events, trail), (copy, trail))
        if not all(in_same_order(one, other) for one, other in pairs):
            # Their order is not to be trusted.
            events, copy = by_instant(events), by_instant(copy)
        whole = merge_copies(merge_copies(copy, events), trail)
        regained = len(survey(whole).ids) - len(had.ids)
        if self.layout.journal.exists():
            self._aside(self.layout.journal)
        if journal.damaged:
            self.notices.append(notices.damaged_lines(journal.damaged))
        else:
            self.notices.append(notices.MISSING_LINES)
        self.notices.append(notices.events_regained(regained))
        # The first line holds no event.
        broken = journal.damaged - (journal.generation is None) - regained
        broken -= _lost(whole, snapshot)
        if broken > 0:
            self.notices.append(notices.lines_lost(broken))
        return self._write_with(whole, snapshot)

    def _from_backup(self, snapshot: Snapshot | None, copy: list[JsonObject]) -> Opened:
        """Neither snapshot nor history can be read: take what the backups have."""
        if self.layout.journal.exists():
            self._aside(self.layout.journal)
        events = merge_copies(copy, _trail(snapshot))
        self.notices.append(notices.backup_taken(len(events)))
        return self._write_with(events, snapshot)

    def _write_with(self, events: list[JsonObject], snapshot: Snapshot | None) -> Opened:
        """Write the history anew, and where events of it are lost, what they led to."""
        lost = _lost(events, snapshot)
        if snapshot is None or not lost:
            return self._write_anew(events)
        self.notices.append(notices.events_lost(lost))
        return self._adopt(snapshot, events)

    def _adopt(self, snapshot: Snapshot, events: list[JsonObject]) -> Opened:
        """Take over a state whose events are lost, as events of its own."""
        return self._write_anew([*events, *baselines(snapshot)])

    def _migrate(self, events: list[JsonObject], journal: JournalFile) -> Opened:
        """Bring files of an earlier version up to this one. Killed in between, it is simply
        done again: events that are in the new journal already are the same events."""
        if self.writable:
            backups.keep_whole(self.layout, "before-migration")
        opened = self._write_anew(merge([events, migrated(journal)]))
        opened.notices.append(notices.MIGRATED)
        return opened

    def _renew(self, snapshot: Snapshot, journal: JournalFile) -> Opened:
        """Make a snapshot of an earlier version anew from the history, which is as it was."""
        if self.writable:
            backups.keep_whole(self.layout, "before-migration")
        changed = not self._belongs(snapshot, journal)
        opened = self._from_journal(journal, snapshot, changed=changed)
        if self.writable:
            self._save(opened)
        opened.notices.append(notices.MIGRATED)
        return opened

    def _write_anew(self, events: list[JsonObject]) -> Opened:
        if not self.writable:
            return Opened(fold(events), START, self.notices, history=events)
        generation = new_generation()
        write_whole(self.layout.journal, whole_journal(generation, events))
        journal = JournalFile(self.layout.journal)
        found = survey(journal)
        opened = self._folded(journal, len(found.ids), found.newest)
        self._save(opened)
        return opened

    def _save(self, opened: Opened) -> None:
        """Write the snapshot now. That it cannot be costs only time: the history has it all."""
        with contextlib.suppress(OSError):
            write_whole(self.layout.snapshot, encode(opened.state, opened.position))
            opened.unsaved = False

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
        if not self.writable or not (journal.torn or journal.unended):
            return  # Another window may be writing it just now.
        if journal.torn:
            self.notices.append(notices.torn_entry(journal.torn))
        with self.layout.journal.open("rb+") as file:
            file.truncate(journal.good_end)
            if journal.unended:
                file.seek(0, 2)
                file.write(b"\n")
                journal.good_end += 1

    def _is_torn_header(self) -> bool:
        with open_regular(self.layout.journal) as file:
            return begins_header(file.read(1000))

    def _aside(self, path: Path) -> None:
        if self.writable:
            self.notices.append(notices.copied_aside(keep_aside(path)))


def _trail(snapshot: Snapshot | None) -> list[JsonObject]:
    """The last events that led to a snapshot, which it holds whole."""
    return [{**entry["event"]} for entry in snapshot.state["undoable"]] if snapshot else []


def _lost(events: list[JsonObject], snapshot: Snapshot | None) -> int:
    """How many of the events that led to `snapshot` are not among `events`."""
    if snapshot is None:
        return 0
    held = snapshot.position
    return max(0, held.events - survey(events, held.newest).until)
