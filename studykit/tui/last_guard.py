"""The last guard before the terminal: no line that is drawn has a control character in it.

Every text of an author's is made harmless where it is shown; should one be forgotten, or a
learner paste one into a field, it ends here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from studykit.text.sanitize import MARK, without_controls

if TYPE_CHECKING:
    from textual.color import Color


class LastGuard(LineFilter):
    """Puts a mark in the place of what could steer the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if (text := segment.text).isascii() and text.isprintable()
            else Segment(_guarded(text), segment.style, segment.control)
            for segment in segments
        ]


def _guarded(text: str) -> str:
    if without_controls(text) == text:
        return text
    # The line keeps its width: what takes no cell goes.
    return "".join(c if without_controls(c) == c else MARK * cell_len(c) for c in text)
