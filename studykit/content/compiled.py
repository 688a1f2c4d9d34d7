"""The compiled cache: what was read from YAML, as plain JSON, so that a start reads no YAML.

For a course folder there are its head, the outlines of its lessons, the lines that search
reads, and for each lesson its body. Losing any of it costs time, never more: whatever cannot
be read, written or understood is as if it were not there.
"""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from studykit import __version__

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_SCHEMA = f"{__version__}/8"
_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again in the same tick."""

_STALE = 86_400
"""Seconds after which nobody studies an earlier state of a file any more."""

_BEGIN = re.compile(rb'{"schema":"[^"]*","place":("(?:[^"\\]|\\.)*")')
_LONGEST_BEGIN = 8192
"""Bytes."""

STAMP = ("size", "mtime_ns", "read_ns", "hash")

FORGETTABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What a cache with wrong content can raise."""


def cache_folder() -> Path:
    """`STUDYKIT_CACHE`, else the platform's folder for caches."""
    override = os.environ.get("STUDYKIT_CACHE")
    if override:
        return Path(override)
    from platformdirs import user_cache_path

    return user_cache_path("studykit", appauthor=False) / "compiled"


def content_hash(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()


def stamp(state: os.stat_result, digest: str) -> dict[str, Any]:
    """What is remembered about a file when it is read."""
    return {
        "size": state.st_size,
        "mtime_ns": state.st_mtime_ns,
        "read_ns": time.time_ns(),
        "hash": digest,
    }


def unchanged(entry: Mapping[str, Any], state: os.stat_result) -> bool:
    """Whether the file of `entry` surely has the content it had when it was read."""
    return bool(
        entry["size"] == state.st_size
        and entry["mtime_ns"] == state.st_mtime_ns
        and entry["mtime_ns"] + _SETTLED_NS < entry["read_ns"]
    )


class Sheet:
    """What is remembered of files: name → stamp, diagnostics, and what was made of it."""

    def __init__(self, cache: Compiled, name: str) -> None:
        self._cache = cache
        self._name = name
        self._changed = False
        self.entries: dict[str, Any] = {}
        with suppress(*FORGETTABLE):
            self.entries = dict(cache.read(name)["files"])

    def put(self, name: str, entry: dict[str, Any]) -> None:
        """Remember a file."""
        self.entries[name] = entry
        self._changed = True

    def keep_only(self, names: Container[str]) -> None:
        """Forget the files that the course no longer has."""
        kept = {name: entry for name, entry in self.entries.items() if name in names}
        self._changed |= len(kept) < len(self.entries)
        self.entries = kept

    def save(self) -> bool:
        """Write what has changed; whether anything had."""
        if not self._changed:
            return False
        data = {"place": self._cache.place, "files": self.entries}
        self._changed = not self._cache.write(self._name, data)
        return True

    @property
    def stored(self) -> bool:
        """Whether all of it can be had from the cache again."""
        return not self._changed


class Compiled:
    """The cached files of one course folder."""

    def __init__(self, course_folder: Path) -> None:
        self._folder = cache_folder()
        self.place = str(course_folder.absolute())
        """Where the course lies, which its name in the cache does not tell."""
        self._name = sha256(self.place.encode(errors="replace")).hexdigest()[:24]

    @cached_property
    def head(self) -> Sheet:
        """The `course.yaml`, alone: to list the courses no more need be read."""
        return Sheet(self, "-head.json")

    @cached_property
    def lessons(self) -> Sheet:
        """The outlines of all lessons."""
        return Sheet(self, ".json")

    def size_of_lessons(self) -> int:
        """Bytes of the outlines; 0 when there are none."""
        try:
            return (self._folder / f"{self._name}.json").stat().st_size
        except OSError:
            return 0

    def body(self, digest: str) -> Any:
        """The cached tree of the lesson file with this content, or None.

        Bodies are named by content, since two processes may study two states of a file.
        """
        with suppress(*FORGETTABLE):
            body = self.read(_body_name(digest))
            if body["hash"] == digest:
                return body["lesson"]
        return None

    def save_body(self, digest: str, tree: Any) -> None:
        """Write the tree of a valid lesson file."""
        self.write(_body_name(digest), {"hash": digest, "lesson": tree})

    def forget_bodies(self, digests: Iterable[str]) -> None:
        """Remove the bodies of earlier contents, but for those that another process may have
        written a moment ago."""
        kept = {f"{self._name}{_body_name(digest)}" for digest in digests}
        with suppress(OSError):
            for file in self._folder.glob(f"{self._name}-body-*.json"):
                if file.name not in kept and time.time() - file.stat().st_mtime > _STALE:
                    file.unlink()

    def forget_gone_courses(self) -> None:
        """Remove what is remembered of courses whose folders are gone."""
        with suppress(OSError):
            for file in self._folder.glob(f"{'?' * len(self._name)}*.json"):
                if "-body-" not in file.name and (place := _place(file)) is not None:
                    self._forget(file.name[: len(self._name)], Path(place))

    def _forget(self, name: str, place: Path) -> None:
        if not place.exists():
            for file in self._folder.glob(f"{name}*"):
                file.unlink(missing_ok=True)

    def search_lines(self) -> tuple[list[list[Any]], bytes, int]:
        """A row for each lesson, the last two of it the lengths of its lines; the lines, and
        where they begin."""
        with suppress(*FORGETTABLE):
            data = (self._folder / f"{self._name}.search").read_bytes()
            start = data.index(b"\n") + 1
            head = _understood(data[:start])
            if head["sum"] == crc32(memoryview(data)[start:]):
                return head["lessons"], data, start
        return [], b"", 0

    def save_search_lines(self, rows: list[list[Any]], data: bytes) -> bool:
        """Write what `search_lines` reads; False where that is not possible."""
        return self._put(
            ".search", _encoded({"sum": crc32(data), "lessons": rows}) + b"\n" + data
        )

    def read(self, name: str) -> Any:
        """The JSON of a cached file; raises one of FORGETTABLE."""
        return _understood((self._folder / f"{self._name}{name}").read_bytes())

    def write(self, name: str, data: dict[str, Any]) -> bool:
        """Write a cached file as JSON; False where that is not possible."""
        return self._put(name, _encoded(data))

    def _put(self, name: str, data: bytes) -> bool:
        import tempfile  # 4 ms that a start without changes saves

        temporary = None
        try:
            _make_folder(self._folder)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".new")
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).replace(self._folder / f"{self._name}{name}")
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    Path(temporary).unlink()
            return False
        return True


def _make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, for its owner alone: it tells what is studied."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def _place(file: Path) -> str | None:
    """Where the course of a cached file lies; its begin says so, which is short."""
    with suppress(*FORGETTABLE), file.open("rb") as stream:
        found = _BEGIN.match(stream.read(_LONGEST_BEGIN))
        return str(json.loads(found[1])) if found else None
    return None


def _body_name(digest: str) -> str:
    return f"-body-{digest[:24]}.json"


def _encoded(data: dict[str, Any]) -> bytes:
    text = json.dumps({"schema": _SCHEMA, **data}, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _understood(text: bytes) -> Any:
    data = json.loads(text)
    if data["schema"] != _SCHEMA:
        raise ValueError(data["schema"])
    return data
