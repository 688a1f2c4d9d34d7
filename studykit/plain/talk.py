"""Talking line by line: what is said goes to one stream, answers come from another."""

from __future__ import annotations

import io
import os
import re
import select
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from studykit.language.words import Words
from studykit.plain.ending import ended_by, raise_ended
from studykit.text.ambiguous import authors_text, for_terminal
from studykit.text.direction import drawn, from_right
from studykit.text.line_breaks import wrapped
from studykit.text.sanitize import harmless
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_LOOK_AGAIN = 1.0
"""Seconds after which the clock is looked at again: a machine may have slept."""
_LONGEST_LINE = 4096
_NARROWEST, _WIDEST = 20, 96
_INDENT = re.compile(r"\s*(?:(?:[-*+•✓✗·>]|\w{1,2}[.)])\s+)?")


class OutOfTime(Exception):
    """The time is over, with `text` typed and not entered yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class Left(Exception):
    """The learner quits, or the answers came to an end."""


class Talk:
    """One conversation: sentences wrapped at `width` cells, answers read line by line.

    `width` is the terminal's when it is not given.
    """

    def __init__(
        self, given: TextIO, output: TextIO, words: Words, *, width: int | None = None
    ) -> None:
        self.words = words
        self._given = given
        self._output = output
        wide = width or shutil.get_terminal_size().columns
        self.width = max(_NARROWEST, min(wide, _WIDEST))
        """The cells of a line."""
        self.stimulus = ""
        """What was last said that several questions are about."""
        self.seconds_left: Callable[[], float | None] | None = None
        """Seconds until answers come too late; None without a limit."""
        # A terminal echoes what is typed; a pipe does not, and the record should have it.
        self._echo = not given.isatty()

    def speaking(self, language: str) -> Talk:
        """The same conversation in another language."""
        return Talk(self._given, self._output, Words(language), width=self.width)

    def say(self, text: str = "", indent: int = 0) -> None:
        """Say `text`, `indent` cells from the left; what begins a list item hangs."""
        for line in harmless(text).split("\n"):
            lead = " " * indent
            mark = _INDENT.match(line)
            hanging = cells(mark[0]) if mark else 0
            if indent + hanging > self.width // 2:
                hanging = 0
            right = from_right(line)
            first, *rest = wrapped(line, self.width - indent) or [""]
            self._write(self._set(lead, first, right=right))
            remaining = line[len(first) :].lstrip()
            if rest and remaining:
                lead += " " * hanging
                for more in wrapped(remaining, self.width - cells(lead)):
                    self._write(self._set(lead, more, right=right))

    def _set(self, lead: str, text: str, *, right: bool) -> str:
        """A line of a paragraph that begins at the left or the `right` side."""
        text = text.rstrip()
        if right:
            lead = lead.rjust(self.width - cells(text))
        return f"{lead}{drawn(text, right=right)}".rstrip() + "\n"

    def ask(self, prompt: str) -> str:
        """Say `prompt` and read one line, without the white space around it.

        Raises:
            Left: there are no more answers.
            OutOfTime: the time is over, on a terminal before the line is entered.
        """
        *before, last = harmless(prompt).split("\n")
        for line in before:
            self.say(line)
        *begun, end = wrapped(last, self.width - 2) or [""]
        for line in begun:
            self._write(f"{line}\n")
        self._write(f"{end}> ")
        self._output.flush()
        try:
            with ended_by(raise_ended):
                self._wait()
                line = self._given.readline()
        except (KeyboardInterrupt, OSError):  # the latter from a terminal that is gone
            line = ""
        if not line:
            self._write("\n")
            raise Left
        if self._echo:
            self._write(f"{authors_text(line.strip())}\n")
        return line.strip()

    def _wait(self) -> None:
        """Wait for a line as long as there is time; what a pipe holds is not waited for.

        Raises:
            OutOfTime: there is no more time.
        """
        if self.seconds_left is None or os.name != "posix" or not _is_terminal(self._given):
            return
        while (left := self.seconds_left()) is not None:
            if left <= 0:
                self._write("\n")
                raise OutOfTime(_typed_so_far(self._given))
            if select.select([self._given], [], [], min(left, _LOOK_AGAIN))[0]:
                return

    def flush(self) -> None:
        """Let what was said be seen now."""
        self._output.flush()

    def _write(self, text: str) -> None:
        self._output.write(for_terminal(text))


def _is_terminal(stream: TextIO) -> bool:
    try:
        return os.isatty(stream.fileno())
    except (OSError, ValueError):  # it is no file
        return False


def _typed_so_far(terminal: TextIO) -> str:
    """What is typed on a terminal and not entered yet."""
    import termios

    file = terminal.fileno()
    with suppress(termios.error, OSError):  # a terminal that is gone
        before = termios.tcgetattr(file)
        by_letter = [*before[:6], [*before[6]]]
        by_letter[3] &= ~(termios.ICANON | termios.ECHO)
        by_letter[6][termios.VMIN] = by_letter[6][termios.VTIME] = 0
        try:
            termios.tcsetattr(file, termios.TCSANOW, by_letter)
            return os.read(file, _LONGEST_LINE).decode(errors="ignore").strip()
        finally:
            termios.tcsetattr(file, termios.TCSANOW, before)
    return ""


def standard_talk(
    words: Words, *, output: TextIO | None = None, given: TextIO | None = None
) -> Talk:
    """A conversation on standard input and output; `given` and `output` in their place.

    A character that a stream cannot carry is shown as a mark and stops nothing.
    """
    read, out = given or sys.stdin, output or sys.stdout
    for stream in (read, out):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return Talk(read, out, words)
