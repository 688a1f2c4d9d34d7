"""The snapshot: the learner's standing as one readable JSON document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

from studykit.progress.courses import SnapshotCourses, Unread, is_standing
from studykit.progress.images import is_image
from studykit.progress.journal import newer
from studykit.progress.seal import seal
from studykit.progress.shapes import is_instant, well_formed
from studykit.progress.standings import has_its_fields
from studykit.progress.state import empty_state
from studykit.progress.values import is_number, is_storable
from studykit.progress.version import PROFILE_FORMAT, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.progress.state import State

_STATE = b',\n"state": '
_COURSES = b'\n  "courses": {'
_END = b"\n}\n"
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
    version: int
    """At most the present one."""


class OlderVersionError(Exception):
    """The document holds a history and no state, as those of version 0 did and exported ones
    do: `document`."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__()
        self.document = document


def encode(state: State, position: Position) -> bytes:
    """Return the document of a snapshot."""
    parts, index = _body(state)
    body = b"".join(parts)
    head: dict[str, Any] = {
        "format": PROFILE_FORMAT,
        "version": VERSION,
        "generation": position.generation,
        "position": {
            "offset": position.offset,
            "last_line": position.last_line,
            "events": position.events,
            "newest": position.newest,
        },
        "courses": index,
    }
    head["crc"] = _crc(head, body)
    head["seal"] = seal(head["crc"])
    lines = ",\n".join(f'"{name}": {_compact(value)}' for name, value in head.items())
    return b"{\n%s%s%s%s" % (_utf8(lines), _STATE, body, _END)


def _body(state: State) -> tuple[list[bytes | Unread], dict[str, list[int]]]:
    """The state as it is written, and where each course begins and ends in it. A course that
    nobody asked for stays as it is."""
    courses = state["courses"]
    written = courses.as_written() if isinstance(courses, SnapshotCourses) else courses.items()
    parts: list[bytes | Unread] = [
        b'{\n  "settings": %s,' % _readable(state["settings"], 1),
        b'\n  "undoable": %s,' % _readable(state["undoable"], 1),
        _COURSES,
    ]
    index, end = {}, sum(map(len, parts))
    for number, (name, course) in enumerate(written):
        before = b"%s\n    %s: " % (b"," if number else b"", _utf8(_compact(name)))
        told = course if isinstance(course, memoryview) else _readable(course, 2)
        parts += [before, told]
        index[name] = [end + len(before), end + len(before) + len(told)]
        end = index[name][1]
    return [*parts, b"\n  }\n}" if index else b"}\n}"], index


def decode(data: bytes, path: Path) -> Snapshot | None:
    """Read the document of a snapshot; None when it is damaged.

    Raises:
        ProfileError: It is of a newer version.
        OlderVersionError: It has to be made from a history.
    """
    document = _in_parts(data) or _json(data)
    if not isinstance(document, dict) or document.get("format") != PROFILE_FORMAT:
        return None
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise newer(path, version, VERSION)
    if "events" in document:
        raise OlderVersionError(document)
    if not isinstance(version, int):
        return None
    state, position = _state(document.get("state")), _position(document)
    if state is None or position is None:
        return None
    sound = isinstance(state["courses"], SnapshotCourses) or _is_sound(document, data)
    return Snapshot(state, position, sound, version)


def _in_parts(data: bytes) -> dict[str, Any] | None:
    """A sound document whose courses are left as they are written; None where it is not sound
    or not laid out as `encode` does."""
    at, start = data.find(_STATE), data.find(_COURSES)
    if not 0 < at < start or not data.endswith(_END):
        return None
    head = _json(data[:at] + b"}")
    begun = _json(data[at + len(_STATE) : start] + _COURSES + b"}}")
    if not isinstance(head, dict) or not isinstance(begun, dict):
        return None
    index = head.get("courses")
    if not isinstance(index, dict) or not _is_sound(head, data):
        return None
    courses = _by_index(memoryview(data)[at + len(_STATE) :], index)
    if courses is None:
        return None
    trusted = head.get("seal") == (seal(head["crc"]) or None)
    return {**head, "state": {**begun, "courses": SnapshotCourses(courses, trusted)}}


def _by_index(body: memoryview, index: dict[str, Any]) -> dict[str, Unread] | None:
    """Where each course stands. None of them overlap: a course named a thousand times would
    be written a thousand times."""
    courses, end = {}, 0
    for name, place in index.items():
        match place:
            case [int(first), int(last)] if end <= first <= last <= len(body):
                courses[name], end = body[first:last], last
            case _:
                return None
    return courses


def _is_sound(head: dict[str, Any], data: bytes) -> bool:
    """Whether the checksum in a document is that of what stands in it."""
    body = memoryview(data)[data.find(_STATE) + len(_STATE) : data.rfind(b"\n}")]
    if head.get("version") == 1:  # which left out all but the state
        return bool(head.get("crc") == f"{crc32(body):08x}")
    return bool(head.get("crc") == _crc(head, body))


def _crc(head: dict[str, Any], body: bytes | memoryview) -> str:
    """The checksum of the state as it is written, and of what is said of it."""
    told = [head.get(name) for name in ("generation", "position", "courses")]
    return f"{crc32(body, crc32(_utf8(_compact(told)))):08x}"


def _json(data: bytes) -> Any:
    """What stands in `data`; None when it is no JSON."""
    try:
        return json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None


def _position(document: dict[str, Any]) -> Position | None:
    place, generation = document.get("position"), document.get("generation")
    if not isinstance(place, dict) or not isinstance(generation, str):
        return None
    offset, events = place.get("offset"), place.get("events")
    newest, last_line = place.get("newest"), place.get("last_line")
    if not (is_number(offset) and is_number(events)) or not (
        isinstance(offset, int) and isinstance(events, int) and min(offset, events) >= 0
    ):
        return None
    if not isinstance(last_line, (str, type(None))):
        return None
    if not isinstance(newest, str) or not (newest == "" or is_instant(newest)):
        return None
    return Position(generation, offset, last_line, events, newest)


def _state(value: Any) -> State | None:
    """Look whether `value` is laid out as a state, not into every field: the checksum tells
    whether it is as it was written."""
    if not isinstance(value, dict):
        return None
    courses = value.get("courses")
    if not isinstance(value.get("settings"), dict):
        return None
    if not isinstance(courses, SnapshotCourses) and not (
        isinstance(courses, dict)
        and all(is_standing(course) and has_its_fields(course) for course in courses.values())
    ):
        return None
    trail = value.get("undoable")
    if not isinstance(trail, list) or not is_storable(value["settings"]):
        return None
    sound_trail = trail if all(map(_is_undoable, trail)) else []
    return cast("State", {**empty_state(), **value, "undoable": sound_trail})


def _is_undoable(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("event"), dict)
        and well_formed(entry["event"])
        and isinstance(entry.get("before"), list)
        and all(map(is_image, entry["before"]))
    )


def _readable(value: Any, depth: int) -> bytes:
    return _utf8(_lines(value, depth))


def _lines(value: Any, depth: int) -> str:
    """Write JSON with a line for each thing down to a depth; below it, on one line."""
    if not value or depth >= _READABLE_DEPTH or not isinstance(value, (dict, list)):
        return _compact(value)
    pad = "\n" + "  " * (depth + 1)
    end = "\n" + "  " * depth
    if isinstance(value, dict):
        parts = (f"{_compact(name)}: {_lines(part, depth + 1)}" for name, part in value.items())
        return "{" + ",".join(pad + part for part in parts) + end + "}"
    return "[" + ",".join(pad + _compact(part) for part in value) + end + "]"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
