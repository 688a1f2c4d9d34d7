"""The snapshot: the learner's standing as one readable JSON document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from zlib import crc32

from studykit.progress.courses import SnapshotCourses, Unread, is_standing
from studykit.progress.journal import newer
from studykit.progress.state import empty_state
from studykit.progress.version import PROFILE_FORMAT, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.progress.state import State

_STATE = b'"state": '
_COURSES, _COURSES_END = b'\n  "courses": {\n', b"\n  }"
_NO_COURSES = b'\n  "courses": {}'
_COURSE, _COURSE_END = b": {\n", b"\n    }"
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
    body = b"".join(_body(state))
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


def _body(state: State) -> Iterator[bytes | Unread]:
    """The state as it is written; a course nobody asked for stays as it is."""
    yield b'{\n  "settings": %s,' % _readable(state["settings"], 1)
    courses = state["courses"]
    if not courses:
        yield _NO_COURSES
    else:
        yield _COURSES
        written = (
            courses.as_written() if isinstance(courses, SnapshotCourses) else courses.items()
        )
        for number, (name, course) in enumerate(written):
            yield b"%s    %s: " % (b",\n" if number else b"", _utf8(_compact(name)))
            yield course if isinstance(course, memoryview) else _readable(course, 2)
        yield _COURSES_END
    yield b',\n  "undoable": %s\n}' % _readable(state["undoable"], 1)


def decode(data: bytes, path: Path) -> Snapshot | None:
    """Read the document of a snapshot; None when it is damaged.

    Raises:
        ProfileError: It is of a newer version.
        OlderVersionError: It has to be made from a history.
    """
    split = _without_courses(data)
    try:
        document = json.loads((split[0] if split else data).decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("format") != PROFILE_FORMAT:
        return None
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise newer(path, version, VERSION)
    if not isinstance(version, int) or version < 1 or "events" in document:
        raise OlderVersionError(document)
    start = data.find(_STATE) + len(_STATE)
    end = data.rfind(b"\n}")
    sound = document.get("crc") == f"{crc32(memoryview(data)[start:end]):08x}"
    if split and not sound:
        # What was changed since may stand anywhere: all of it is looked at.
        try:
            document = json.loads(data.decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            return None
    state, position = _state(document.get("state")), _position(document)
    if state is None or position is None:
        return None
    if split and sound:
        state["courses"] = SnapshotCourses(split[1])
    return Snapshot(state, position, sound, version)


def _without_courses(data: bytes) -> tuple[bytes, dict[str, Unread]] | None:
    """A document without its courses, and these as they are written, found by the indents
    with which `encode` writes them; None where it is not laid out so."""
    start = data.find(_COURSES)
    end = data.find(_COURSES_END, start)
    if start < 0 or end < 0:
        return None
    courses: dict[str, Unread] = {}
    view, at = memoryview(data), start + len(_COURSES)
    while at < end:
        line = data.find(_COURSE, at)
        last = data.find(_COURSE_END, at) + len(_COURSE_END)
        if not at < line < last <= end:
            return None
        try:
            name = json.loads(data[at:line])
        except ValueError:
            return None
        if not isinstance(name, str):
            return None
        courses[name] = view[line + len(_COURSE) - 2 : last]
        at = last + 1  # a comma, but for the last
    return data[:start] + _NO_COURSES + data[end + len(_COURSES_END) :], courses


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
    if not all(map(is_standing, courses.values())):
        return None
    if not isinstance(value.get("undoable"), list):
        return None
    return cast("State", {**empty_state(), **value})


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
