"""The elements of a page → its blocks, in order, whether they belong to its article or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from studykit.formats.article.blocks import Block, escaped, letters, unmarked
from studykit.formats.article.page_elements import (
    BLOCKS,
    ends_a_paragraph,
    has_blocks,
    has_picture,
    heading_of,
    is_hidden,
    item_of,
    linked_letters,
    listing_of,
    nearest,
)
from studykit.formats.article.page_markdown import (
    NOT_TEXT,
    inline_markdown,
    inline_of,
    tidied,
)
from studykit.formats.article.page_regions import region_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from studykit.formats.article.blocks import Kind

_DEEPEST = 150
"""Elements in one another; what lies deeper is read as plain text."""
_LONGEST_HEADING = 120
"""Characters; what is longer is a text in large letters."""


@dataclass
class Found:
    """A block with what decides whether it belongs to the article."""

    block: Block
    way: tuple[int, ...]
    """The elements that it stands in, outermost first, numbered as they were entered."""
    region: str
    """What kind of part of the page it stands in; empty where nothing speaks against it."""
    linked: float
    """The share of its letters that stand in links."""
    letters: str = ""
    inside: bool | None = None
    """Whether it is in the library's text; None for a text too short to tell."""
    taken: bool = False


def blocks_of(page: HtmlElement, address: str) -> list[Found]:
    """The blocks of a page; `address` is where its links lead from."""
    body = page.find("body")
    walk = _Walk(page, address)
    walk.element(page if body is None else body)
    return walk.found


