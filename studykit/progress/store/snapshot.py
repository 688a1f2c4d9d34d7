"""The snapshot: the learner's standing as one readable JSON document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypedDict
from zlib import crc32

from studykit.progress.course_state import EarlierCourse
from studykit.progress.events import is_event
from studykit.progress.fields import Check, Count, Form, JsonObject, check_of, is_instant
from studykit.progress.state import State
from studykit.progress.store.journal import newer
from studykit.progress.store.lazy_courses import LazyCourses
from studykit.progress.store.version import PROFILE_FORMAT, VERSION

if TYPE_CHECKING:
    from pathlib import Path

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


class PositionDocument(TypedDict):
    """Up to which byte of the journal the state holds."""

    offset: Count
    last_line: str | None
    events: Count
    newest: Annotated[str, Form(lambda newest: not newest or is_instant(newest))]


class SnapshotDocument(TypedDict):
    """A learner's progress, as `NAME.json` holds it."""

    format: Literal["studykit profile"]
    version: Annotated[int, Form(schema={"const": VERSION})]
    generation: Annotated[str, Form(schema={"description": "Which journal the state is of."})]
    position: PositionDocument
    courses: Annotated[
        dict[str, list[Count]],
        Form(
            schema={"description": "At which bytes of the state each course begins and ends."}
        ),
    ]
    crc: Annotated[str, Form(schema={"description": "CRC-32 of all this but itself."})]
    state: State


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
    head: JsonObject = {
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
    lines = ",\n".join(f'"{name}": {_compact(value)}' for name, value in head.items())
    return b"{\n%s%s%s%s" % (_utf8(lines), _STATE, body, _END)


def _body(state: State) -> tuple[list[bytes | memoryview], dict[str, list[int]]]:
    """The state as it is written, and where each course begins and ends in it. A course that
    nobody asked for stays as it is."""
    courses = state["courses"]
    written = courses.as_written() if isinstance(courses, LazyCourses) else courses.items()
    parts: list[bytes | memoryview] = [
        b'{\n  "settings": %s,' % _readable(state["settings"], 1),
        b'\n  "undoable": %s,' % _readable(state["undoable"], 1),
        _COURSES,
    ]
    index, end = {}, sum(map(len, parts))
    for number, (name, course) in enumerate(written):
        before = b"%s\n    %s: " % (b"," if number else b"", _utf8(_compact(name)))
        text = course if isinstance(course, memoryview) else _readable(course, 2)
        parts += [before, text]
        index[name] = [end + len(before), end + len(before) + len(text)]
        end = index[name][1]
    return [*parts, b"\n  }\n}" if index else b"}\n}"], index


def decode(data: bytes, path: Path, *, trusted: bool = True) -> Snapshot | None:
    """Read the document of a snapshot; None when it is damaged.

    One whose checksum holds is believed where it is `trusted`, being at the learner's own
    place; any other is checked whole.

    Raises:
        ProfileError: It is of a newer version.
        OlderVersionError: It has to be made from a history.
    """
    document: Any = (_sound_document(data) if trusted else None) or _json(data)
    if not isinstance(document, dict) or document.get("format") != PROFILE_FORMAT:
        return None
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise newer(path, version, VERSION)
    if "events" in document:
        raise OlderVersionError(document)
    position = _position(document)
    state: Any = document.get("state")
    if not isinstance(version, int) or position is None:
        return None
    if isinstance(state, dict) and isinstance(state.get("courses"), LazyCourses):
        return Snapshot(_as_state(state), position, True, version)
    if not _state_check()(state):
        return None
    trail = [
        {"event": entry["event"], "before": []}
        for entry in state["undoable"]
        if isinstance(entry, dict) and is_event(entry.get("event"))
    ]
    state = _as_state({**state, "undoable": trail})
    return Snapshot(state, position, _is_sound(document, data), version)


class _EarlierState(TypedDict):
    """The state as a file of any version has it."""

    settings: dict[str, Any]
    courses: dict[str, EarlierCourse]
    undoable: list[Any]


@cache
def _state_check() -> Check:
    return check_of(_EarlierState)


def _as_state(value: Any) -> State:
    state: State = value
    return state


def _sound_document(data: bytes) -> JsonObject | None:
    """A document whose checksum holds, its courses left as they are written; None where it
    does not hold, or the document is not laid out as `encode` does."""
    at, start = data.find(_STATE), data.find(_COURSES)
    if not 0 < at < start or not data.endswith(_END):
        return None
    head = _json(data[:at] + b"}")
    state = _json(data[at + len(_STATE) : start] + _COURSES + b"}}")
    if not isinstance(head, dict) or "courses" not in head or not _is_sound(head, data):
        return None
    assert state is not None
    body = memoryview(data)[at + len(_STATE) :]
    courses = {name: body[first:last] for name, (first, last) in head["courses"].items()}
    return {**head, "state": {**state, "courses": LazyCourses(courses)}}


def _is_sound(head: dict[str, Any], data: bytes) -> bool:
    """Whether the checksum in a document is that of what stands in it."""
    body = memoryview(data)[data.find(_STATE) + len(_STATE) : data.rfind(b"\n}")]
    if head.get("version") == 1:  # which left out all but the state
        return bool(head.get("crc") == f"{crc32(body):08x}")
    return bool(head.get("crc") == _crc(head, body))


def _crc(head: dict[str, Any], body: bytes | memoryview) -> str:
    """The checksum of the state as it is written, and of what is said of it."""
    covered = [head.get(name) for name in ("generation", "position", "courses")]
    return f"{crc32(body, crc32(_utf8(_compact(covered)))):08x}"


def _json(data: bytes) -> Any:
    """What stands in `data`; None when it is no JSON."""
    try:
        return json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None


def _position(document: JsonObject) -> Position | None:
    place, generation = document.get("position"), document.get("generation")
    if not isinstance(generation, str) or not check_of(PositionDocument)(place):
        return None
    assert isinstance(place, dict)
    return Position(
        generation, place["offset"], place["last_line"], place["events"], place["newest"]
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
