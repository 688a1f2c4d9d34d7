"""Statistics: how much was studied, how well, what is to come; a few figures a page.

Most pages come from the learner's state and are there at once. Those that need every single
review wait for a thread that goes through the history, and say so.
"""

from __future__ import annotations

from threading import Event as Signal
from typing import TYPE_CHECKING

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.analytics.figures import HISTORY, PAGES, page, page_name
from studykit.analytics.history import History, history
from studykit.analytics.statistics import statistics_of
from studykit.progress.store.files import ProfileError
from studykit.text.line_breaks import wrapped
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.charts import chart_width, figure_lines
from studykit.tui.widgets.tabs import TabLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Resize
    from textual.widget import Widget

    from studykit.analytics.figures import Page
    from studykit.analytics.statistics import Statistics

_AROUND = 5
"""Rows that are no chart: top line, pages, keys, and the space above and below."""
_LOWEST, _HIGHEST = 5, 16


class StatisticsScreen(StudyScreen):
    """The figures of the course, a page at a time."""

    BINDINGS = bindings("statistics")

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._statistics: Statistics | None = None
        self._histories: dict[str, History] | None = None
        """What the history tells, by course; None while it is gone through."""
        self._refused = ""
        """Why the history could not be read."""
        self._ended = Signal()

    def body(self) -> Iterator[Widget]:
        yield TabLine()
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="figures")

    def on_mount(self) -> None:
        """Show the first page and begin to go through the history; arrows scroll."""
        self.refresh_words()
        self.query_one(VerticalScroll).focus()
        self._go_through_history()

    def on_unmount(self) -> None:
        """Let the thread end: nobody waits for it any more."""
        self._ended.set()

    def on_resize(self, _: Resize) -> None:
        """Draw the charts as large as there is room now."""
        self._show()

    def action_turn(self, step: int) -> None:
        """Show the next page, or the one before; after the last comes the first."""
        self.action_page((self._number + step) % len(PAGES))

    def action_page(self, number: int) -> None:
        """Show a page."""
        self._number = number
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._show()

    def refresh_words(self) -> None:
        self.top(self.words("Statistics"), title_text(self.edition.title))
        self._statistics = statistics_of(self.edition, self.learner.state, self.learner.now())
        self._show()
        self.call_after_refresh(self.show_keys)

    @work(thread=True)
    def _go_through_history(self) -> None:
        zone = self.learner.clock.zone()
        try:
            histories = history(self.learner.history(), zone, self._ended.is_set)
        except ProfileError as error:
            self._refused = error.message
            histories = {}
        if not self._ended.is_set():
            self._histories = histories
            self.app.call_from_thread(self._show)

    def _show(self) -> None:
        names = [page_name(name, self.words) for name in PAGES]
        self.query_one(TabLine).show(names, self._number)
        self.query_one("#figures", Static).update(Content("\n").join(self._lines()))

    def _lines(self) -> Iterator[Content]:
        if self._statistics is None:  # told of its size before it is shown
            return
        name, words = PAGES[self._number], self.words
        if name in HISTORY and self._refused:
            yield Content.styled(safe(words.translate(self._refused)), "$error")
            return
        if name in HISTORY and self._histories is None:
            yield Content.styled(words("Reading your history …"), MUTED)
            return
        history = (self._histories or {}).get(self.edition.id, History())
        shown = page(name, self._statistics, history, words)
        if not shown.figures:
            yield Content.styled(shown.name, BOLD)
            yield Content(shown.empty)
        width = chart_width(self.size.width)
        heights = _heights(shown, width, self.size.height - _AROUND)
        for number, (figure, height) in enumerate(zip(shown.figures, heights, strict=True)):
            if number:
                yield Content("")
            yield from figure_lines(figure, width, height)


def _heights(shown: Page, width: int, room: int) -> list[int]:
    """The rows for each chart, so that the page fills the `room` but for what is spare."""
    figures = shown.figures
    sentences = sum(len(wrapped(figure.meaning, width)) for figure in figures)
    between = 2 * len(figures) - 1  # the titles, and an empty line before all but one
    fixed = sum(figure.chart.rows_taken or 0 for figure in figures)
    room -= sentences + between + fixed
    weights = sum(figure.weight for figure in figures if figure.chart.rows_taken is None)
    return [
        max(_LOWEST, min(_HIGHEST, room * figure.weight // max(1, weights)))
        for figure in figures
    ]
