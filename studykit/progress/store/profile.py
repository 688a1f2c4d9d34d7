"""The profile: what a learner did, safe on the disk before it counts."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.progress.events import is_event
from studykit.progress.state import State, apply_event
from studykit.progress.store.backups import back_up
from studykit.progress.store.conflicts import conflicts, offer
from studykit.progress.store.files import ProfileError, make_folder, not_written, write_whole
from studykit.progress.store.journal import (
    LONGEST_LINE,
    JournalFile,
    Writer,
    line,
    new_generation,
)
from studykit.progress.store.layout import Layout, default_path, expanded, layout_of
from studykit.progress.store.lock import WITHOUT_LOCKS, Lock
from studykit.progress.store.recovery import open_files
from studykit.progress.store.snapshot import Position, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from studykit.progress.events import Event
    from studykit.progress.fields import JsonObject
    from studykit.progress.store.recovery import Opened

SLOW = 1.0
"""Seconds to store an answer after which one begins to wonder."""

__all__ = ["Profile", "ProfileError", "default_path"]


class Profile:
    """A learner's progress. `record` may be called from any thread."""

    def __init__(self, layout: Layout, opened: Opened, lock: Lock | None) -> None:
        self.path = layout.snapshot
        self.read_only = lock is None
        self.notices: list[str] = []
        """What the learner should know about how the profile was found, a sentence each."""
        self.on_slow: Callable[[], None] | None = None
        """Called after an answer took the disk longer than `SLOW`, where no screen says so."""
        self._layout = layout
        self._lock = lock
        self._held = threading.RLock()
        self._writer: Writer | None = None
        self._interrupted = False
        """Ctrl-C or the like has cut `record` short: state and position may not agree, so that
        no snapshot is written any more, and the next start goes by the history."""
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        self.state: State = opened.state
        """Where the learner stands; changed by `record` only, and then in place, but for an
        undo that goes far back, which puts a new state here."""
        self.notices += opened.notices
        self._position = opened.position
        self._unsaved = opened.unsaved
        self._history = opened.history
        if self.read_only:
            for event in opened.edits:
                apply_event(self.state, event)
        else:
            try:
                self.record(opened.edits)
            except ProfileError as error:  # The next start takes them again.
                self.notices.append(error.message)

    @classmethod
    def open(
        cls, path: Path | None = None, *, write: bool = True, thorough: bool = False
    ) -> Profile:
        """Open the profile at `path` (a JSON file; default: `default_path()`).

        A file that is not there yet is a new learner's. When another window has the profile
        open, or `write` is False, it is `read_only`. When it is `thorough`, every line of the
        history is looked at, which takes longer the more there are.

        Raises:
            ProfileError: It cannot be read or written, is of a newer version, or is damaged
                beyond repair; nothing was changed.
        """
        layout = layout_of(expanded(Path(path)) if path is not None else default_path())
        if layout.snapshot.exists() and not layout.snapshot.is_file():
            raise ProfileError(
                "{path} is not a file: a profile cannot be stored there.", path=layout.snapshot
            )
        lock = Lock(layout.lock)
        try:
            if write:
                make_folder(layout.snapshot.parent)
                write = taken = lock.take()
            else:
                taken = True
        except OSError as error:
            raise not_written(layout.snapshot, error) from error
        try:
            opened = open_files(layout, write, thorough=thorough)
        except BaseException:
            lock.release()
            raise
        if not taken:
            opened.notices.append(
                Message(
                    "Another window has the profile open: here you can look at everything, but "
                    "nothing you do is kept."
                )
            )
        if not lock.available:
            opened.notices.append(WITHOUT_LOCKS)
        copies = conflicts(layout.snapshot)
        if copies:
            opened.notices.append(offer(layout.snapshot, copies))
        profile = cls(layout, opened, lock if write else None)
        profile._save_or_say()  # the last session may have been killed before it could
        return profile

    def record(self, events: Iterable[Event]) -> None:
        """Put events on the disk, then bring the state up to them.

        Raises:
            ProfileError: They could not be stored: none of them is, and the state is as
                before.
            ValueError: An event lacks a field of its kind, or has one of a wrong type.
        """
        events = list(events)
        if not events:
            return
        for event in events:
            if not is_event(event):
                raise ValueError(f"no event of its kind: {event}")
        lines = [*map(line, events)]
        if max(map(len, lines)) > LONGEST_LINE:
            raise ProfileError(
                "This answer is too long to be kept: at most {n} MB.",
                n=LONGEST_LINE // 1_000_000,
            )
        data = b"".join(lines)
        with self._held:
            if self.read_only:
                raise ProfileError(
                    "Nothing can be kept here: the profile is open in another window."
                )
            try:
                self._store(events, data)
            except ProfileError:
                raise
            except BaseException:
                self._interrupted = True
                raise

    def _store(self, events: list[Event], data: bytes) -> None:
        try:
            writer = self._writer or self._start_writing()
            begun = monotonic()
            writer.append(data)
        except OSError as error:
            raise not_written(self._layout.journal, error) from error
        if monotonic() - begun > SLOW and self.on_slow is not None:
            self.on_slow()
        self._position = Position(
            generation=self._position.generation,
            offset=writer.size,
            last_line=None,
            events=self._position.events + len(events),
            newest=max(self._position.newest, *(event["at"] for event in events)),
        )
        self._unsaved = True
        if not all(apply_event(self.state, event) for event in events):
            # An undo of long ago. The history may be damaged there: it is put in order.
            self._close_writer()
            self._take(open_files(self._layout, writable=True, thorough=True))

    def events(self) -> Iterable[JsonObject]:
        """The whole history, oldest first, as it lies on the disk whenever it is gone through.

        Going through it raises ProfileError when it cannot be read.
        """
        return self._history or JournalFile(self._layout.journal)

    def document(self) -> bytes:
        """Return the snapshot as it would be written now."""
        with self._held:
            return encode(self.state, self._position)

    def save(self) -> None:
        """Write the snapshot, and a backup of it, if there is anything new.

        Raises:
            ProfileError: The disk refuses; the history holds everything nevertheless.
        """
        with self._held:
            if self.read_only or not self._unsaved or self._interrupted:
                return
            try:
                self._save()
                back_up(self._layout)
            except OSError as error:
                raise not_written(self.path, error) from error

    def close(self) -> None:
        """Write the snapshot and a backup, and let another window write.

        That they cannot be written costs nothing but time at the next start, since the
        history holds everything: it is said in `notices`.
        """
        with self._held:
            if self._lock is None:
                return
            try:
                self._save_or_say()
            finally:
                self._close_writer()
                self._lock.release()
                self._lock = None
                self.read_only = True

    def _save_or_say(self) -> None:
        try:
            self.save()
        except ProfileError as error:
            self.notices.append(error.message)

    def __enter__(self) -> Profile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _start_writing(self) -> Writer:
        generation = self._position.generation or new_generation()
        writer = Writer(self._layout.journal, generation)
        if not self._position.generation:
            # There was no event yet: the writer has made the header, or found one.
            journal = JournalFile(self._layout.journal)
            with contextlib.suppress(ProfileError):
                journal.read_header()
            self._position = Position(
                journal.generation or "",
                writer.size,
                None,
                self._position.events,
                self._position.newest,
            )
        self._writer = writer
        return writer

    def _save(self) -> None:
        journal = JournalFile(self._layout.journal)
        place = self._position
        self._position = Position(
            place.generation,
            place.offset,
            journal.last_line_crc(place.offset),
            place.events,
            place.newest,
        )
        write_whole(self.path, encode(self.state, self._position))
        self._unsaved = False
