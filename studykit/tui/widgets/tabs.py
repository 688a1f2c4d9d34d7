"""The names of a screen's pages in one line, the one that is shown set off; each can be
clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from studykit.text.width import cells
from studykit.tui.markdown import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

_GAP = 2


class TabLine(Widget):
    """A line of names. Where not all fit, those around the one that is shown."""

    DEFAULT_CSS = """
    TabLine { height: 1; margin: 1 0 0 0; width: 100%; content-align-horizontal: center;
              text-align: center; link-style: none; link-color: $text-muted;
              link-background-hover: $panel; link-color-hover: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._number = 0

    def show(self, names: Sequence[str], number: int) -> None:
        """Show these names, the one numbered `number` set off."""
        self._names, self._number = names, number
        self.refresh()

    def render(self) -> Content:
        first, last = self._window(self.content_size.width - 4)
        parts = [self._entry(number) for number in range(first, last + 1)]
        line = Content(" " * _GAP).join(parts)
        before = Content.styled("‹ ", MUTED) if first else Content("")
        after = Content.styled(" ›", MUTED) if last < len(self._names) - 1 else Content("")
        return before + line + after

    def _entry(self, number: int) -> Content:
        if number == self._number:
            return Content.styled(self._names[number], "bold underline $accent")
        click = Style.from_meta({"@click": f"screen.page({number})"})
        return Content.assemble((self._names[number], click))

    def _window(self, width: int) -> tuple[int, int]:
        """The first and the last name that fit beside the one shown."""
        first = last = self._number
        used = cells(self._names[first]) if self._names else 0
        while True:
            for place in (last + 1, first - 1):
                if 0 <= place < len(self._names):
                    size = cells(self._names[place]) + _GAP
                    if used + size <= width:
                        used += size
                        first, last = min(first, place), max(last, place)
                        break
            else:
                return first, last

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1
