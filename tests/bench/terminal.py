"""A pseudo-terminal that runs a program and tells when something has appeared on its screen."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONTROLS = re.compile(r"\x1b\[[0-9;?<>=$]*[ -/]*[@-~]|\x1b[PX^_\]].*?(?:\x1b\\|\x07)|\x1b.")


class Terminal:
    """A child process on a pseudo-terminal of a fixed size.

    `wait_for` looks only at what was drawn since the last key, so that a text which was on
    the screen before does not count as painted.
    """

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], *, columns: int = 80, rows: int = 24
    ) -> None:
        self.started = time.perf_counter()
        self._drawn = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            # The tests may be started with hangups (nohup) or interrupts (`&`) ignored.
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.execvpe(argv[0], list(argv), {**env, "TERM": "xterm-256color"})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, text: str, *, timeout: float = 30) -> float:
        """Wait until `text` (a regular expression) is drawn; the instant it was, in seconds.

        Raises TimeoutError, with what was drawn instead.
        """
        wanted = re.compile(text)
        until = time.perf_counter() + timeout
        while not wanted.search(self.drawn()):
            if time.perf_counter() > until:
                raise TimeoutError(f"{text!r} did not appear; drawn: {self.drawn()[-2000:]!r}")
            self._read(0.02)
        return time.perf_counter()

    def press(self, keys: str) -> float:
        """Send `keys` as typed; the instant they were sent, in seconds."""
        self.settle()
        self._drawn = ""
        sent = time.perf_counter()
        os.write(self._fd, keys.encode())
        return sent

    def settle(self, quiet: float = 0.15, *, most: float = 1) -> None:
        """Wait until nothing has been drawn for `quiet` seconds; a cursor may blink on, so
        for `most` seconds in all."""
        until = time.perf_counter() + most
        while self._read(quiet) and time.perf_counter() < until:
            continue

    def drawn(self) -> str:
        """The text drawn since the last key, without control sequences."""
        return _CONTROLS.sub("", self._drawn)

    def memory(self) -> float:
        """Megabytes of memory that the program holds."""
        status = Path(f"/proc/{self._pid}/status").read_text("utf-8")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(resident.split()[1]) / 1024

    def kill(self) -> None:
        """End the program at once, as a closed window or a dead machine would."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the child is gone
            return False
        self.take(data)
        return bool(data)

    def take(self, data: bytes) -> None:
        """Take up what the program wrote."""
        self._drawn += self._decoder.decode(data)


def python(*arguments: str) -> list[str]:
    """The command line of the running interpreter with `arguments`."""
    return [sys.executable, *arguments]
