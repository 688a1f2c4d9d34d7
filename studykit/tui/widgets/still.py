"""Text that changes while all around it stands still.

To lay out a screen anew takes longer than anything else a key may cause, and what stands below
jumps. A text that keeps its lines, or has its place before it may be seen, needs none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widgets import Static

from studykit.tui.widgets.prose import Prose

FRAME = 1 / 30
"""Seconds after which what was shown is on the screen, and what may come later is begun."""

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object  # a second Widget among the bases would hide the style of the first


class Covered(_Base):
    """A widget that draws nothing until it is uncovered."""

    covered = True

    def uncover(self) -> None:
        """Show what is here."""
        self.covered = False
        self.refresh()

    def cover(self) -> None:
        """Hide what is here; its place stays."""
        self.covered = True
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if self.covered:
            return Strip.blank(self.size.width, self.rich_style)
        return super().render_line(y)


class CoveredStatic(Covered, Static):
    """A short text."""


class CoveredProse(Covered, Prose):
    """A text of the author's."""


def say(static: Static, content: Content) -> None:
    """Show a text; all else is laid out anew only where it takes more or fewer lines."""
    width, height = static.content_size
    static.update(content, layout=not width or len(content.wrap(width)) != height)
