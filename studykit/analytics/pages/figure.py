"""What a page of the statistics is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studykit.charts.chart import Chart

LEAST = 10
"""Below this many a share says little, and the figure says so."""
DAYS = 30
"""Days that are shown one by one."""


def date_labels(dates: Sequence[date]) -> list[str]:
    """Dates for an axis: with their year where they are not all of one."""
    years = {when.year for when in dates}
    return [f"{when:%Y-%m-%d}" if len(years) > 1 else f"{when:%m-%d}" for when in dates]


class Figure(NamedTuple):
    """One chart and its sentence."""

    title: str
    chart: Chart
    meaning: str
    weight: int = 1
    """Its part of the height, beside the other figures of the page."""
    told_by_next: bool = False
    """Whether the next figure tells the same in words, and more."""


Found = tuple[list[Figure], str]
"""The figures of a page, and what to do for there to be something, where there is nothing."""
