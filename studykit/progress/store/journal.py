"""The journal: one event a line, each with a checksum, appended and synced."""

from __future__ import annotations

import contextlib
import json
import os
from functools import partial
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zlib import crc32

from studykit.language.message import Message
from studykit.progress.store.files import (
    ProfileError,
    not_read,
    open_regular,
    sync,
    sync_folder,
    write_all,
)
from studykit.progress.store.version import JOURNAL_FORMAT, JOURNAL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from studykit.progress.fields import JsonObject

_CHECK = b', "crc": "'
_TAIL = len(_CHECK) + 8 + len(b'"}')
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _finite(text: str) -> float:
    """A number that JSON has; what another program wrote may be NaN, or beyond all bounds."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_finite).decode
LONGEST_LINE = 4_000_000
"""Bytes. No line that the program writes is longer; one that is longer is damaged, and is
passed over without being held in memory."""
_BINARY: int = getattr(os, "O_BINARY", 0)


def line(values: Mapping[str, object]) -> bytes:
    """Write one JSON object as a line, with the checksum of all before it as its last field.

    Raises:
        ValueError: A value is no JSON.
    """
    text = _encode(values)
    try:
        body = text.encode()[:-1]
    except UnicodeEncodeError:
        # Half a surrogate pair, which a terminal may send, has no UTF-8.
        body = json.dumps(values, allow_nan=False).encode()[:-1]
    return b'%s%s%08x"}\n' % (body, _CHECK, crc32(body))


def parse_line(data: bytes) -> dict[str, Any] | None:
    """Read a line; None when it is not as it was written."""
    data = data.strip()
    body = data[:-_TAIL]
    if data[-_TAIL:] != b'%s%08x"}' % (_CHECK, crc32(body)):
        return None
    try:
        values = _decode(body.decode() + "}")
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def header(generation: str) -> bytes:
    """Return the first line of a journal. A journal that is written anew gets another
    generation, so that no snapshot is taken for one of it that is not."""
    head = {"format": JOURNAL_FORMAT, "version": JOURNAL_VERSION, "generation": generation}
    return line(head)


def begins_header(data: bytes) -> bool:
    """Tell whether `data` may be a first line that was not written to its end."""
    stem = header("").partition(b'"version"')[0]
    return bool(data) and data[: len(stem)] == stem[: len(data)]


def new_generation() -> str:
    """Return a generation no other journal has."""
    return os.urandom(8).hex()


class JournalFile:
    """A journal as it lies on the disk; goes through its events afresh each time.

    After a pass the counts tell what was met from `start` on.
    """

    def __init__(self, path: Path, start: int = 0, end: int | None = None) -> None:
        self.path = path
        self.start = start
        self.end = end
        self.damaged = 0
        """Lines that could not be read."""
        self.torn = 0
        """Bytes of a last line that was not written to its end."""
        self.unended = False
        """The last line is whole but for its line end."""
        self.good_end = start
        """The offset after the last line that was written to its end."""
        self.generation: str | None = None
        self.version = JOURNAL_VERSION

    def __iter__(self) -> Iterator[JsonObject]:
        self.damaged = self.torn = 0
        self.unended = False
        offset = self.good_end = self.start
        try:
            with open_regular(self.path) as file:
                file.seek(offset)
                for data, length in _lines(file):
                    if self.end is not None and offset >= self.end:
                        return
                    offset += length
                    values = parse_line(data) if data.strip() else {}
                    if not data.endswith(b"\n"):
                        if values is None:
                            self.torn = length
                            return
                        self.unended = True
                    self.good_end = offset
                    if values is None:
                        self.damaged += 1
                    elif values.get("format") == JOURNAL_FORMAT:
                        self._head(values)
                    elif values:
                        yield values
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_read(self.path, error) from error

    def of_kind(self, kind: str) -> Iterator[JsonObject]:
        """The events of one kind; the lines of others are not taken apart. Nothing is counted.

        Raises:
            ProfileError: The file cannot be read.
        """
        mark = b'"kind": "%s"' % kind.encode()
        try:
            with open_regular(self.path) as file:
                file.seek(self.start)
                for data, _ in _lines(file):
                    if mark in data and (values := parse_line(data)) is not None:
                        yield values
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_read(self.path, error) from error

    def read_header(self) -> None:
        """Read the first line only, for `generation` and `version`.

        Raises:
            ProfileError: The file cannot be read, or is of a newer version.
        """
        try:
            with open_regular(self.path) as file:
                values = parse_line(file.readline(1000))
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_read(self.path, error) from error
        if values and values.get("format") == JOURNAL_FORMAT:
            self._head(values)

    def _head(self, values: dict[str, Any]) -> None:
        version, generation = values.get("version"), values.get("generation")
        if isinstance(version, int):
            if version > JOURNAL_VERSION:
                raise newer(self.path, version, JOURNAL_VERSION)
            self.version = version
        if isinstance(generation, str):
            self.generation = generation

    def last_line_crc(self, offset: int) -> str | None:
        """Return a checksum of the line that ends at `offset`, to know the place again; None
        when no line ends there."""
        try:
            with open_regular(self.path) as file:
                file.seek(0, os.SEEK_END)
                if not 0 < offset <= file.tell():
                    return None
                for reach in (4096, LONGEST_LINE + 1):
                    start = max(0, offset - reach)
                    file.seek(start)
                    data = file.read(offset - start)
                    if not data.endswith(b"\n"):
                        return None
                    cut = data.rfind(b"\n", 0, -1)
                    if cut >= 0 or start == 0:
                        return f"{crc32(data[cut + 1 :]):08x}"
        except OSError:
            return None
        return None


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines from where `file` is, each with its length; of one that is too long there is
    only the end."""
    before = 0
    for data in iter(partial(file.readline, LONGEST_LINE), b""):
        if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
            before += LONGEST_LINE
        else:
            yield (b"\0" + data[-1:] if before else data), before + len(data)
            before = 0
    if before:
        yield b"\0", before


