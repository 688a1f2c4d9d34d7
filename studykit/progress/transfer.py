"""Whole histories out of files and into the profile: restore, merge, export."""

from __future__ import annotations

import contextlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from studykit.language.message import Message
from studykit.language.system_errors import regular_file
from studykit.progress.course_state import CourseState
from studykit.progress.events import Event
from studykit.progress.fields import Form
from studykit.progress.history_merge import merge
from studykit.progress.store import backups
from studykit.progress.store.baseline import baselines
from studykit.progress.store.files import (
    ProfileError,
    make_folder,
    not_read,
    not_written,
    read_whole,
    write_whole,
)
from studykit.progress.store.journal import (
    LONGEST_LINE,
    JournalFile,
    line,
    new_generation,
    whole_journal,
)
from studykit.progress.store.layout import Layout, layout_of
from studykit.progress.store.lock import WITHOUT_LOCKS, Lock
from studykit.progress.store.notices import events_lost
from studykit.progress.store.recovery import open_files
from studykit.progress.store.snapshot import OlderVersionError, decode, encode
from studykit.progress.store.version import PROFILE_FORMAT, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from studykit.progress.fields import JsonObject
    from studykit.progress.store import Profile
    from studykit.progress.store.snapshot import Snapshot


class ExportedState(TypedDict):
    """Where the learner stood."""

    settings: dict[str, Any]
    courses: dict[str, CourseState]


class ExportDocument(TypedDict):
    """State and history of a learner, as `profile export` writes them."""

    format: Literal["studykit profile"]
    version: Annotated[int, Form(schema={"const": VERSION})]
    state: ExportedState
    events: list[Event]


def history_at(path: Path, tell: Callable[[str], None] | None = None) -> list[JsonObject]:
    """Return the events that a profile, a journal, a backup or an exported document holds;
    `tell` hears what of it is damaged, a sentence each.

    Raises:
        ProfileError: There is nothing at `path`, or nothing that can be read.
    """
    if not layout_of(path).journal.is_file():
        try:
            regular_file(path)
        except FileNotFoundError:
            raise ProfileError("There is no profile at {path}.", path=path) from None
        except OSError as error:
            raise not_read(path, error) from None
    notices: list[str] = []
    events = [event for event in _events_at(path, notices) if _storable(event)]
    if tell is not None:
        for notice in notices:
            tell(f"{path.name}: {notice}")
    return events


def _events_at(path: Path, notices: list[str]) -> Iterable[JsonObject]:
    if path.suffix == ".jsonl":
        journal = JournalFile(path)
        events = list(journal)
        if journal.damaged or journal.torn:
            notices.append(
                Message.many(
                    journal.damaged + bool(journal.torn),
                    "{n} damaged line was left out.",
                    "{n} damaged lines were left out.",
                )
            )
        return events
    layout = layout_of(path)
    snapshot = _alone(layout)
    journal_of = _journal_of(path, snapshot) if snapshot is not None else None
    if snapshot is None or journal_of is None:
        opened = open_files(layout, writable=False, thorough=True, trusted=False)
        notices += opened.notices
        return [*(opened.history or JournalFile(layout.journal)), *map(dict, opened.edits)]
    events = list(journal_of)
    lost = snapshot.position.events - len(events)
    if lost > 0:
        notices.append(events_lost(lost))
        events += baselines(snapshot)
    return events


def _alone(layout: Layout) -> Snapshot | None:
    """A snapshot without a journal of its name beside it."""
    if layout.journal.exists() or not layout.snapshot.exists():
        return None
    try:
        return decode(read_whole(layout.snapshot), layout.snapshot, trusted=False)
    except OlderVersionError:
        return None
    except OSError as error:
        raise not_read(layout.snapshot, error) from error


