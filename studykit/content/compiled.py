"""The compiled cache: what was read from YAML, as plain JSON, so that a start reads no YAML.

For a course folder there is one index (its head, and the outline of each lesson) and for
each lesson one body. Losing any of it costs time, never more: whatever cannot be read,
written or understood is as if it were not there.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit import __version__

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_SCHEMA = f"{__version__}/1"
_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again in the same tick."""

FORGETTABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
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


class Compiled:
    """The cached index of one course folder, and the bodies of its lessons."""

    def __init__(self, course_folder: Path) -> None:
        self._folder = cache_folder()
        self._name = sha256(str(course_folder.absolute()).encode(errors="replace")).hexdigest()
        self.files: dict[str, Any] = {}
        """File name → its entry: stamp, diagnostics, and outline or head."""
        with suppress(*FORGETTABLE):
            index = self._read(f"{self._name[:24]}.json")
            self.files = dict(index["files"])

    def keep_only(self, names: Container[str]) -> None:
        """Forget the files that the course no longer has."""
        self.files = {name: entry for name, entry in self.files.items() if name in names}

    def save(self) -> None:
        """Write the index."""
        self._write(f"{self._name[:24]}.json", {"files": self.files})

    def body(self, name: str, digest: str) -> Any:
        """The cached tree of the lesson file `name` with this content, or None."""
        with suppress(*FORGETTABLE):
            body = self._read(self._body_name(name))
            if body["hash"] == digest:
                return body["lesson"]
        return None

    def save_body(self, name: str, digest: str, tree: Any) -> None:
        """Write the tree of a valid lesson file."""
        self._write(self._body_name(name), {"hash": digest, "lesson": tree})

    def _body_name(self, name: str) -> str:
        inner = sha256(name.encode(errors="replace")).hexdigest()
        return f"{self._name[:24]}-{inner[:16]}.json"

    def _read(self, name: str) -> Any:
        data = json.loads((self._folder / name).read_bytes())
        if data["schema"] != _SCHEMA:
            raise ValueError(data["schema"])
        return data

    def _write(self, name: str, data: dict[str, Any]) -> None:
        text = json.dumps(
            {"schema": _SCHEMA, **data}, ensure_ascii=False, separators=(",", ":")
        )
        import tempfile  # 4 ms that a start without changes saves

        temporary = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".new")
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8", "surrogatepass"))
            Path(temporary).replace(self._folder / name)
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    Path(temporary).unlink()
