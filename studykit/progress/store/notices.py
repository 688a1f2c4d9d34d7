"""What the learner is told about how the files of a profile were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Sentence
from studykit.progress.store.files import ProfileError

if TYPE_CHECKING:
    from pathlib import Path

MIGRATED = Sentence("The profile was brought up to this version of studykit.")
SNAPSHOT_REMADE = Sentence(
    "The profile's snapshot was damaged; it was made anew from the history."
)
TAKEN_AS_IT_IS = Sentence(
    "The profile was changed by something else than studykit, and there is no history to check "
    "it against; it was taken as it is."
)
OUT_OF_ORDER = Sentence(
    "The lines of the profile's history were out of order; they were put in the order of their "
    "instants."
)
MISSING_LINES = Sentence("The profile's history had missing lines.")


def settings_edited(aside: Path | None) -> Sentence:
    """Settings were changed by hand; `aside` is the copy of the file with the changes."""
    if aside is None:
        return Sentence(
            "The settings that you changed in the profile's file were taken; the rest is as "
            "its history says."
        )
    return Sentence(
        "The settings that you changed in the profile's file were taken; the rest is as its "
        "history says, and the file as you left it was kept as {name}.",
        name=aside.name,
    )


def copied_aside(aside: Path) -> Sentence:
    """A damaged file was copied."""
    return Sentence("The damaged file was kept as {name}.", name=aside.name)


def torn_entry(size: int) -> Sentence:
    """The last line, of `size` bytes, was not written to its end."""
    return Sentence(
        "The last entry of the profile's history was written by half ({n} bytes) when the "
        "program was stopped; it was dropped.",
        n=size,
    )


def damaged_lines(n: int) -> Sentence:
    """So many lines cannot be read."""
    return Sentence.many(
        n,
        "The profile's history had {n} damaged line.",
        "The profile's history had {n} damaged lines.",
    )


def events_regained(n: int) -> Sentence:
    """So many events were found elsewhere."""
    return Sentence.many(n, "{n} event was regained.", "{n} events were regained.")


def lines_lost(n: int) -> Sentence:
    """So many lines cannot be read, and nobody knows what they said."""
    return Sentence.many(
        n, "{n} line of the history is lost.", "{n} lines of the history are lost."
    )


def events_lost(n: int) -> Sentence:
    """So many events are lost, but not the state they led to."""
    return Sentence.many(
        n,
        "{n} event of the history is lost; what it led to was kept.",
        "{n} events of the history are lost; what they led to was kept.",
    )


def backup_taken(n: int) -> Sentence:
    """All that is left is a backup, with so many events."""
    return Sentence.many(
        n,
        "The profile could not be read, nor its history: the newest backup was taken, with "
        "{n} event.",
        "The profile could not be read, nor its history: the newest backup was taken, with "
        "{n} events.",
    )


def beyond_repair(path: Path) -> ProfileError:
    """Nothing of the profile can be read."""
    return ProfileError(
        "The profile {path} is damaged, and there is neither a history nor a backup to make it "
        "anew from. It was left as it is; move it away to start afresh.",
        path=path,
    )
