"""The snapshot: the learner's standing as one readable JSON document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

from studykit.progress.journal import newer
from studykit.progress.state import empty_state
from studykit.progress.version import PROFILE_FORMAT, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.progress.state import State

_STATE = b'"state": '
_READABLE_DEPTH = 4
"""Settings, courses, and in a course each card, question, attempt and day have a line."""


class Position(NamedTuple):
    """Up to which event of which journal a state holds."""

    generation: str
    offset: int
    """The byte after the last line."""
    last_line: str | None
    """The checksum of that line."""
    events: int
    """How many events there are up to here."""
    newest: str
    """The latest instant of any of them; empty when there are none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot read whole."""

    state: State
    position: Position
    sound: bool
    """Its checksum agrees: nothing has changed it since it was written."""


class OlderVersionError(Exception):
    """The document is of an earlier version: `document` is what it holds."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__()
        self.document = document


def encode(state: State, position: Position) -> bytes:
    """Return the document of a snapshot."""
    body = _readable(cast("dict[str, Any]", state), 0).encode("utf-8", "surrogatepass")
    head = {
        "format": PROFILE_FORMAT,
        "version": VERSION,
        "generation": position.generation,
        "position": {
            "offset": position.offset,
            "last_line": position.last_line,
            "events": position.events,
            "newest": position.newest,
        },
        "crc": f"{crc32(body):08x}",
    }
    lines = ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in head.items())
    return b"{\n%s,\n%s%s\n}\n" % (lines.encode(), _STATE, body)


def decode(data: bytes, path: Path) -> Snapshot | None:
    """Read the document of a snapshot; None when it is damaged.

    Raises:
        ProfileError: It is of a newer version.
        OlderVersionError: It is of an earlier version and has to be migrated.
    """
    try:
        document = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("format") != PROFILE_FORMAT:
        return None
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise newer(path, version)
    if version != VERSION or "events" in document:
        raise OlderVersionError(document)
    state, position = _state(document.get("state")), _position(document)
    if state is None or position is None:
        return None
    start = data.find(_STATE) + len(_STATE)
    end = data.rstrip().rfind(b"\n}")
    sound = document.get("crc") == f"{crc32(data[start:end]):08x}"
    return Snapshot(state, position, sound)


def _position(document: dict[str, Any]) -> Position | None:
    place, generation = document.get("position"), document.get("generation")
    if not isinstance(place, dict) or not isinstance(generation, str):
        return None
    offset, events = place.get("offset"), place.get("events")
    newest, last_line = place.get("newest"), place.get("last_line")
    if not isinstance(offset, int) or not isinstance(events, int):
        return None
    if not isinstance(newest, str) or not isinstance(last_line, (str, type(None))):
        return None
    return Position(generation, offset, last_line, events, newest)


def _state(value: Any) -> State | None:
    """Look whether `value` is laid out as a state, not into every field: the checksum tells
    whether it is as it was written."""
    if not isinstance(value, dict):
        return None
    courses = value.get("courses")
    if not isinstance(value.get("settings"), dict) or not isinstance(courses, dict):
        return None
    parts = ("sections", "cards", "questions", "attempts", "days")
    for course in courses.values():
        if not isinstance(course, dict) or "place" not in course:
            return None
        if not all(isinstance(course.get(part), dict) for part in parts):
            return None
    if not isinstance(value.get("undoable"), list):
        return None
    return cast("State", {**empty_state(), **value})


def _readable(value: Any, depth: int) -> str:
    """Write JSON with a line for each thing down to a depth; below it, on one line."""
    if not value or depth >= _READABLE_DEPTH or not isinstance(value, (dict, list)):
        return _compact(value)
    pad = "\n" + "  " * (depth + 1)
    end = "\n" + "  " * depth
    if isinstance(value, dict):
        parts = (
            f"{_compact(name)}: {_readable(part, depth + 1)}" for name, part in value.items()
        )
        return "{" + ",".join(pad + part for part in parts) + end + "}"
    return "[" + ",".join(pad + _compact(part) for part in value) + end + "]"


_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
