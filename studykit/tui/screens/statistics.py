"""Statistics: how much was studied, how well, what is to come; each figure with its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.analytics.figures import Figure, figures
from studykit.analytics.statistics import statistics
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class StatisticsScreen(StudyScreen):
    """The figures of the course, one below the other."""

    BINDINGS = bindings("statistics")

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="figures")

    def on_mount(self) -> None:
        """Show the figures; arrows scroll."""
        self.refresh_words()
        self.query_one(VerticalScroll).focus()

    def refresh_words(self) -> None:
        self.top(self.words("Statistics"), safe(self.edition.title))
        app, now = self.app, self.app.now()
        events = list(app.profile.events())
        made = statistics(events, app.state, self.edition.id, now, app.clock.zone())
        found = figures(made, self.words, now.day)
        lines = [line for figure in found for line in _lines(figure)]
        if not found:
            told = self.words(
                "Nothing was studied yet: the figures come with the first answers."
            )
            lines = [Content(told)]
        self.query_one("#figures", Static).update(Content("\n").join(lines))
        self.call_after_refresh(self.show_keys)


def _lines(figure: Figure) -> Iterator[Content]:
    yield Content.styled(figure.title, BOLD)
    for line in figure.lines:
        start, end = line.find("█"), line.rfind("█") + 1
        text = Content(safe(line))
        yield text.stylize("$accent", start, end) if end else text
    yield Content.styled(figure.meaning, MUTED)
    yield Content("")
