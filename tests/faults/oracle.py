"""What the bytes of a profile's files hold, read without the code that is under test."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from zlib import crc32

from studykit.progress.state import fold
from studykit.progress.store import Profile
from studykit.progress.store.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LINE = re.compile(rb'(\{.*), "crc": "([0-9a-f]{8})"\}', re.DOTALL)


def intact(data: bytes) -> list[dict[str, Any]]:
    """The events of the lines in the bytes of a journal that are as they were written."""
    events = []
    for line in data.split(b"\n"):
        found = _LINE.fullmatch(line.strip())
        if found is None or int(found[2], 16) != crc32(found[1]):
            continue
        values = json.loads(found[1] + b"}")
        if "kind" in values:
            events.append(values)
    return events


def ids(events: Iterable[dict[str, Any]]) -> set[str]:
    """The ids of events."""
    return {event["id"] for event in events}


def journal_events(path: Path) -> list[dict[str, Any]]:
    """The intact events in the journal of the profile at `path`."""
    journal = Layout(path).journal
    return intact(journal.read_bytes()) if journal.exists() else []


def standing(path: Path) -> dict[str, Any]:
    """Settings and courses of the profile at `path` as a window that only looks sees them."""
    return _standing(Profile.open(path, write=False).state)


def folded(events: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Settings and courses that events come to."""
    return _standing(fold(list(events)))


def _standing(state: Any) -> dict[str, Any]:
    # The trail of an undo may be as long as it likes.
    return {"settings": state["settings"], "courses": state["courses"]}


def check_whole(path: Path, acknowledged: set[str]) -> list[dict[str, Any]]:
    """Check a profile that was cut short but not damaged; its events.

    Everything acknowledged is in the journal, nothing is there twice, and the profile opens
    to just what the journal comes to, without a complaint about damage.
    """
    events = journal_events(path)
    names = [event["id"] for event in events]
    assert len(names) == len(set(names)), "an event is there twice"
    assert acknowledged <= set(names), f"lost: {sorted(acknowledged - set(names))}"
    window = Profile.open(path, write=False)
    assert _standing(window.state) == folded(events), "the state is not what the history says"
    for notice in window.notices:
        assert "damaged" not in notice and "lost" not in notice, notice
    return events


def left_over(folder: Path) -> list[str]:
    """Names of files that a program left half-written, under `folder`."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob(".*.new"))
