"""Where the gaps and the code of a text stand, found in one pass however long it is."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENER = re.compile(r"\\\{\{|\{\{|\\`|`+|^ {0,3}~{3,}", re.MULTILINE)
_BRACE = re.compile(r"\\\{\{|\\\}\}|\\[{}]|[{}]")
_TWO_OPEN = re.compile(r"(?<!\\)\{\{")
_TWO_CLOSED = re.compile(r"\}\}")
_TICKS = re.compile(r"`+")
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NOWHERE = sys.maxsize
"""Behind the end of every text."""


class Place(NamedTuple):
    """A gap with its braces, a piece of code with its marks, or the text between."""

    kind: Literal["gap", "code", "text"]
    start: int
    end: int


def places(text: str, *, in_code: bool = False) -> Iterator[Place]:
    """The parts of `text` in order; with `in_code` none of it counts as code."""
    braces = _Braces(text) if "{{" in text else None
    code = None if in_code or not ("`" in text or "~~~" in text) else _Code(text)
    at = shown = 0
    while opener := _OPENER.search(text, at):
        start, at = opener.span()
        end, kind = None, "gap"
        if opener[0] == "{{" and braces:
            end = braces.end_of_gap(start)
        elif code and not opener[0].startswith("\\"):
            end, kind = code.end(start, opener[0]), "code"
        if end is None:
            continue
        if start > shown:
            yield Place("text", shown, start)
        yield Place("gap" if kind == "gap" else "code", start, end)
        at = shown = end
    if shown < len(text):
        yield Place("text", shown, len(text))


class _Braces:
    """The braces of a text, each closing one with the one it closes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._partner: dict[int, int] = {}
        self._opens = [match.start() for match in _TWO_OPEN.finditer(text)]
        self._closes = [match.start() for match in _TWO_CLOSED.finditer(text)]
        waiting: list[int] = []
        for brace in _BRACE.finditer(text):
            if brace[0] == "{":
                waiting.append(brace.start())
            elif brace[0] == "}" and waiting:
                self._partner[waiting.pop()] = brace.start()

    def end_of_gap(self, start: int) -> int | None:
        """Where the gap ends that begins at `start`; None where nothing closes it.

        Braces within are counted, so that `{{\\frac{1}{x^{2}}}}` is one gap; of a run of
        closing braces the last two close it. Where the count does not come out the first run
        closes it.
        """
        close = self._partner.get(start + 1, -1)
        if self._partner.get(start) != close + 1:
            close = _next(self._closes, start + 2)
            if close == _NOWHERE or _next(self._opens, start + 2) < close:
                return None
        while self._text[close + 2 : close + 3] == "}":
            close += 1
        return close + 2


class _Code:
    """The marks of code in a text of Markdown."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraph_ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
        self._ticks: dict[int, list[int]] = defaultdict(list)
        for match in _TICKS.finditer(text):
            self._ticks[len(match[0])].append(match.start())
        self._fences = {m.start(): (m.start(1), m[1]) for m in _FENCE.finditer(text)}
        self._fence_lines = sorted(self._fences)

    def end(self, start: int, marks: str) -> int | None:
        """Where the code ends that begins with `marks` at `start`; None where none does."""
        line = self._text.rfind("\n", 0, start) + 1
        if line in self._fences and not self._text[line:start].strip():
            return self._end_of_fence(line)
        close = _next(self._ticks[len(marks)], start + len(marks))
        if close == _NOWHERE or _next(self._paragraph_ends, start) < close:
            return None
        return close + len(marks)

    def _end_of_fence(self, line: int) -> int:
        sign = self._fences[line][1]
        first = bisect_right(self._fence_lines, line)
        for number in range(first, len(self._fence_lines)):
            at, closing = self._fences[self._fence_lines[number]]
            end = self._text.find("\n", at)
            end = len(self._text) if end < 0 else end
            behind = self._text[at + len(closing) : end]
            if closing.startswith(sign) and not behind.strip():
                return end
        return len(self._text)


def _next(places: list[int], at: int) -> int:
    """The first of sorted `places` that is not before `at`, or `_NOWHERE`."""
    number = bisect_left(places, at)
    return places[number] if number < len(places) else _NOWHERE
