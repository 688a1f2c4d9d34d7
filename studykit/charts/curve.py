"""A line through the rows: a share that changes with time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from studykit.charts.canvas import Braille, Canvas, Line
from studykit.charts.chart import row_sentences
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.charts.chart import Row


class _Field(NamedTuple):
    """Where the curve is drawn."""

    left: int
    room: int
    body: int
    low: float
    """The value at the foot; 1 is at the top."""

    def across(self, number: int, rows: int) -> int:
        """The column of dots of a row, from the left of the field."""
        return 1 + round(number * (2 * self.room - 3) / max(1, rows - 1))

    def down(self, value: float) -> int:
        """The row of dots of a value."""
        share = (min(1.0, max(self.low, value)) - self.low) / (1 - self.low)
        return round((1 - share) * (4 * self.body - 1))


@dataclass(frozen=True)
class Curve:
    """A curve over a line with the labels; the scale, in shares, stands at the left."""

    rows: Sequence[Row]
    wanted: float | None
    """Where a line is drawn across."""
    scale: Callable[[float], str]
    """How a share is written."""

    @property
    def rows_taken(self) -> int | None:
        return None

    def draw(self, width: int, height: int) -> list[Line]:
        """The curve, with every value marked where there is room."""
        low = self._low()
        ticks = [self.scale(1.0), self.scale(low), self.scale(self.wanted or 0.0)]
        left = max(map(cells, ticks)) + 1
        field = _Field(left, max(4, width - left), max(3, height - 2), low)
        rows = self.rows[-field.room :]
        canvas = Canvas(left + field.room, field.body + 2)
        canvas.put_before(left - 1, 0, ticks[0], "muted")
        canvas.put_before(left - 1, field.body - 1, ticks[1], "muted")
        _put_curve(canvas, field, rows)
        if self.wanted is not None:
            canvas.put_wanted(left, field.down(self.wanted) // 4, self.scale(self.wanted))
        canvas.put(left, field.body, "─" * field.room, "muted")
        _put_labels(canvas, field, [row.label for row in rows])
        return canvas.lines()

    @property
    def sentences(self) -> list[str]:
        return row_sentences(self.rows)

    def _low(self) -> float:
        """The foot of the scale: whole tenths, below all that is shown."""
        values = [row.value for row in self.rows if row.value is not None]
        lowest = min([*values, 0.8 if self.wanted is None else self.wanted - 0.1])
        return max(0.0, int(lowest * 10 - 0.5) / 10)


def _put_curve(canvas: Canvas, field: _Field, rows: Sequence[Row]) -> None:
    found = [
        (field.across(number, len(rows)), field.down(row.value))
        for number, row in enumerate(rows)
        if row.value is not None
    ]
    dots = Braille(field.room, field.body)
    for start, end in pairwise(found):
        dots.join(start, end)
    dots.draw(canvas, field.left, 0, "bar")
    if len(found) * 3 <= field.room:
        for x, y in found:
            canvas.put(field.left + x // 2, y // 4, "●", "bar")


def _put_labels(canvas: Canvas, field: _Field, labels: Sequence[str]) -> None:
    """Write the labels below their values: the last one, and before it those that do not run
    together."""
    free, last = 0, len(labels) - 1
    y, end = field.body + 1, canvas.width - cells(labels[last])
    for number, label in enumerate(labels[:last]):
        x = max(0, field.left + field.across(number, len(labels)) // 2 - cells(label) // 2)
        if x >= free and x + cells(label) < end - 1:
            canvas.put(x, y, label, "muted")
            free = x + cells(label) + 2
    canvas.put(end if last else field.left, y, labels[last], "muted")
