"""Standard streams: all of them there, and strangers' text may be printed to them."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
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
def all_streams() -> Iterator[None]:
    """Have the three standard streams. Of those that whoever started the program closed, as
    cron or a service may, nothing is read, and what is printed there goes nowhere."""
    before = sys.stdin, sys.stdout, sys.stderr
    with ExitStack() as opened:
        # In this order each takes the number of the one that is closed: a profile that took it
        # would be what a program started from here writes to.
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            if getattr(sys, name) is None:
                nothing = opened.enter_context(Path(os.devnull).open(mode, encoding="utf-8"))
                setattr(sys, name, nothing)
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = before


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
