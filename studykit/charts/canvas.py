"""A canvas of terminal cells on which figures are drawn, as text with roles.

A role says what a piece of text is; whoever shows it gives it a colour. Every figure can be
read without any.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal, TypeAlias

from studykit.text.width import cells, graphemes

Role: TypeAlias = Literal["", "count", "bar", "soft", "muted", "wanted", "today"]
Piece: TypeAlias = tuple[str, Role]
Line: TypeAlias = list[Piece]

EIGHTHS_UP = " ▁▂▃▄▅▆▇█"
WEAK = "▒"
"""A bar of which little is known."""
EIGHTHS_RIGHT = " ▏▎▍▌▋▊▉█"
MARK = "┃"
_WANTED = "╌"
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille sign: left column and right, from the top down."""


class Canvas:
    """Cells in rows; what does not fit is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._cells: list[list[Piece]] = [[(" ", "")] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, role: Role = "") -> None:
        """Write `text` from the cell `x`, `y` on; a wide character takes two."""
        if not 0 <= y < self.height:
            return
        for character in graphemes(text):
            size = cells(character)
            if x < 0 or x + size > self.width:
                return
            self._cells[y][x] = (character, role)
            if size == 2:
                self._cells[y][x + 1] = ("", role)
            x += size

    def put_before(self, x: int, y: int, text: str, role: Role = "count") -> None:
        """Write `text` so that it ends before the cell `x`."""
        self.put(x - cells(text), y, text, role)

    def put_wanted(self, left: int, y: int, label: str) -> None:
        """Draw the line of what is wanted from `left` on, behind what stands there, and its
        label before it."""
        self.put(0, y, " " * (left - 1))
        self.put_before(left - 1, y, label, "wanted")
        for x in range(left, self.width):
            if self._cells[y][x][0] == " ":
                self.put(x, y, _WANTED, "wanted")

    def lines(self) -> list[Line]:
        """The rows from the top down, without space at their ends."""
        return [_joined(row) for row in self._cells]


class Braille:
    """Dots, two in a cell's width and four in its height."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = 2 * width, 4 * height
        self._bits = [[0] * width for _ in range(height)]

    def join(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw a straight line of dots."""
        steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
        for step in range(steps + 1):
            x = round(start[0] + (end[0] - start[0]) * step / steps)
            y = round(start[1] + (end[1] - start[1]) * step / steps)
            self._bits[y // 4][x // 2] |= _DOTS[x % 2][y % 4]

    def draw(self, canvas: Canvas, x: int, y: int, role: Role) -> None:
        """Put the dots on `canvas`, the upper left corner at `x`, `y`."""
        for down, row in enumerate(self._bits):
            for right, bits in enumerate(row):
                if bits:
                    canvas.put(x + right, y + down, chr(0x2800 + bits), role)


def _joined(row: list[Piece]) -> Line:
    end = len(row)
    while end and row[end - 1][0] == " ":
        end -= 1
    return [
        ("".join(text for text, _ in pieces), role)
        for role, pieces in groupby(row[:end], key=lambda piece: piece[1])
    ]


def plain(line: Line) -> str:
    """A line without its roles."""
    return "".join(text for text, _ in line)
