"""The grades to choose from, side by side, each with when the card comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widget import Widget

from studykit.tui.markdown import BOLD, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click
    from textual.geometry import Size

    from studykit.scheduling.memory import Rating


class Grade(NamedTuple):
    """A grade as it is offered."""

    rating: Rating
    name: str
    wait: str
    """When the card comes back; empty while cramming."""
    key: str
    """What gives it."""
    suggested: str
    """The key that gives it because it is suggested; empty for the others."""


class Grades(Widget):
    """Two lines at the foot of a card. One widget, whose place is always kept, so that the
    next card is drawn at once; a grade is given by its key or a click."""

    DEFAULT_CSS = """
    Grades { width: 1fr; height: 2; dock: bottom; margin-bottom: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._grades: tuple[Grade, ...] = ()

    def show(self, grades: Sequence[Grade]) -> None:
        """Offer these; none while the back is covered."""
        if self._grades != (offered := tuple(grades)):
            self._grades = offered
            self.refresh()

    def render(self) -> Content:
        if not self._grades:
            return Content("")
        names = [
            Content.assemble((f"{grade.key} ", "$accent"), (grade.name, BOLD))
            for grade in self._grades
        ]
        waits = [
            Content.styled(f"{grade.wait} {grade.suggested}".rstrip(), MUTED)
            for grade in self._grades
        ]
        return self._columns(names) + "\n" + self._columns(waits)

    def _columns(self, cells: list[Content]) -> Content:
        line, width = Content(""), self.content_size.width
        for number, cell in enumerate(cells):
            start, end = (width * n // len(cells) for n in (number, number + 1))
            shown = cell.truncate(max(1, end - start - 1), ellipsis=True)
            before = (end - start - shown.cell_length) // 2
            line += " " * before + shown
            line += " " * (end - start - before - shown.cell_length)
        return line

    async def on_click(self, event: Click) -> None:
        """Give the grade that was clicked."""
        event.stop()
        width = self.content_size.width
        if self._grades and width:
            at = min(max(0, event.get_content_offset_capture(self).x), width - 1)
            grade = self._grades[at * len(self._grades) // width]
            await self.screen.run_action(f"grade({int(grade.rating)})")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 2
