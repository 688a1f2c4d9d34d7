"""The program in a window, as a learner sees and uses it: keys at a person's pace."""

from __future__ import annotations

import os
import re
import time

from tests.faults.window import Window as KillableWindow

GUARD = 0.35
"""Seconds for which a new question takes no key, and a little more."""


class Window(KillableWindow):
    """A window that is read line by line."""

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return self.screen.lines()

    @property
    def top(self) -> str:
        """The top line: what the screen is about."""
        return self.lines[0].strip()

    @property
    def body(self) -> str:
        """Everything between the top line and the line of keys."""
        return "\n".join(self.lines[1:-1])

    def type(self, keys: str, pause: float = 0.03) -> None:
        """Press keys, wait for what they draw, and until the screen has come to rest."""
        os.write(self._fd, keys.encode())
        time.sleep(pause)
        self.settle(0.06)

    def turned(self, keys: str) -> str:
        """Press keys that lead to another screen, if there is one; the top line then."""
        before, until = self.top, time.monotonic() + 3
        self.type(keys, pause=0.2)
        while self.top == before and time.monotonic() < until:
            self.settle(0.1)
        return self.top

    def seen(self, pattern: str, seconds: float) -> re.Match[str] | None:
        """What matches in the body within so many seconds; the machine may be busy."""
        until = time.monotonic() + seconds
        while (found := re.search(pattern, self.body)) is None and time.monotonic() < until:
            self.settle(0.05)
        return found

    def go_home(self) -> None:
        """Press escape until Home is there.

        Raises AssertionError with the screen when it never is.
        """
        for _ in range(10):
            if self.top.startswith("studykit"):
                return
            self.settle(GUARD)
            self.type("\x1b", pause=0.2)
        raise AssertionError(f"no way home from:\n{self.text()}")

    def leave(self) -> None:
        """Press q, and wait until the program has ended.

        Raises AssertionError when it does not, or not well.
        """
        self.type("q")
        status = self.finish()
        assert status == 0, f"the program ended with {status}"
