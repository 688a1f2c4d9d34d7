"""Archives from strangers: their sizes are bounded before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from studykit.formats.base import FormatError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_UNPACKED = 1_000_000_000
_UNSUSPICIOUS = 64_000_000
_RATIO = 50
"""Texts shrink to a tenth; what shrinks further was made to fill a disk."""
_MOST_MEMBERS = 100_000
_CHUNK = 1 << 20


class Archive:
    """A zip file that was read into memory.

    Raises:
        FormatError: it is no zip file, or breaks off.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise FormatError(Message("The archive is damaged or not whole.")) from None
        self.most_unpacked = min(_MOST_UNPACKED, _UNSUSPICIOUS + _RATIO * len(data))
        """Bytes that are unpacked in all at most."""
        self._unpacked = 0
        if len(self._zip.infolist()) > _MOST_MEMBERS:
            raise FormatError(Message("It has more than {n} files.", n=f"{_MOST_MEMBERS:,}"))

    def names(self) -> list[str]:
        """The names of the files in it."""
        return self._zip.namelist()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a file, piece by piece, never more than `most_unpacked`.

        Raises:
            FormatError: it is damaged, encrypted or too large.
        """
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > self.most_unpacked:
                        raise FormatError(
                            Message("{name} is larger than it can be.", name=name)
                        )
                    yield chunk
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
            raise FormatError(Message("{name} is damaged or encrypted.", name=name)) from None

    def begin(self, name: str, size: int) -> bytes:
        """The first bytes of a file. Raises FormatError as `chunks` does."""
        return next(self.chunks(name), b"")[:size]

    def read(self, name: str) -> bytes:
        """The whole content of a file. Raises FormatError as `chunks` does."""
        return b"".join(self.chunks(name))


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """An archive that is the same every time: name → content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a time of its own it is that of 1980.
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
