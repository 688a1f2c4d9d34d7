"""What the learner is told about how the files of a profile were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.progress.store.files import ProfileError

if TYPE_CHECKING:
    from pathlib import Path

MIGRATED = Message("The profile was brought up to this version of studykit.")
SNAPSHOT_REMADE = Message(
    "The profile's snapshot was damaged; it was rebuilt from the history."
)
TAKEN_AS_IT_IS = Message(
    "The profile was changed by a program other than studykit, and there is no "
    "history to check it against; it was taken as it is."
)
OUT_OF_ORDER = Message(
    "The lines of the profile's history were out of order; they were sorted by time."
)
MISSING_LINES = Message("The profile's history had missing lines.")


def settings_edited(aside: Path | None) -> Message:
    """Settings were changed by hand; `aside` is the copy of the file with the changes."""
    if aside is None:
        return Message(
            "The settings that you changed in the profile's file were taken; the rest is as "
            "its history says."
        )
    return Message(
        "The settings that you changed in the profile's file were taken; the rest is as its "
        "history says, and the file as you left it was kept as {name}.",
        name=aside.name,
    )


def copied_aside(aside: Path) -> Message:
    """A damaged file was copied."""
    return Message("The damaged file was saved as {name}.", name=aside.name)


def torn_entry(size: int) -> Message:
    """The last line, of `size` bytes, was not written to its end."""
    return Message(
        "The last entry of the profile's history was only half written ({n} bytes) "
        "when the program stopped, and was dropped.",
        n=size,
    )


def damaged_lines(n: int) -> Message:
    """So many lines cannot be read."""
    return Message.many(
        n,
        "The profile's history had {n} damaged line.",
        "The profile's history had {n} damaged lines.",
    )


def events_regained(n: int) -> Message:
    """So many events were found elsewhere."""
    return Message.many(n, "{n} event was recovered.", "{n} events were recovered.")


def lines_lost(n: int) -> Message:
    """So many lines cannot be read, and nobody knows what they said."""
    return Message.many(
        n, "{n} line of the history is lost.", "{n} lines of the history are lost."
    )


def events_lost(n: int) -> Message:
    """So many events are lost, but not the state they led to."""
    return Message.many(
        n,
        "{n} event of the history is lost; what it led to was kept.",
        "{n} events of the history are lost; what they led to was kept.",
    )


def backup_taken(n: int) -> Message:
    """All that is left is a backup, with so many events."""
    return Message.many(
        n,
        "The profile could not be read, nor its history: the newest backup was taken, with "
        "{n} event.",
        "The profile could not be read, nor its history: the newest backup was taken, with "
        "{n} events.",
    )


def beyond_repair(path: Path) -> ProfileError:
    """Nothing of the profile can be read."""
    return ProfileError(
        "The profile {path} is damaged, and there is neither a history nor a "
        "backup to rebuild it from. It was left as it is; move it away to start "
        "afresh.",
        path=path,
    )
