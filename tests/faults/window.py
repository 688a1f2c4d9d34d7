"""A window of the program: keys go in, what stands on its screen is read, it can be killed."""

from __future__ import annotations

import os
import re
import time
import warnings
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tests.bench.terminal import Terminal, python

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_TOKEN = re.compile(
    r"\x1b\[(?P<given>[0-9;?<>=$]*)[ -/]*(?P<end>[@-~])"
    r"|\x1b[PX^_\]].*?(?:\x1b\\|\x07)|\x1b[^\[PX^_\]]|[^\x1b]",
    re.DOTALL,
)
COLUMNS, ROWS = 80, 24


class Screen:
    """What a terminal shows, as far as the app makes use of one."""

    def __init__(self) -> None:
        self._cells: list[list[str]] = []
        self._clear()
        self._row = self._column = 0
        self._rest = ""

    def feed(self, text: str) -> None:
        """Draw what a program wrote."""
        text = self._rest + text
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            if match["end"]:
                self._control(match["given"], match["end"])
            elif not match[0].startswith("\x1b"):
                self._character(match[0])
        self._rest = text[at:]

    def lines(self) -> list[str]:
        """What stands there, row by row; a wide character counts once."""
        return ["".join(row).rstrip() for row in self._cells]

    def _clear(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(ROWS)]

    def _control(self, given: str, end: str) -> None:
        if end in "Hf":
            down, _, right = given.partition(";")
            self._row, self._column = int(down or 1) - 1, int(right or 1) - 1
        elif (end == "J" and given in ("2", "3")) or (end in "hl" and given == "?1049"):
            self._clear()
        elif end == "K":
            row = min(self._row, ROWS - 1)
            self._cells[row][self._column :] = [" "] * (COLUMNS - self._column)

    def _character(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._row, self._column = self._row + 1, 0
        elif character >= " ":
            width = cell_len(character)
            if self._column + width > COLUMNS:
                self._row, self._column = self._row + 1, 0
            if self._row < ROWS:
                self._cells[self._row][self._column] = character
                if width == 2 and self._column + 1 < COLUMNS:
                    self._cells[self._row][self._column + 1] = ""
            self._column += width


class KilledError(Exception):
    """The window was killed, as it was told to be."""


class Window(Terminal):
    """The program on a pseudo-terminal; killed at a key that is chosen beforehand."""

    def __init__(
        self, *words: str, cache: Path, wrap: Sequence[str] = (), program: str = "studykit"
    ) -> None:
        self.screen = Screen()
        self.fuse: Callable[[], float | None] = lambda: None
        """Asked at each key: after how many seconds the window is killed; None: it is not."""
        self.ended = False
        env = {**os.environ, "STUDYKIT_CACHE": str(cache), "COLORTERM": "truecolor"}
        with warnings.catch_warnings():
            # Newer Pythons warn of forking beside threads; the child only starts the program.
            warnings.simplefilter("ignore", DeprecationWarning)
            argv = [*wrap, *python("-m", program, *words)]
            super().__init__(argv, env, columns=COLUMNS, rows=ROWS)

    def _read(self, timeout: float) -> bool:
        self._drawn = ""
        alive = super()._read(timeout)
        self.screen.feed(self._drawn)
        return alive

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.lines())

    def wait(self, shown: str, *, without: str | None = None, timeout: float = 30) -> str:
        """Wait until `shown` (a regular expression) stands on the screen, and `without` does
        not; the screen.

        Raises AssertionError with the screen when it does not come to that.
        """
        until = time.monotonic() + timeout
        while True:
            text = self.text()
            if re.search(shown, text) and not (without and re.search(without, text)):
                return text
            if time.monotonic() > until:
                raise AssertionError(f"{shown!r} did not appear, but:\n{text}")
            self._read(0.01)

    def key(self, keys: str) -> None:
        """Press keys; should the fuse be at its end, be killed thereafter.

        Raises KilledError then; what was drawn up to the end stands on the screen.
        """
        os.write(self._fd, keys.encode())
        delay = self.fuse()
        if delay is not None:
            self.burn(delay)
            raise KilledError

    def burn(self, seconds: float) -> None:
        """Read on for some seconds, then be killed."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self._read(min(left, 0.01)):
                time.sleep(min(max(0.0, until - time.monotonic()), 0.002))
        self.kill()

    def kill(self) -> None:
        """Die at once, as a machine without power would; what was drawn is still read."""
        if self.ended:
            return
        self.ended = True
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        while self._read(0):
            continue
        os.close(self._fd)

    def finish(self, timeout: float = 20) -> int:
        """Wait for the program to end by itself; its exit status."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            self._read(0.01)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.ended = True
                while self._read(0):
                    continue
                os.close(self._fd)
                return os.waitstatus_to_exitcode(status)
        self.kill()
        raise AssertionError(f"the program did not end:\n{self.text()}")
