"""A bar to the right for each row: where labels and words matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.charts.canvas import EIGHTHS_RIGHT, MARK, WEAK, Canvas, Line
from studykit.charts.chart import row_sentences
from studykit.text.width import cells, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.charts.chart import Row

_LONGEST = 40


@dataclass(frozen=True)
class Bars:
    """Rows of a label, a bar and words, all on one scale."""

    rows: Sequence[Row]
    top: float | None = None
    """The end of the scale, up to which every row is filled with dots; when absent, the
    longest bar's, without dots."""

    @property
    def rows_taken(self) -> int | None:
        return len(self.rows)

    def draw(self, width: int, height: int) -> list[Line]:
        """One line a row."""
        named = min(max((cells(row.label) for row in self.rows), default=0), width // 2)
        words = max((cells(row.text) for row in self.rows), default=0)
        room = max(4, min(_LONGEST, width - named - words - 2))
        return [self._line(row, width, named, room) for row in self.rows]

    @property
    def sentences(self) -> list[str]:
        return row_sentences(self.rows)

    def _line(self, row: Row, width: int, named: int, room: int) -> Line:
        top = self.top or max(row.value or 0.0 for row in self.rows)
        canvas, start = Canvas(width, 1), named + 1
        canvas.put_before(named, 0, cut(row.label, named))
        bar = _bar((row.value or 0.0) / top if top else 0.0, room)
        if row.weak:
            bar = WEAK * len(bar)  # of few: told apart without colour too
        canvas.put(start, 0, bar, "soft" if row.weak else "bar")
        after = start + len(bar)
        if self.top:
            canvas.put(after, 0, "·" * (room - len(bar)), "muted")
            after = start + room
        if row.mark is not None and top:
            canvas.put(start + min(room - 1, round(row.mark / top * room)), 0, MARK, "wanted")
        canvas.put(after + (after > start), 0, row.text, "muted" if row.weak else "count")
        return canvas.lines()[0]


def _bar(share: float, room: int) -> str:
    eighths = round(min(1.0, max(0.0, share)) * room * 8)
    if share > 0:
        eighths = max(1, eighths)  # something is never nothing
    whole, rest = divmod(eighths, 8)
    return EIGHTHS_RIGHT[8] * whole + (EIGHTHS_RIGHT[rest] if rest else "")
