"""One line of the benchmark's table: what was measured, against what, and how far it may go."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Figure(NamedTuple):
    """A measured value and its baseline, both taken in the same run and in the same unit."""

    name: str
    value: float
    baseline_name: str
    baseline: float
    bound: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the baseline the value is."""
        return self.value / self.baseline


def typical(samples: Sequence[float]) -> float:
    """The median of `samples`: one slow run on a busy machine does not move it."""
    return median(samples)


def table(figures: Iterable[Figure]) -> str:
    """The figures as one aligned table; a ratio above its bound is marked."""
    rows = [("figure", "value", "baseline", "", "ratio", "bound", "")]
    for figure in figures:
        rows.append(
            (
                figure.name,
                f"{figure.value:.1f} {figure.unit}",
                figure.baseline_name,
                f"{figure.baseline:.1f} {figure.unit}",
                f"{figure.ratio:.2f}",
                f"{figure.bound:g}",
                "" if figure.ratio <= figure.bound else "above",
            )
        )
    return aligned(rows, right={1, 3, 4, 5})


def aligned(rows: Sequence[tuple[str, ...]], right: set[int]) -> str:
    """Rows of cells as columns; those numbered in `right` end at one line."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