def _journal_of(path: Path, snapshot: Snapshot) -> JournalFile | None:
    """The journal that a snapshot was made of, up to there: that of the backups, or one that
    a file-syncing program has given another name."""
    place = snapshot.position
    mirror = backups.mirror(path.parent, place.generation)
    for candidate in [*path.parent.glob("*.jsonl"), mirror]:
        journal = JournalFile(candidate, end=place.offset)
        with contextlib.suppress(ProfileError):  # it may be no journal at all
            journal.read_header()
        if journal.generation == place.generation and (
            candidate == mirror or journal.last_line_crc(place.offset) == place.last_line
        ):
            return journal
    return None


def _storable(event: JsonObject) -> bool:
    """A stranger's file may hold numbers that JSON does not have, or an event too long."""
    try:
        return len(line(event)) <= LONGEST_LINE
    except (ValueError, RecursionError):
        return False


def restore(path: Path, source: Path, tell: Callable[[str], None] | None = None) -> int:
    """Make the profile at `path` what `source` (see `history_at`) is; return the number of
    its events. What was there is backed up first.

    Raises:
        ProfileError: `source` cannot be read, or the profile cannot be written or is open in
            another window. Nothing was changed then.
    """
    events = merge([history_at(source, tell)])
    with _locked(path, tell) as layout:
        _put(layout, events)
    return len(events)


def merge_into(
    path: Path, sources: Iterable[Path], tell: Callable[[str], None] | None = None
) -> tuple[int, int]:
    """Take the events of `sources` into the profile at `path`, which is backed up first;
    `tell` hears what of them is damaged, and that the disk has no locks.

    Returns:
        The number of events there are now, and how many of them are new here.

    Raises:
        ProfileError: As `restore` does.
    """
    return merge_histories(path, [history_at(source, tell) for source in sources], tell)


def merge_histories(
    path: Path,
    others: Iterable[Iterable[JsonObject]],
    tell: Callable[[str], None] | None = None,
) -> tuple[int, int]:
    """Take histories into the profile at `path` as `merge_into` does."""
    with _locked(path, tell) as layout:
        own = history_at(path, tell) if _exists(layout) else []
        before = len(merge([own]))
        events = merge([own, *(filter(_storable, other) for other in others)])
        _put(layout, events)
    return len(events), len(events) - before


def exported(profile: Profile, *, anonymous: bool = False) -> str:
    """Return state and history as one JSON document, which `restore` and `merge_into` read.

    `anonymous` leaves out what tells who the learner is: see `studykit.progress.anonymous`.
    """
    events: list[Any] = list(profile.events())
    state: dict[str, Any] = {
        "settings": profile.state["settings"],
        "courses": dict(profile.state["courses"]),
    }
    if anonymous:
        from studykit.progress.anonymous import anonymised
        from studykit.progress.state import fold

        events = anonymised(events)
        folded = fold(events)
        state = {"settings": folded["settings"], "courses": dict(folded["courses"])}
    document = {
        "format": PROFILE_FORMAT,
        "version": VERSION,
        "state": state,
        "events": events,
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _exists(layout: Layout) -> bool:
    return layout.snapshot.exists() or layout.journal.exists()


@contextmanager
def _locked(path: Path, tell: Callable[[str], None] | None) -> Iterator[Layout]:
    layout = layout_of(path)
    lock = Lock(layout.lock)
    try:
        make_folder(path.parent)
        if not lock.take():
            raise ProfileError("The profile is open in another window; please close it first.")
        if tell is not None and not lock.available:
            tell(WITHOUT_LOCKS)
        try:
            yield layout
        finally:
            lock.release()
    except OSError as error:
        raise not_written(path, error) from error


def _put(layout: Layout, events: list[JsonObject]) -> None:
    if _exists(layout):
        backups.keep_whole(layout, "before-replacing")
    write_whole(layout.journal, whole_journal(new_generation(), events))
    # Without its snapshot a profile is folded from its journal; killed right here, the next
    # start does just that, since the old snapshot is of another generation.
    layout.snapshot.unlink(missing_ok=True)
    opened = open_files(layout, writable=True)
    write_whole(layout.snapshot, encode(opened.state, opened.position))
    backups.back_up(layout)
