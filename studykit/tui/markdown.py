"""An author's Markdown as styled text, without any widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.style import Style

from studykit.text.ambiguous import authors_text
from studykit.text.direction import from_right
from studykit.text.markdown import (
    blocks,
    continues_list,
    formulas,
    shown_reading,
    shown_title,
)
from studykit.text.ruby import as_shown, has_ruby, readings_shown
from studykit.text.sanitize import one_line
from studykit.tui.code import highlighted
from studykit.tui.line_order import FROM_RIGHT

if TYPE_CHECKING:
    from studykit.text.markdown import Alignment, Mark, Run, Runs
    from studykit.text.markdown import Block as TextBlock

Notation = Literal["readings", "formulas"]
"""What a text may hold that can be shown in two ways: characters with readings or without,
formulas set or as they are written."""
_NOTHING = Content("")
BOLD = Style(bold=True)
ITALIC = Style(italic=True)
CODE = Style(bold=True)
MUTED = Style(dim=True)
LINK = Style(underline=True)
_STYLES: dict[Mark, Style] = {
    "strong": BOLD,
    "emphasis": ITALIC,
    "strike": Style(strike=True),
    "code": CODE,
    "note": MUTED,
}
_STRONG_CODE = Style(bold=True, underline=True)
"""Code is bold already."""


def safe(text: str) -> str:
    """What every text of an author's goes through that stands on one line of a screen; its
    readings stand in brackets where they are shown."""
    return authors_text(one_line(as_shown(text)))


def title_text(title: str) -> str:
    """A title of an author's on one line of a screen, without its marks."""
    return safe(shown_title(one_line(title)))


@dataclass(frozen=True)
class Block:
    """One block of a text: a heading, a paragraph, an item of a list, a table…"""

    content: Content
    first: Content = _NOTHING
    """Before the first line: a bullet, a bar."""
    rest: Content = _NOTHING
    """Before every other line."""
    gap: int = 1
    """Empty lines before it."""
    cells: tuple[tuple[Content, ...], ...] = ()
    """The rows of a table, the header first; then `content` is empty."""
    alignments: tuple[Alignment, ...] = ()
    """How each column of a table is aligned."""
    right: bool = False
    """Whether it begins at the right side."""


@dataclass(frozen=True)
class Article:
    """A whole text."""

    blocks: tuple[Block, ...]
    notations: frozenset[Notation] = frozenset()
    """What of it can be shown in two ways."""


_latex = False


def show_latex(shown: bool) -> None:
    """Show formulas as they are written from now on, or as they are set."""
    global _latex  # noqa: PLW0603 - a program has one terminal
    _latex = shown


def latex_shown() -> bool:
    """Whether formulas are shown as they are written."""
    return _latex


def article(text: str) -> Article:
    """Read Markdown. What cannot be followed as a link stays as written."""
    return _article(text, readings_shown(), _latex)


@lru_cache(maxsize=256)
def _article(text: str, readings: bool, latex: bool) -> Article:
    drawn: list[Block] = []
    above: TextBlock | None = None
    notations: set[Notation] = set()
    for block in blocks(text):
        drawn.append(_drawn(block, above))
        above = block
        for runs in (block.runs, *(cell for row in block.rows for cell in row)):
            for run in runs:
                notations |= {"readings"} if run.reading else set()
                notations |= {"formulas"} if run.formula else set()
    return Article(tuple(drawn), frozenset(notations))


@lru_cache(maxsize=64)
def notations_of(texts: tuple[str, ...]) -> frozenset[Notation]:
    """What of these texts can be shown in two ways."""
    together = "\n\n".join(texts)
    found: set[Notation] = {"readings"} if has_ruby(together) else set()
    return frozenset(found | {"formulas"} if formulas(together) else found)


def inline(text: str) -> Content:
    """A short text (an option, an item, a title) as one styled text; what has several blocks
    nevertheless becomes lines."""
    lines: list[Content] = []
    for block in article(text).blocks:
        lines.append(block.first + block.content)
        lines[-1:] = [Content(" · ").join(row) for row in block.cells] or lines[-1:]
    return Content("\n").join(lines)


def hung(lead: Content, text: Article) -> Article:
    """`text` with `lead` before its first line, all others below its beginning."""
    blank = Content(" " * lead.cell_length)
    hanging = (
        replace(block, first=(blank if number else lead) + block.first, rest=blank + block.rest)
        for number, block in enumerate(text.blocks)
    )
    return replace(text, blocks=tuple(hanging))


def _drawn(block: TextBlock, above: TextBlock | None) -> Block:
    bar = Content.styled("▌ " * block.quotes, MUTED)
    labels = [f"{label} " for label in block.labels]
    blank = [" " * len(label) for label in labels]
    first = bar + "".join([*blank[: block.begun], *labels[block.begun :]])
    rest = bar + "".join(blank)
    gap = 0 if above is None or continues_list(block, above) else 1
    cells = tuple(tuple(directed(_content(cell)) for cell in row) for row in block.rows)
    match block.kind:
        case "rule":
            content = Content.styled("· · ·", MUTED)
        case "heading":
            content = _content(block.runs).stylize(BOLD)
        case "code":
            content = _content(block.runs)
            content = highlighted(content.plain, block.language) or content
        case _:
            content = _content(block.runs)
    right = block.kind in ("paragraph", "heading") and from_right(content.plain)
    if right:
        content = directed(content)
    return Block(content, first, rest, gap, cells, block.alignments, right)


def _content(runs: Runs) -> Content:
    return Content("").join(_styled(run) for run in runs)


def directed(content: Content) -> Content:
    """A text of one paragraph that may begin at the right side."""
    return content.stylize(FROM_RIGHT) if from_right(content.plain) else content


def _styled(run: Run) -> Content:
    text = f"[{run.text}]" if "image" in run.marks else run.text
    if _latex and run.formula:
        text = f"${run.formula.strip()}$"
    content = Content(authors_text(text))
    for mark in run.marks:
        if mark in _STYLES:
            content = content.stylize(_STYLES[mark])
    if reading := shown_reading(run):
        content += Content.styled(authors_text(reading), MUTED)
    if {"code", "strong"} <= run.marks:
        content = content.stylize(_STRONG_CODE)
    if run.link:
        action = {"@click": ("screen.follow", (run.link,))}
        content = content.stylize(LINK + Style.from_meta(action))
    return content
