"""A list to choose from: one entry a row, moved through by keys, clicked by mouse."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from studykit.tui.layout import set_article, shortened
from studykit.tui.markdown import MUTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.events import Click
    from textual.geometry import Size

    from studykit.tui.markdown import Article

LETTERS = "abcdefghi"
_NOTHING: Mapping[int, Article] = MappingProxyType({})
_POINTER = "▸ "
"""Before the entry that the cursor is on, and nowhere else."""
_CURSOR = "on $accent 22%"
_CURSOR_WITHOUT_COLOUR = "reverse"


class Rows(Widget):
    """Entries with a cursor; choosing one is told to the screen.

    One widget whatever the number of entries, so that a key is answered at once.
    """

    DEFAULT_CSS = """
    Rows { height: auto; width: 1fr; }
    """

    class Chosen(Message):
        """The entry numbered `number` was clicked."""

        def __init__(self, rows: Rows, number: int) -> None:
            super().__init__()
            self.rows = rows
            self.number = number

    def __init__(
        self,
        entries: Sequence[Content] = (),
        *,
        cursor: int = 0,
        hang: int = 0,
        short: bool = False,
        id: str | None = None,
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._entries = list(entries)
        self._hang = hang
        """Characters of an entry below which its other lines do not begin."""
        self._short = short
        """Whether an entry is one line, cut where it is longer."""
        self._below: Mapping[int, Article] = _NOTHING
        """Texts below entries, by the entry's number."""
        self._lines: dict[int, list[list[Content]]] = {}
        self.cursor = cursor
        self.active = True
        """Whether the keys move here: only then the cursor is drawn."""

    def __len__(self) -> int:
        return len(self._entries)

    def __bool__(self) -> bool:
        return True  # a widget, also without entries

    def show(self, entries: Sequence[Content], below: Mapping[int, Article] = _NOTHING) -> None:
        """Show these entries, with a text `below` some of them; the screen is laid out anew
        only where that needs more room."""
        width = self.size.width
        before = self._heights(width)
        self._entries = list(entries)
        self._below = below
        self._lines.clear()
        self.cursor = max(0, min(self.cursor, len(entries) - 1))
        self.refresh(layout=not width or self._heights(width) != before)

    def activate(self, active: bool) -> None:
        """Draw the cursor, or draw none because the keys move elsewhere."""
        if self.active != active:
            self.active = active
            self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor, stopping at the ends."""
        self.point(self.cursor + step)

    def point(self, number: int) -> None:
        """Put the cursor on an entry."""
        self.cursor = max(0, min(number, len(self._entries) - 1))
        self.refresh()
        if self.size.width:
            heights = self._heights(self.size.width)
            top = sum(heights[: self.cursor])
            place = Region(0, top, self.size.width, heights[self.cursor] if heights else 1)
            self.call_after_refresh(self._bring_into_view, place)

    def _bring_into_view(self, place: Region) -> None:
        pages = (node for node in self.ancestors if isinstance(node, ScrollableContainer))
        if (page := next(pages, None)) is not None:
            begin = self.region.offset - page.scrollable_content_region.offset
            page.scroll_to_region(place.translate(begin + page.scroll_offset), animate=False)

    def on_click(self, event: Click) -> None:
        """Choose the entry that was clicked."""
        event.stop()
        y = event.y
        for number, height in enumerate(self._heights(self.size.width)):
            if y < height:
                self.point(number)
                self.post_message(self.Chosen(self, number))
                return
            y -= height

    def render(self) -> Content:
        width = self.content_size.width
        lines: list[Content] = []
        style = _CURSOR_WITHOUT_COLOUR if self.app.no_color else _CURSOR
        pointed = self.cursor if self.active else -1
        for number, entry in enumerate(self._set_in(width)):
            for within, line in enumerate(entry):
                if number != pointed:
                    lines.append(Content("  ") + line)
                    continue
                mark = Content.styled("  " if within else _POINTER, "$accent bold")
                padded = mark + line
                padded += " " * max(0, width - padded.cell_length)
                lines.append(padded.stylize_before(style))
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(self._heights(width))

    def _heights(self, width: int) -> list[int]:
        return [len(lines) for lines in self._set_in(width)]

    def _set_in(self, width: int) -> list[list[Content]]:
        """The lines of every entry."""
        if width not in self._lines:
            self._lines = {width: [self._set(n, width) for n in range(len(self))]}
        return self._lines[width]

    def _set(self, number: int, width: int) -> list[Content]:
        """The lines of an entry; all but the first hang below its text, not its mark."""
        entry = self._entries[number]
        if self._short:
            return [shortened(entry, max(1, width - 3))]
        hang = self._hang
        lines: list[Content] = []
        room = max(4, width - 3 - hang)
        mark, body = entry[:hang], entry[hang:]
        for paragraph in body.split("\n"):
            for line in paragraph.wrap(room):
                lines.append((Content(" " * hang) if lines else mark) + line)
        lines = lines or [mark]
        if number in self._below:
            below = set_article(self._below[number], room)
            lines += [Content(" " * hang) + line.stylize(MUTED) for line in below]
            if number < len(self._entries) - 1:
                lines.append(Content(""))
        return lines
