"""Figures as lines of text in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.tui.layout import MEASURE
from studykit.tui.markdown import BOLD, MUTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.style import Style

    from studykit.analytics.pages.figure import Figure
    from studykit.charts.canvas import Line, Role

_STYLES: dict[Role, str | Style] = {
    "": "",
    "count": "$foreground",
    "bar": "$accent",
    "soft": "$accent 50%",
    "muted": MUTED,
    "wanted": "$warning",
    "today": BOLD,
}


def chart_width(screen: int) -> int:
    """The cells that a chart may take on a screen of so many columns.

    One more than the margins is left, for the scroll bar: it must not make a chart wrap.
    """
    return max(20, min(MEASURE, screen - 5))


def figure_lines(figure: Figure, width: int, height: int) -> Iterator[Content]:
    """A figure: its title, its chart in `height` rows where it has no height of its own, and
    what it means."""
    yield Content.styled(figure.title, BOLD)
    yield from map(_drawn, figure.chart.draw(width, height))
    yield Content.styled(figure.meaning, MUTED)


def _drawn(line: Line) -> Content:
    return Content.assemble(*((text, _STYLES[role]) for text, role in line))
