"""Setting an article into lines of a given width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.tui.markdown import BOLD, MUTED

if TYPE_CHECKING:
    from studykit.tui.markdown import Article, Block

MEASURE = 76
"""No text is wider than this many columns (38 Han characters)."""
_BETWEEN = 2


def set_article(article: Article, width: int) -> list[Content]:
    """The lines of `article`, none wider than `width` or the measure."""
    width = max(4, min(width, MEASURE))
    lines: list[Content] = []
    for block in article.blocks:
        if lines:
            lines += [Content("")] * block.gap
        lines += _set_table(block, width) if block.cells else _set_block(block, width)
    return lines


def _set_block(block: Block, width: int) -> list[Content]:
    # However deep in lists and quotes, half of the width is the text's.
    first, rest = (_last_cells(lead, width // 2) for lead in (block.first, block.rest))
    room = max(2, width - max(first.cell_length, rest.cell_length))
    lines = []
    for number, line in enumerate(block.content.wrap(room)):
        lines.append((rest if number else first) + line)
    return lines


def _last_cells(lead: Content, most: int) -> Content:
    return lead[-most:] if lead.cell_length > most else lead


def _set_table(block: Block, width: int) -> list[Content]:
    """Columns as wide as their widest cell, the widest ones narrowed until all fit; where
    they cannot, the cells of a row one behind the other."""
    columns = max(len(row) for row in block.cells)
    rows = [row + (Content(""),) * (columns - len(row)) for row in block.cells]
    widths = [min(width, max(row[n].cell_length for row in rows)) for n in range(columns)]
    while sum(widths) + _BETWEEN * (columns - 1) > width and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    if sum(max(2, w) for w in widths) + _BETWEEN * (columns - 1) > width:
        return [line for row in rows for line in Content(" · ").join(row).wrap(width)]
    lines: list[Content] = []
    for number, row in enumerate(rows):
        cells = [cell.wrap(max(2, w)) for cell, w in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            shown = [
                _padded(cell[line] if line < len(cell) else Content(""), w)
                for cell, w in zip(cells, widths, strict=True)
            ]
            joined = Content(" " * _BETWEEN).join(shown)
            lines.append(joined.stylize(BOLD) if number == 0 else joined)
        if number == 0:
            rule = "─" * (sum(widths) + _BETWEEN * (columns - 1))
            lines.append(Content.styled(rule, MUTED))
    return lines


def _padded(content: Content, width: int) -> Content:
    return content + " " * max(0, width - content.cell_length)
