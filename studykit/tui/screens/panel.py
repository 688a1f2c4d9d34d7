"""A panel over the screen: a few lines to read, scrolled by keys, then closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from studykit.tui.actions import bindings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from studykit.tui.app import StudyApp

_WIDTH, _AROUND = 72, 5
"""The widest dialog, and the cells of it that are no text: as in `app.tcss`."""


class PanelScreen(ModalScreen[None]):
    """Lines to read; closes without a choice."""

    app: StudyApp
    DEFAULT_CSS = """
    PanelScreen VerticalScroll { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
    """
    BINDINGS = bindings("panel")

    def __init__(self, title: str, lines: Callable[[int], Iterable[Content]]) -> None:
        """`lines` sets the text in a width."""
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The title, then the lines."""
        words = self.app.words
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="heading")
            with VerticalScroll(classes="gap", can_focus=False):
                yield Static(id="lines")
            hint = self.app.key_hint
            scroll = hint(words("scroll"), "panel.up", "panel.down") + "  "
            close = hint(words("close"), "panel.close")
            click = Style.from_meta({"@click": "screen.dismiss(None)"})
            yield Static(scroll + close.stylize(click), classes="gap")

    def on_resize(self) -> None:
        """Set the lines in the width that there is."""
        width = min(_WIDTH, int(self.app.size.width * 0.96)) - _AROUND
        self.query_one("#lines", Static).update(Content("\n").join(self._lines(width)))

    def action_scroll(self, lines: int) -> None:
        """Some lines on or back."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
