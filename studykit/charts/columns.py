"""A column for each row: many values side by side, in the order of time or of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from studykit.charts.canvas import EIGHTHS_UP, WEAK, Canvas, Line
from studykit.charts.chart import row_sentences
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.charts.chart import Row

_ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_WIDEST = 6


class _Grid(NamedTuple):
    """Where the columns stand."""

    left: int
    """The cell at which the first begins."""
    step: int
    """Cells from one to the next."""
    wide: int
    body: int
    """Rows above the line."""
    top: float
    """The value at the top."""

    def centred(self, number: int, text: str) -> int:
        """Where `text` begins to stand in the middle of a column."""
        return self.left + number * self.step + max(0, self.wide - cells(text)) // 2


@dataclass(frozen=True)
class Columns:
    """Columns over a line with the labels; the scale stands at the left."""

    rows: Sequence[Row]
    top: float | None = None
    """The end of the scale; a round number not below the highest when absent."""
    wanted: float | None = None
    """Where a line is drawn across."""
    scale: Callable[[float], str] = "{:g}".format
    """How a value on the scale is written."""
    counted: bool = False
    """Whether the words of a row stand on its column, where all of them fit."""
    ahead: bool = False
    """Whether the last rows, not the first, are left out where there is no room."""

    @property
    def rows_taken(self) -> int | None:
        return None

    def draw(self, width: int, height: int) -> list[Line]:
        """Columns as high as `height` allows."""
        body = max(2, height - 2)
        top = self.top or round_number(max((row.value or 0.0 for row in self.rows), default=0))
        ticks = self._ticks(top, body)
        left = max(cells(text) for text in ticks.values()) + 1
        room = max(4, width - left)
        rows = self.rows[:room] if self.ahead else self.rows[-room:]
        step = max(1, min(room // len(rows), _WIDEST + 1))
        grid = _Grid(left, step, max(1, step - 1), body, top)
        canvas = Canvas(left + step * len(rows), body + 2)
        for y, text in ticks.items():
            canvas.put_before(left - 1, y, text, "muted")
        apart = step > grid.wide
        counted = self.counted and apart and all(cells(row.text) <= grid.wide for row in rows)
        for number, row in enumerate(rows):
            if row.value:
                _put_column(canvas, grid, number, row, counted)
        canvas.put(left, body, "─" * (step * len(rows)), "muted")
        if self.wanted is not None:
            y = min(body - 1, int((1 - self.wanted / top) * body))
            canvas.put_wanted(left, y, self.scale(self.wanted))
        _put_labels(canvas, grid, [row.label for row in rows])
        return canvas.lines()

    @property
    def sentences(self) -> list[str]:
        return row_sentences(self.rows)

    def _ticks(self, top: float, body: int) -> dict[int, str]:
        """The rows that are marked with their value."""
        half = top / 2
        if body >= 5 and body % 2 == 0 and (self.top or half.is_integer()):
            return {0: self.scale(top), body // 2: self.scale(half)}
        return {0: self.scale(top)}


def _put_column(canvas: Canvas, grid: _Grid, number: int, row: Row, counted: bool) -> None:
    share = min(1.0, (row.value or 0.0) / grid.top)
    eighths = max(1, round(share * (grid.body - counted) * 8))
    whole = (eighths + 7) // 8
    for up in range(whole):
        sign = EIGHTHS_UP[min(8, eighths - 8 * up)]
        x, y = grid.left + number * grid.step, grid.body - 1 - up
        if row.weak and sign == EIGHTHS_UP[8]:
            sign = WEAK  # of few: told apart without colour too
        canvas.put(x, y, sign * grid.wide, "soft" if row.weak else "bar")
    if counted:
        canvas.put(grid.centred(number, row.text), grid.body - 1 - whole, row.text, "count")


def _put_labels(canvas: Canvas, grid: _Grid, labels: Sequence[str]) -> None:
    """Write the labels below their columns: the last one, and before it those that do not
    run together."""
    free, last = 0, len(labels) - 1
    end = min(canvas.width - cells(labels[last]), grid.centred(last, labels[last]))
    for number, label in enumerate(labels[:last]):
        x = grid.centred(number, label)
        if x >= free and x + cells(label) < end:
            canvas.put(x, grid.body + 1, label, "muted")
            free = x + cells(label) + 2
    canvas.put(end, grid.body + 1, labels[last], "muted")


def round_number(value: float) -> float:
    """The smallest whole round number that is not below `value`."""
    unit = 1.0
    while True:
        for number in _ROUND:
            if number * unit >= value and (number * unit).is_integer():
                return number * unit
        unit *= 10
