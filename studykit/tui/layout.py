"""Setting an article into lines of a given width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from studykit.text.direction import from_right
from studykit.text.line_breaks import longest_piece
from studykit.text.width import cells, cut
from studykit.tui.markdown import BOLD, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.text.markdown import Alignment
    from studykit.tui.markdown import Article, Block

MEASURE = 76
"""No text is wider than this many columns (38 Han characters)."""
_BETWEEN = 2
"""Cells between the columns of a table."""
_WORD = 12
"""Cells to which a column of long words may be narrowed; where all else fails, to the next."""
_NARROWEST = 4


def set_article(article: Article, width: int) -> list[Content]:
    """The lines of `article`, none wider than `width` or the measure."""
    width = max(4, min(width, MEASURE))
    lines: list[Content] = []
    for block in article.blocks:
        if lines:
            lines += [Content("")] * block.gap
        lines += _set_block(block, width)
    return lines


def shortened(content: Content, width: int) -> Content:
    """`content` in one line of `width` cells: what is cut off, between characters, is `…`."""
    text = cut(content.plain, width)
    return content if text == content.plain else content[: len(text) - 1] + text[-1]


def _set_block(block: Block, width: int) -> list[Content]:
    first, rest, room = _leads(block, width)
    lines = _set_table(block, room) if block.cells else block.content.wrap(room)
    if block.right:
        return [
            _aligned(line.rstrip(), room, "right") + _turned(rest if number else first)
            for number, line in enumerate(lines)
        ]
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def _turned(lead: Content) -> Content:
    """What stands before a line, as it stands behind one that begins at the right side."""
    return Content(re.sub(r"\d+", lambda number: number[0][::-1], lead.plain)[::-1])


def _leads(block: Block, width: int) -> tuple[Content, Content, int]:
    """What stands before the lines, and the cells left for them: however deep in lists and
    quotes, half of the width is the text's."""
    first, rest = (_last_cells(lead, width // 2) for lead in (block.first, block.rest))
    return first, rest, max(2, width - max(first.cell_length, rest.cell_length))


def _last_cells(lead: Content, most: int) -> Content:
    return lead[-most:] if lead.cell_length > most else lead


def _set_table(block: Block, width: int) -> list[Content]:
    """A table as wide as it needs; columns are narrowed down to their longest words. Columns
    that find no room stand below, beside the first column again. Where not even two columns
    have room, the cells of a row stand one behind the other."""
    rows, columns = block.cells, len(block.cells[0])
    wanted = [min(width, max(_widest_line(row[n]) for row in rows)) for n in range(columns)]
    least = [
        min(_WORD, wanted[n], max(longest_piece(row[n].plain) for row in rows))
        for n in range(columns)
    ]
    if _total([min(_NARROWEST, w) for w in least[:2]]) > width:
        return [line for row in rows for line in _joined(row, width)]
    lines: list[Content] = []
    for group in _groups(least, width):
        if lines:
            lines.append(Content(""))
        lowest = [least[n] for n in group]
        if _total(lowest) > width:
            lowest = [min(_NARROWEST, w) for w in lowest]
        widths = _narrowed([wanted[n] for n in group], lowest, width)
        shown = [[row[n] for n in group] for row in rows]
        lines += _set_columns(shown, widths, [block.alignments[n] for n in group])
    return lines


def _groups(least: Sequence[int], width: int) -> list[list[int]]:
    """The columns that stand beside each other; each group begins with the first column."""
    groups = [[0]]
    for n in range(1, len(least)):
        group = groups[-1]
        if len(group) > 1 and _total([least[m] for m in (*group, n)]) > width:
            groups.append(group := [0])
        group.append(n)
    return groups


def _narrowed(wanted: list[int], least: list[int], width: int) -> list[int]:
    """The widths of columns, the widest ones narrowed until all fit."""
    widths = list(wanted)
    while (over := _total(widths) - width) > 0:
        loose = [n for n, w in enumerate(widths) if w > least[n]] or range(len(widths))
        widest = max(loose, key=widths.__getitem__)
        if widths[widest] <= 1:
            break
        others = [widths[n] for n in loose if n != widest]
        step = widths[widest] - max([least[widest], 1, *others])
        widths[widest] -= max(1, min(over, step))
    return widths


def _set_columns(
    rows: list[list[Content]], widths: list[int], alignments: list[Alignment]
) -> list[Content]:
    lines: list[Content] = []
    for number, row in enumerate(rows):
        sides: list[Alignment] = [
            "right" if side == "left" and from_right(cell.plain) else side
            for cell, side in zip(row, alignments, strict=True)
        ]
        wrapped = [cell.wrap(max(2, w)) for cell, w in zip(row, widths, strict=True)]
        for line in range(max(map(len, wrapped))):
            shown = [
                _aligned(cell[line] if line < len(cell) else Content(""), w, alignment)
                for cell, w, alignment in zip(wrapped, widths, sides, strict=True)
            ]
            joined = Content(" " * _BETWEEN).join(shown)
            lines.append(joined.stylize(BOLD) if number == 0 else joined)
        if number == 0:
            lines.append(Content.styled("─" * _total(widths), MUTED))
    return lines


def _joined(row: Sequence[Content], width: int) -> list[Content]:
    return Content(" · ").join(row).wrap(width)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _BETWEEN * (len(widths) - 1)


def _widest_line(cell: Content) -> int:
    return max(map(cells, cell.plain.split("\n")))


def _aligned(content: Content, width: int, alignment: Alignment) -> Content:
    spare = max(0, width - content.cell_length)
    left = {"left": 0, "center": spare // 2, "right": spare}[alignment]
    return content.pad(left, spare - left)
