"""The lines of a chart in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.tui.markdown import BOLD, MUTED

if TYPE_CHECKING:
    from textual.style import Style

    from studykit.analytics.charts.canvas import Line, Role

_STYLES: dict[Role, str | Style] = {
    "": "",
    "count": "$foreground",
    "bar": "$accent",
    "soft": "$accent 50%",
    "muted": MUTED,
    "wanted": "$warning",
    "today": BOLD,
    "heat1": "$accent 40%",
    "heat2": "$accent 60%",
    "heat3": "$accent 80%",
    "heat4": "$accent",
}


def drawn(line: Line) -> Content:
    """One line of a chart."""
    return Content.assemble(*((text, _STYLES[role]) for text, role in line))
