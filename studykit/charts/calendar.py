"""A calendar: a column a week, a row a weekday; the fuller a cell, the more was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.charts.canvas import Canvas, Line
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SHADES = "·░▒▓█"
_REST = "–"
_ROWS = 10
_FEWEST_WEEKS = 12
_WIDEST = 3


class _Grid(NamedTuple):
    """Where the weeks stand."""

    start: date
    """The first Monday."""
    weeks: int
    left: int
    step: int

    def x(self, week: int) -> int:
        """The cell at which a week begins."""
        return self.left + week * self.step


@dataclass(frozen=True)
class Calendar:
    """Days up to today, with their counts."""

    counts: Mapping[date, int]
    today: date
    rests: frozenset[date]
    """Days without study that count as rest."""
    weekdays: Sequence[str]
    """Their names, Monday first."""
    months: Callable[[int], str]
    """The name of a month, 1 to 12."""
    legend: tuple[str, str, str]
    """The words for less, for more and for a day of rest."""

    @property
    def rows_taken(self) -> int | None:
        return _ROWS

    def draw(self, width: int, height: int) -> list[Line]:
        """From the week of the first day on, as many weeks as fit, this one last."""
        grid = self._grid(width)
        canvas = Canvas(width, _ROWS)
        self._put_months(canvas, grid)
        most = max(
            (count for day, count in self.counts.items() if day <= self.today), default=0
        )
        for weekday, name in enumerate(self.weekdays):
            canvas.put(0, 1 + weekday, name, "muted")
            for week in range(grid.weeks):
                day = grid.start + timedelta(weeks=week, days=weekday)
                if day <= self.today:
                    self._put_day(canvas, grid, day, most)
        self._put_legend(canvas, grid.left)
        return canvas.lines()

    @property
    def sentences(self) -> list[str]:
        """None: the days with study are told one by one elsewhere."""
        return []

    def _grid(self, width: int) -> _Grid:
        left = max(map(cells, self.weekdays)) + 2
        monday = self.today - timedelta(days=self.today.weekday())
        first = min((day for day in self.counts if day <= self.today), default=self.today)
        since = (monday - first).days // 7 + 2
        weeks = max(1, min(max(_FEWEST_WEEKS, since), (width - left) // 2))
        step = min(_WIDEST + 1, (width - left) // weeks)
        return _Grid(monday - timedelta(weeks=weeks - 1), weeks, left, step)

    def _put_day(self, canvas: Canvas, grid: _Grid, day: date, most: int) -> None:
        week, weekday = divmod((day - grid.start).days, 7)
        x, y, wide = grid.x(week), 1 + weekday, grid.step - 1
        count = self.counts.get(day, 0)
        if count:
            shade = 1 + sum(count > quarter * most / 4 for quarter in (1, 2, 3))
            canvas.put(x, y, _SHADES[shade] * wide, "bar")
        else:
            sign = _REST if day in self.rests else _SHADES[0]
            canvas.put(x + (wide - 1) // 2, y, sign, "muted")
        if day == self.today:
            canvas.put(x + wide, y, "‹", "today")

    def _put_months(self, canvas: Canvas, grid: _Grid) -> None:
        free = 0
        for week in range(grid.weeks):
            first, x = grid.start + timedelta(weeks=week), grid.x(week)
            if first.day <= 7 and x >= free:
                name = self.months(first.month)
                canvas.put(x, 0, name, "muted")
                free = x + cells(name) + 1

    def _put_legend(self, canvas: Canvas, x: int) -> None:
        less, more, rest = self.legend
        y = _ROWS - 1
        canvas.put(x, y, less, "muted")
        x += cells(less) + 1
        for shade in _SHADES:
            canvas.put(x, y, shade, "muted" if shade == _SHADES[0] else "bar")
            x += 2
        canvas.put(x, y, more, "muted")
        if self.rests:
            canvas.put(x + cells(more) + 3, y, f"{_REST} {rest}", "muted")
