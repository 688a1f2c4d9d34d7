"""The text of an article → its blocks: headings that are marked as such, lines, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Literal

Form = Literal["text", "markdown", "html"]


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or item of a list."""

    text: str
    """Without marks; in Markdown input, Markdown."""
    line: int
    level: int = 0
    """Of a heading that is marked as such, 1 to 6; else 0."""
    item: bool = False
    alone: bool = True
    """Whether it is one line that stands by itself, as an unmarked heading does."""


@dataclass
class Article:
    """What an input file holds."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    """As the page itself declares it."""
    date: str = ""
    """As the page itself declares it, `YYYY-MM-DD`."""
    dropped: list[Block] = field(default_factory=list)
    """Parts of a page that are no article: navigation, footers, forms."""


def form_of(name: str, text: str) -> Form:
    """How the text is marked up, by the file's name and what it begins with."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("html", "htm", "xhtml") or re.match(r"\s*(<!doctype html|<html)", text, re.I):
        return "html"
    if suffix in ("md", "markdown") or len(re.findall(r"^#{1,6} \S", text, re.M)) >= 2:
        return "markdown"
    return "text"


def read_article(text: str, form: Form) -> Article:
    """The blocks of an article."""
    if form == "html":
        return _page(_without_comments(text))
    return Article(_markdown(text) if form == "markdown" else _plain(text))


def _page(text: str) -> Article:
    # Behind the last > there is no tag. The parser would look for its end again at each <,
    # in a time that grows with the square.
    end = text.rfind(">") + 1
    page = _Page()
    page.feed(text[:end])
    page.close()
    page.handle_data(unescape(text[end:]))
    page.end_block()
    return page.article


def _without_comments(text: str) -> str:
    """An HTML text without its comments, its lines where they were. The parser's own way takes
    a time that grows with the square of those that never close."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end + 3
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*kept, text[at:]])


_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]+[章節节部篇]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d+(\.\d+)*[.、．]?\s"
)
_ENDS = "。！？；，：、.!?;,:…”」"
_BULLET = re.compile(r"(?:[-*•·◦▪●]|\d+[.)])\s+")


def _plain(text: str) -> list[Block]:
    blocks: list[Block] = []
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        if not lines[start].strip():
            start += 1
            continue
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        blocks += _stanza([line.strip() for line in lines[start:end]], start + 1)
        start = end
    return blocks


def _stanza(lines: list[str], first: int) -> list[Block]:
    """Lines without an empty one between them: headings, items, and text that was wrapped."""
    alone = len(lines) == 1
    blocks: list[Block] = []
    wrapped = _is_wrapped(lines)
    for offset, line in enumerate(lines):
        number = first + offset
        bullet = _BULLET.match(line)
        if bullet and not (alone and _NUMBERED.match(line)):
            blocks.append(Block(line[bullet.end() :], number, item=True, alone=False))
        elif alone or (_NUMBERED.match(line) and line[-1] not in _ENDS and len(line) <= 40):
            blocks.append(Block(line, number))
        elif wrapped and blocks and not blocks[-1].alone and not blocks[-1].item:
            joined = _joined(blocks[-1].text, line)
            blocks[-1] = Block(joined, blocks[-1].line, alone=False)
        else:
            blocks.append(Block(line, number, alone=False))
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph, cut at a width."""
    if len(lines) < 2:
        return False
    widest = max(map(len, lines))
    return all(len(line) > 0.6 * widest for line in lines[:-1]) and 20 <= widest <= 110


def _joined(front: str, back: str) -> str:
    wide = ord(front[-1]) > 0x2E7F or ord(back[0]) > 0x2E7F
    return f"{front}{back}" if wide else f"{front} {back}"


def _markdown(text: str) -> list[Block]:
    blocks: list[Block] = []
    paragraph: list[str] = []
    begun, fenced = 0, False

    def end_paragraph() -> None:
        if paragraph:
            blocks.append(Block("\n".join(paragraph), begun, alone=False))
            paragraph.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        heading = re.match(r"(#{1,6})\s+(\S.*)", line)
        if line.lstrip().startswith("```"):
            fenced = not fenced
        underline = re.fullmatch(r"(=+|-+)\s*", line) if len(paragraph) == 1 else None
        if underline and not fenced and len(line) > 1:
            level = 1 if line[0] == "=" else 2
            blocks.append(Block(paragraph.pop(), begun, level))
        elif heading and not fenced:
            end_paragraph()
            title = heading[2].rstrip().rstrip("#").rstrip() or heading[2]
            blocks.append(Block(title, number, len(heading[1])))
        elif line.strip() or fenced:
            begun = begun if paragraph else number
            paragraph.append(line)
        else:
            end_paragraph()
    end_paragraph()
    return blocks


_SKIPPED = {"script", "style", "noscript", "template", "svg", "head", "iframe", "button"}
_ASIDE = {"nav", "footer", "aside", "form", "select"}
_BLOCKS = {"p", "div", "section", "article", "main", "ul", "ol", "table", "tr", "blockquote"}
_BLOCKS |= _ASIDE | {
    "header",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "pre",
    "br",
    "hr",
    "body",
}
_EMPTY = {"br", "hr", "img", "meta", "link", "input"}


_DEEPEST = 200
"""Elements in one another that are kept account of."""


class _Page(HTMLParser):
    """A saved page → its blocks. Scripts are not text; navigation is put aside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.article = Article()
        self._open: list[str] = []
        self._text: list[str] = []
        self._line = 1
        self._level = 0
        self._item = False
        self._in_title = False

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![…>` for a comment, as browsers do: the parser fails at one it does not
        know."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            key = values.get("property") or values.get("name") or ""
            if key.lower() in ("article:published_time", "date", "dc.date", "pubdate"):
                self.article.date = self.article.date or _iso(values.get("content", ""))
        if tag == "time":
            self.article.date = self.article.date or _iso(values.get("datetime", ""))
        if tag == "title":
            self._in_title = True
        if tag in _BLOCKS or tag == "li" or re.fullmatch("h[1-6]", tag):
            self.end_block()
            self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
            self._item = tag == "li"
        elif tag in ("td", "th") and self._text:
            self._text.append(" · ")
        if tag not in _EMPTY and len(self._open) < _DEEPEST:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _BLOCKS or tag == "li" or re.fullmatch("h[1-6]", tag):
            self.end_block()
            self._level, self._item = 0, False
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                continue

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.article.title += " ".join(data.split())
        elif not _SKIPPED.intersection(self._open):
            if not self._text:
                self._line = self.getpos()[0]
            self._text.append(data)

    def end_block(self) -> None:
        """What was read so far is a block."""
        text = " ".join("".join(self._text).split()).strip(" ·")
        self._text.clear()
        if not text:
            return
        block = Block(text, self._line, self._level, self._item, alone=not self._item)
        aside = _ASIDE.intersection(self._open)
        (self.article.dropped if aside else self.article.blocks).append(block)


def _iso(text: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text)
    return found[0] if found else ""