def newer(path: Path, version: int, known: int) -> ProfileError:
    """Say that a file is of a `version` beyond the one that is `known`."""
    return ProfileError(
        "The profile {path} was written by a newer studykit (version {version}; this one "
        "knows up to {known}). It was left untouched: please update studykit.",
        path=path,
        version=version,
        known=known,
    )


def whole_journal(generation: str, events: Iterable[JsonObject]) -> bytes:
    """Return the bytes of a journal of `events`."""
    return b"".join([header(generation), *map(line, events)])


class Writer:
    """Appends to a journal; each append is on the disk when it returns."""

    def __init__(self, path: Path, generation: str) -> None:
        """Open the journal at `path` for appending, making it when it is not there.

        Raises:
            OSError: The disk refuses.
        """
        self._path = path
        self._broken = False
        new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY
        self._descriptor = os.open(path, flags, 0o600)
        opened = os.fstat(self._descriptor)
        self._identity = (opened.st_ino, opened.st_dev)
        self.size = opened.st_size
        if self.size == 0:
            try:
                self.append(header(generation))
            except OSError:
                self.close()
                raise
        if new:
            sync_folder(path.parent)

    def append(self, data: bytes) -> None:
        """Append `data` and wait until it is on the disk.

        Raises:
            OSError: It is not; what was written of it was taken back.
        """
        if self._broken:
            raise OSError(None, Message("an earlier write failed half-way"))
        self._check_place()
        try:
            write_all(self._descriptor, data)
            sync(self._descriptor)
        except OSError:
            # Should taking back fail too, the next start drops the torn line; until then
            # nothing may be written behind it.
            self._broken = True
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
                self._broken = False
            raise
        self.size += len(data)

    def _check_place(self) -> None:
        # A file that was deleted or replaced while open takes bytes that nobody finds again.
        there = self._path.stat()
        if (there.st_ino, there.st_dev) != self._identity:
            raise OSError(None, Message("it was replaced by another file"))
        if there.st_size != self.size:
            raise OSError(None, Message("another program has changed it"))

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)
