"""A list to choose from: one row an entry, moved through by keys, clicked by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Click

LETTERS = "abcdefghi"


class Row(Static):
    """One entry."""

    def __init__(self, content: Content, number: int) -> None:
        super().__init__(content, classes="row")
        self.number = number

    def on_click(self, event: Click) -> None:
        """Choose this entry."""
        event.stop()
        if isinstance(self.parent, Rows):
            self.parent.pressed(self.number)


class Rows(Vertical):
    """Entries with a cursor; choosing one is told to the screen."""

    DEFAULT_CSS = """
    Rows { height: auto; width: 1fr; }
    """

    class Chosen(Message):
        """The entry numbered `number` was clicked."""

        def __init__(self, rows: Rows, number: int) -> None:
            super().__init__()
            self.rows = rows
            self.number = number

    def __init__(self, entries: Sequence[Content] = (), *, cursor: int = 0) -> None:
        super().__init__()
        self._entries = list(entries)
        self.cursor = cursor

    def compose(self) -> ComposeResult:
        """One row an entry."""
        for number, entry in enumerate(self._entries):
            row = Row(entry, number)
            row.set_class(number == self.cursor, "-cursor")
            yield row

    @property
    def rows(self) -> list[Row]:
        """The rows, in order."""
        return [child for child in self.children if isinstance(child, Row)]

    def show(self, entries: Sequence[Content]) -> None:
        """Show these entries; as many as before are changed in place."""
        if len(entries) != len(self._entries):
            self._entries = list(entries)
            self.cursor = max(0, min(self.cursor, len(entries) - 1))
            self.remove_children()
            self.mount_all(self.compose())
            return
        self._entries = list(entries)
        for row, entry in zip(self.rows, entries, strict=True):
            row.update(entry)

    def move(self, step: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.point(self.cursor + step)

    def point(self, number: int) -> None:
        """Put the cursor on an entry."""
        self.cursor = max(0, min(number, len(self._entries) - 1))
        for row in self.rows:
            row.set_class(row.number == self.cursor, "-cursor")
            if row.number == self.cursor:
                row.scroll_visible(animate=False)

    def pressed(self, number: int) -> None:
        """An entry was clicked."""
        self.point(number)
        self.post_message(self.Chosen(self, number))
