"""Backups: copies of the snapshot, and one copy of the journal that they share.

A journal only grows, so a backup need not copy it whole: what it has gained since the last
one is appended to the copy, and each snapshot says up to which byte of it it holds.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.progress.store.files import (
    copy_whole,
    make_folder,
    open_regular,
    read_whole,
    stamp,
    sync,
    sync_folder,
    write_whole,
)
from studykit.progress.store.snapshot import OlderVersionError, Snapshot, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from studykit.progress.store.layout import Layout

LAST = 10
DAYS = 14
WEEKS = 26
_STAMP = "%Y%m%dT%H%M%S%fZ"


class Backup(NamedTuple):
    """A backup that can be restored."""

    path: Path
    snapshot: Snapshot

    @property
    def journal(self) -> Path:
        """The copy of the journal that this backup shares with others."""
        return mirror(self.path.parent, self.snapshot.position.generation)


def mirror(folder: Path, generation: str) -> Path:
    """Return where the copy of a journal lies among the backups."""
    return folder / f"journal-{generation}.jsonl"


def back_up(layout: Layout) -> Path:
    """Keep a copy of the snapshot and the journal as they are; return the snapshot's.

    Older backups are thinned out: the last ten are kept, then one a day for two weeks, then
    one a week for half a year.

    Raises:
        OSError: The disk refuses.
    """
    make_folder(layout.backups)
    with contextlib.suppress(OSError):  # earlier versions made it and what is in it for all
        layout.backups.chmod(0o700)
    _sweep(layout.backups)
    data = read_whole(layout.snapshot)
    with contextlib.suppress(OlderVersionError):
        snapshot = decode(data, layout.snapshot)
        if snapshot is not None:
            _extend(layout, snapshot)
    path = layout.backups / f"{stamp()}.json"
    _date_back(path)
    write_whole(path, data)
    _thin_out(layout.backups)
    return path


def keep_whole(layout: Layout, occasion: str) -> Path:
    """Keep whole copies of the files in a folder named after the `occasion`.

    These are never thinned out.

    Raises:
        OSError: The disk refuses; there is no such folder then.
    """
    name = f"{occasion}-{stamp()}"
    folder = layout.backups / f".{name}.new"
    make_folder(folder)
    try:
        for path in (layout.snapshot, layout.journal):
            if path.exists():
                copy_whole(path, folder / path.name)
        whole = folder.replace(layout.backups / name)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sync_folder(layout.backups)
    return whole


def backups(layout: Layout) -> list[Backup]:
    """Return the backups that can be read, newest first."""
    return list(_sound(layout))


def newest_backup(layout: Layout, generation: str | None) -> Backup | None:
    """Return the newest backup that can be read; of this generation, where it is known."""
    return next(
        (
            backup
            for backup in _sound(layout)
            if generation in (None, backup.snapshot.position.generation)
        ),
        None,
    )


def mirror_of(layout: Layout, generation: str | None) -> Path:
    """Return where the backups' copy of a journal lies; of the newest where it is not known
    which."""
    if generation is None:
        copies = layout.backups.glob("journal-*.jsonl")
        newest = max(copies, key=lambda copy: copy.stat().st_mtime_ns, default=None)
        if newest is not None:
            return newest
    return mirror(layout.backups, generation or "")


def _sound(layout: Layout) -> Iterator[Backup]:
    for path in sorted(_snapshots(layout.backups), reverse=True):
        with contextlib.suppress(OlderVersionError, OSError):
            snapshot = decode(read_whole(path), path)
            if snapshot is not None and snapshot.sound:
                yield Backup(path, snapshot)


def _extend(layout: Layout, snapshot: Snapshot) -> None:
    end = snapshot.position.offset
    copy = mirror(layout.backups, snapshot.position.generation)
    if copy.exists() and not copy.is_file():
        copy.unlink()  # a pipe, which would be waited for
    private = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(private, "ab") as target, open_regular(layout.journal) as source:
        start = target.tell()
        if start >= end:
            return
        source.seek(start)
        rest = end - start
        while rest:
            block = source.read(min(rest, 1 << 20))
            if not block:
                break
            target.write(block)
            rest -= len(block)
        target.flush()
        sync(target.fileno())


def _date_back(newest: Path) -> None:
    """Give backups that were made while the clock was ahead a date before the `newest`, lest
    they stay the newest for as long."""
    now = _made(newest)
    ahead = sorted(path for path in _snapshots(newest.parent) if path.stem >= newest.stem)
    for number, path in enumerate(ahead):
        if now is not None:
            before = now - timedelta(microseconds=len(ahead) - number)
            path.replace(path.with_stem(before.strftime(_STAMP)))


def _snapshots(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.glob("*.json") if _made(path) is not None]
    except OSError:
        return []


def _made(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def kept(instants: Sequence[datetime]) -> set[datetime]:
    """Return those of the backups taken at `instants` that are kept."""
    newest_first = sorted(instants, reverse=True)
    keep = set(newest_first[:LAST])
    if not newest_first:
        return keep
    newest = newest_first[0].date()
    days: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    for at in newest_first:
        day, week = at.date(), at.isocalendar()[:2]
        if day not in days and newest - day < timedelta(days=DAYS):
            keep.add(at)
        if week not in weeks and newest - day < timedelta(weeks=WEEKS):
            keep.add(at)
        days.add(day)
        weeks.add(week)
    return keep


def _thin_out(folder: Path) -> None:
    instants = {path: at for path in _snapshots(folder) if (at := _made(path)) is not None}
    keep = kept(list(instants.values()))
    for path, at in instants.items():
        if at not in keep:
            path.unlink()
    in_use = {_generation(path) for path in _snapshots(folder)}
    for copy in folder.glob("journal-*.jsonl"):
        if copy.stem.removeprefix("journal-") not in in_use:
            copy.unlink()


def _sweep(folder: Path) -> None:
    """Remove what was left half-way when a program was killed while it backed up."""
    for left in folder.glob(".*.new"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _generation(path: Path) -> str | None:
    # Near the top of the document, so that a large snapshot need not be read for it.
    with open_regular(path) as file:
        head = file.read(500).decode("utf-8", "replace")
    _, _, rest = head.partition('"generation": "')
    return rest.partition('"')[0] or None
