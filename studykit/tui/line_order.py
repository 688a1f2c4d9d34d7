"""Lines in the order in which they are seen, on terminals that draw characters as they come."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.style import Style

from studykit.text.direction import has_from_right, to_be_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.color import Color

FROM_RIGHT = Style.from_meta({"from_right": True})
"""On the text of a paragraph that begins at the right side."""


class LineOrder(LineFilter):
    """Puts text that is written from right to left into the order in which it is seen. What
    stands apart on a line stays where it is."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(map(has_from_right, (segment.text for segment in segments))):
            return segments
        return [
            segment
            for right, run in groupby(segments, _begins_at_right)
            for segment in _in_order(list(run), right)
        ]


_MARGINS = re.compile(r"^ +| +$|[^ ](?:.*[^ ])?")
_COLUMNS = re.compile(r" {2,}|[\u2500-\u25ff]+|(?:(?! {2})[^\u2500-\u25ff])+")
"""What stands apart on one line: texts, and the gaps, bars and marks between them."""


def _begins_at_right(segment: Segment) -> bool:
    return segment.style is not None and "from_right" in segment.style.meta


def _in_order(segments: list[Segment], right: bool) -> Iterator[Segment]:
    text = "".join(segment.text for segment in segments)
    order: list[tuple[int, str]] = []
    for piece in (_MARGINS if right else _COLUMNS).finditer(text):
        begin = piece.start()
        places = to_be_drawn(piece[0], right=right) or enumerate(piece[0])
        order += ((begin + n, grapheme) for n, grapheme in places)
    styles = [segment.style for segment in segments for _ in segment.text]
    for style, run in groupby(order, lambda place: styles[place[0]]):
        yield Segment("".join(grapheme for _, grapheme in run), style)
