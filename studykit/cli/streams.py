"""Standard output and error to which strangers' text may be printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO, cast

from studykit.text.sanitize import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Harmless:
    """A stream that lets no control sequence of a course or a profile through to a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(without_controls(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def harmless_streams() -> Iterator[None]:
    """Print harmless text only, and every character: a pipe on Windows speaks a legacy code
    page."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, TextIOWrapper):
            legacy = sys.platform == "win32" and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if legacy else None, errors="replace")
    sys.stdout, sys.stderr = (cast("TextIO", _Harmless(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