class _Walk:
    """From the page's elements to its blocks, in order."""

    def __init__(self, page: HtmlElement, address: str) -> None:
        self.page = page
        self.address = address
        self.found: list[Found] = []
        self.way: list[int] = []
        self.entered = 0
        self.paragraphs = sum(len(p.text_content()) for p in page.iter("p"))
        self.regions: list[str] = [""]

    def element(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in NOT_TEXT or is_hidden(element):
            return
        self._enter(element)
        self._inside(element, tag)
        self._leave()

    def _enter(self, element: HtmlElement) -> None:
        self.entered += 1
        self.way.append(self.entered)
        self.regions.append(self.regions[-1] or region_of(element, self.paragraphs))

    def _leave(self) -> None:
        self.way.pop()
        self.regions.pop()

    def _inside(self, element: HtmlElement, tag: str) -> None:
        if len(self.way) > _DEEPEST:
            self._put(element, escaped(" ".join(element.text_content().split())), "text")
        elif re.fullmatch("h[1-6]", tag):
            heading = re.sub(
                r"\s*\\?\[[^\[\]]{1,6}\\?\]\s*$|\s*[¶#]\s*$", "", heading_of(element)
            )
            long = len(heading) > _LONGEST_HEADING
            self._put(element, heading, "text", 0 if long else int(tag[1]))
        elif tag == "pre":
            self._put(element, listing_of(element), "code")
        elif tag == "table":
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag == "blockquote":
            self._quotation(element)
        elif tag == "figure":
            self._figure(element)
        elif tag == "img":
            self._picture(element, "")
        elif (
            tag == "figcaption" or "caption" in (element.get("class") or "").casefold().split()
        ):
            self._put(element, inline_markdown(element, self.address), "figure")
        else:
            self._mixed(element)

    def _mixed(self, element: HtmlElement) -> None:
        """An element of blocks, or of a line, or of both."""
        run: list[str] = [escaped(element.text or "")]
        linked = [0]
        line = element

        def end() -> None:
            text = tidied("".join(run))
            if text:
                self._put(line, text, "text", linked=linked[0])
            run.clear()
            linked[0] = 0

        breaks = 0
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                if tag == "br":
                    breaks += 1
                    run.append(" ")
                    if breaks == 2 or ends_a_paragraph("".join(run)):
                        end()
                elif tag in BLOCKS or (tag not in ("a", "b", "i") and has_blocks(child)):
                    end()
                    self.element(child)
                elif tag == "img" and not "".join(run).strip():
                    self.element(child)
                elif tag not in NOT_TEXT and not is_hidden(child):
                    breaks = 0
                    linked[0] += linked_letters(child)
                    if has_picture(child):
                        end()
                        self.element(child)
                    else:
                        run.append(inline_of(child, self.address))
            if child.tail and child.tail.strip():
                breaks = 0
            run.append(escaped(child.tail or ""))
        end()

    def _put(
        self,
        element: HtmlElement,
        text: str,
        kind: Kind,
        level: int = 0,
        linked: int | None = None,
    ) -> None:
        if not text.strip():
            return
        bare = letters(unmarked(text))
        if linked is None:
            linked = linked_letters(element)
        share = min(1.0, linked / len(bare)) if bare else 0.0
        line = element.sourceline or 1
        block = Block(text, line, level, kind, alone=kind == "text" and not level)
        self.found.append(Found(block, tuple(self.way), self.regions[-1], share, bare))

    def _table(self, table: HtmlElement) -> None:
        rows = [row for row in table.iter("tr") if nearest(row, "table") is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        widest = max(map(len, cells), default=0)
        laid_out = table.find(".//th") is None and any(
            table.find(f".//{tag}") is not None for tag in ("table", "pre", "h2", "h3", "form")
        )
        laid_out |= any(len(cell.findall(".//p")) > 2 for row in cells for cell in row)
        if laid_out or widest < 2:
            for cell in (cell for row in cells for cell in row):
                self.element(cell)
            return
        if (caption := table.find("caption")) is not None:
            self._put(caption, f"**{inline_markdown(caption, self.address)}**", "table")
        lines = []
        for row in cells:
            texts = [inline_markdown(c, self.address).replace("|", "\\|") for c in row]
            if any(texts):
                lines.append(f"| {' | '.join(texts + [''] * (widest - len(texts)))} |")
        if lines:
            lines.insert(1, "|" + " --- |" * widest)
            self._put(table, "\n".join(lines), "table")

    def _list(self, element: HtmlElement) -> None:
        number = int(start) if (start := element.get("start") or "1").isdigit() else 1
        for item in element:
            if item.tag in ("ul", "ol"):
                self.element(item)
            if item.tag != "li" or is_hidden(item):
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            self._enter(item)
            if any(item.find(f".//{tag}") is not None for tag in ("pre", "table", "h2", "h3")):
                self._mixed(item)
            else:
                self._put(item, item_of(item, mark, self.address, 0), "item")
            self._leave()

    def _definitions(self, element: HtmlElement) -> None:
        term = ""
        for child in element.iter("dt", "dd"):
            if nearest(child, "dl") is not element:
                continue
            text = inline_markdown(child, self.address)
            if child.tag == "dt":
                term = text.strip("*")
            elif text:
                self._put(child, f"- **{term}**: {text}" if term else f"- {text}", "item")
                term = ""

    def _quotation(self, element: HtmlElement) -> None:
        inside = _Walk(self.page, self.address)
        inside._mixed(element)
        texts = [found.block.text for found in inside.found]
        if texts:
            text = "\n\n".join(texts)
            self._put(
                element, "\n".join(f"> {line}".rstrip() for line in text.split("\n")), "quote"
            )

    def _figure(self, element: HtmlElement) -> None:
        if element.find(".//pre") is not None or element.find(".//table") is not None:
            self._mixed(element)
            return
        caption = element.find(".//figcaption")
        words = "" if caption is None else inline_markdown(caption)
        picture = element.find(".//img")
        if picture is not None:
            self._picture(picture, unmarked(words))
        elif words:
            self._put(element, words, "figure")

    def _picture(self, element: HtmlElement, caption: str) -> None:
        words = " ".join((element.get("alt") or caption).split())
        source = element.get("data-src") or element.get("src") or ""
        try:
            source = urljoin(self.address, source.strip())
        except ValueError:
            source = ""
        if not words or not re.match(r"https?://[^\s()<>]+$", source):
            if caption:
                self._put(element, f"*{escaped(caption)}*", "figure")
            return
        quoted = caption.replace('"', "”").replace("\\", "")
        title = f' "{quoted}"' if caption else ""
        self._put(element, f"![{escaped(words)}]({source}{title})", "figure")
