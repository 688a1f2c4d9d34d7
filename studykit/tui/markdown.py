"""An author's Markdown → blocks of styled text, without any widget.

Author text is data: it is never read as Textual markup, its control characters are shown as
marks, and a link opens only when the reader has seen its address and agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from studykit.text.line_breaks import has_wide
from studykit.text.sanitize import harmless, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

_NOTHING = Content("")
BOLD = Style(bold=True)
ITALIC = Style(italic=True)
CODE = Style(bold=True)
MUTED = Style(dim=True)
LINK = Style(underline=True)
# An address that names its place plainly: no user before the host, which could be taken for it.
_SAFE_LINK = re.compile(
    r"(?i)https?://[^\s/?#@\\%]+(?:[/?#]\S*)?|mailto:[^\s?]+@[^\s?@]+(?:\?\S*)?"
)
_LONGEST_LINK = 400
"""Characters of an address; the reader must be able to see it whole."""

safe = one_line
"""What every text of an author's goes through that stands on one line of a screen."""


@dataclass(frozen=True)
class Block:
    """One block of a text: a heading, a paragraph, an item of a list, a row of a table…"""

    content: Content
    first: Content = _NOTHING
    """Before the first line: a bullet, a bar."""
    rest: Content = _NOTHING
    """Before every other line."""
    gap: int = 1
    """Empty lines before it."""
    cells: tuple[tuple[Content, ...], ...] = ()
    """The rows of a table, the header first; then `content` is empty."""


@dataclass(frozen=True)
class Article:
    """A whole text."""

    blocks: tuple[Block, ...]


@lru_cache(maxsize=256)
def article(text: str) -> Article:
    """Read Markdown. Unsafe links stay plain text."""
    return Article(tuple(_blocks(_parser().parse(harmless(text)))))


def inline(text: str) -> Content:
    """A short text (a stem, an option, the face of a card) as one styled text; blocks become
    lines."""
    return Content("\n").join(
        block.first + block.content for block in article(text).blocks if not block.cells
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import isWhiteSpace
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline.state_inline import Scanned, StateInline

    class ChineseState(StateInline):
        """Lets `**注意：**請` be bold: beside a Han character or its punctuation, a mark
        opens before anything and closes behind anything that is no space."""

        def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
            found = super().scanDelims(start, canSplitWord)
            before = self.src[start - 1] if start else " "
            end = start + found.length
            after = self.src[end] if end < self.posMax else " "
            if self.src[start] == "_" or not has_wide(before + after):
                return found
            return Scanned(
                found.can_open or not isWhiteSpace(ord(after)),
                found.can_close or not isWhiteSpace(ord(before)),
                found.length,
            )

    class ChineseInline(ParserInline):
        """The inline parser over `ChineseState`."""

        def parse(
            self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
        ) -> list[Token]:
            state = ChineseState(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    own = ChineseInline()
    own.ruler, own.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = own
    return parser


def _blocks(tokens: list[Token]) -> list[Block]:
    blocks: list[Block] = []
    lists: list[int | None] = []
    """For each list around: the number of its next item, None for bullets."""
    quotes = 0
    bullet: Content | None = None
    heading = 0
    rows: list[tuple[Content, ...]] = []
    row: list[Content] = []
    in_cell = False
    for token in tokens:
        match token.type:
            case "th_open" | "td_open":
                in_cell = True
            case "th_close" | "td_close":
                in_cell = False
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                bullet = Content("• " if number is None else f"{number}. ")
                if number is not None:
                    lists[-1] = number + 1
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "table_open":
                rows = []
            case "tr_open":
                row = []
            case "tr_close":
                rows.append(tuple(row))
            case "table_close":
                blocks.append(Block(Content(""), cells=tuple(rows)))
            case "inline" if in_cell:
                row.append(_inline(token.children or []))
            case "inline":
                content = _inline(token.children or [])
                if heading:
                    content = content.stylize(BOLD)
                blocks.append(_placed(content, lists, quotes, bullet, blocks))
                bullet = None
            case "fence" | "code_block":
                content = Content(token.content.rstrip("\n")).stylize(CODE)
                blocks.append(_placed(content, lists, quotes, bullet, blocks))
                bullet = None
            case "hr":
                blocks.append(Block(Content.styled("· · ·", MUTED)))
            case _:
                continue
    return blocks


def _placed(
    content: Content,
    lists: list[int | None],
    quotes: int,
    bullet: Content | None,
    before: list[Block],
) -> Block:
    bar = Content.styled("▌ " * quotes, MUTED)
    indent = "  " * max(0, len(lists) - 1)
    if not lists:
        return Block(content, bar, bar, gap=1 if before else 0)
    mark = bullet or Content("  ")
    rest = Content(" " * mark.cell_length)
    tight = bool(before) and bool(before[-1].rest.plain.strip(" ") or before[-1].first.plain)
    return Block(
        content,
        bar + indent + mark,
        bar + indent + rest,
        gap=0 if tight and bullet is not None else 1 if before else 0,
    )


def _inline(tokens: list[Token]) -> Content:
    parts: list[Content] = []
    open_styles: list[Style] = []
    for token in tokens:
        match token.type:
            case "text":
                parts.append(_styled(token.content, open_styles))
            case "code_inline":
                parts.append(_styled(token.content, [*open_styles, CODE]))
            case "softbreak":
                # In Chinese a line break in the source is no space.
                joined = bool(parts) and has_wide(parts[-1].plain[-1:])
                parts.append(Content("" if joined else " "))
            case "hardbreak":
                parts.append(Content("\n"))
            case "strong_open":
                open_styles.append(BOLD)
            case "em_open":
                open_styles.append(ITALIC)
            case "s_open":
                open_styles.append(Style(strike=True))
            case "link_open":
                address = str(token.attrGet("href") or "")
                if len(address) <= _LONGEST_LINK and _SAFE_LINK.fullmatch(address):
                    action = {"@click": ("screen.follow", (address,))}
                    open_styles.append(LINK + Style.from_meta(action))
                else:
                    open_styles.append(Style())
            case "strong_close" | "em_close" | "s_close" | "link_close":
                open_styles.pop()
            case "image":
                parts.append(_styled(f"[{token.content}]", open_styles))
            case _:
                parts.append(_styled(token.content, open_styles))
    return Content("").join(parts)


def _styled(text: str, styles: list[Style]) -> Content:
    # Once more: an entity such as `&#x202e;` only now is the character it stands for.
    content = Content(harmless(text))
    for style in styles:
        content = content.stylize(style)
    return content
