"""Markdown as plain text, for a reader who sees no styles."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from studykit.text.ambiguous import authors_text
from studykit.text.markdown import blocks, continues_list, plain, with_readings
from studykit.text.ruby import readings_shown

if TYPE_CHECKING:
    from studykit.text.markdown import Block, Runs


def plain_text(markdown: str) -> str:
    """`markdown` without its marks: one line a paragraph, list item or row of a table; a link
    is followed by its address, code keeps its lines."""
    return authors_text(_plain_text(markdown, readings_shown()))


@lru_cache(maxsize=256)
def _plain_text(markdown: str, readings: bool) -> str:
    lines: list[str] = []
    above: Block | None = None
    for block in blocks(markdown):
        below_heading = above is not None and above.kind == "heading"
        if above is not None and not (below_heading or continues_list(block, above)):
            lines.append("")
        lines += _lines(block)
        above = block
    return "\n".join(lines)


def _lines(block: Block) -> list[str]:
    labels = [f"{'-' if label == '•' else label} " for label in block.labels]
    quote = "> " * block.quotes
    blank = [" " * len(label) for label in labels]
    first = quote + "".join([*blank[: block.begun], *labels[block.begun :]])
    rest = quote + "".join(blank)
    match block.kind:
        case "table":
            header, *rows = (_row(row) for row in block.rows)
            texts = [header, f"|{'---|' * len(block.rows[0])}", *rows]
        case "code" | "mathematics":
            texts = [f"    {line}" for line in plain(block.runs).split("\n")]
        case "rule":
            texts = ["---"]
        case _:
            texts = _text(block.runs).split("\n")
    return [(rest if number else first) + text for number, text in enumerate(texts)]


def _row(cells: tuple[Runs, ...]) -> str:
    texts = [_text(cell).replace("\n", " / ") for cell in cells]
    return f"| {' | '.join(texts)} |"


def _text(runs: Runs) -> str:
    texts = []
    for address, linked in groupby(runs, key=lambda run: run.link):
        text = with_readings(tuple(linked))
        texts.append(f"{text} ({address})" if address not in ("", text) else text)
    return "".join(texts)
