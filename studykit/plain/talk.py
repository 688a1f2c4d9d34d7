"""Talking line by line: what is said goes to one stream, answers come from another."""

from __future__ import annotations

import io
import re
import shutil
import sys
from typing import TYPE_CHECKING

from studykit.language.words import Words
from studykit.plain.ending import ended_by, raise_ended
from studykit.text.line_breaks import wrapped
from studykit.text.sanitize import harmless
from studykit.text.width import cells

if TYPE_CHECKING:
    from typing import TextIO

_NARROWEST, _WIDEST = 20, 96
_INDENT = re.compile(r"\s*(?:(?:[-*+•✓✗·>]|\w{1,2}[.)])\s+)?")


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
            first, *rest = wrapped(line, self.width - indent) or [""]
            self._write(f"{lead}{first}".rstrip() + "\n")
            remaining = line[len(first) :].lstrip()
            if rest and remaining:
                lead += " " * hanging
                for more in wrapped(remaining, self.width - cells(lead)):
                    self._write(f"{lead}{more}\n")

    def ask(self, prompt: str) -> str:
        """Say `prompt` and read one line, without the white space around it.

        Raises:
            Left: there are no more answers.
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
                line = self._given.readline()
        except (KeyboardInterrupt, OSError):  # the latter from a terminal that is gone
            line = ""
        if not line:
            self._write("\n")
            raise Left
        if self._echo:
            self._write(f"{line.strip()}\n")
        return line.strip()

    def flush(self) -> None:
        """Let what was said be seen now."""
        self._output.flush()

    def _write(self, text: str) -> None:
        self._output.write(text)


def standard_talk(words: Words, *, output: TextIO | None = None) -> Talk:
    """A conversation on standard input and output; `output` in place of the latter.

    A character that a stream cannot carry is shown as a mark and stops nothing.
    """
    out = output or sys.stdout
    for stream in (sys.stdin, out):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return Talk(sys.stdin, out, words)
