"""The blocks of an article: what every way of reading one gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Sequence

Form = Literal["text", "markdown", "html", "document"]
"""A document is Markdown whose headings may be unmarked lines, as in word processors."""
Kind = Literal["text", "item", "code", "table", "quote", "figure", "note", "exercise"]


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, item of a list, table, listing, quotation or figure."""

    text: str
    """In plain text without marks; in Markdown and HTML as Markdown."""
    line: int
    level: int = 0
    """Of a heading that is marked as such, 1 to 6; else 0."""
    kind: Kind = "text"
    alone: bool = True
    """Whether it is one line that stands by itself, as an unmarked heading does."""
    answer: str = ""
    """Of an exercise: its solution."""


class Dropped(NamedTuple):
    """A block that is no part of the article, and why."""

    line: int
    kind: str
    text: str


@dataclass
class Article:
    """What an input file holds."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    """As the page itself declares it."""
    date: str = ""
    """As the page itself declares it, `YYYY-MM-DD`."""
    language: str = ""
    """As the page itself declares it, a BCP 47 tag."""
    address: str = ""
    """Where the page says it can be found."""
    dropped: list[Dropped] = field(default_factory=list)
    """Parts of a page that are no article: navigation, footers, forms."""


def form_of(name: str, text: str) -> Form:
    """How the text is marked up, by the file's name and what it begins with."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("html", "htm", "xhtml") or re.match(r"\s*(<!doctype html|<html)", text, re.I):
        return "html"
    marked = len(re.findall(r"^#{1,6} \S", text, re.M)) >= 2
    return "markdown" if suffix in ("md", "mdx", "markdown", "qmd", "rmd") or marked else "text"


_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.){0,500})\]"
    r"\([^()\s]{0,1000}(?:\([^()]{0,200}\)[^()\s]{0,1000}){0,4}(?: \"[^\"]{0,500}\")?\)"
)
_MARKS = re.compile(r"(?=[*_`~])(?<!\\)(?:\*{1,3}|__|`+|~~)")
_NOTE = re.compile(r"(?<!\\)\[\^[^\[\]\s]{1,40}\]")
_MARKED = re.compile(r"[\[{*_`~\\]")
"""One of these stands in whatever the patterns above and below take away."""
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>{}#+.()!|~$-])")


_SPECIAL = re.compile(r"[\\`*_\[\]<>]")
_AT_START = re.compile(r"(?:#{1,6}(?=\s)|[-+](?=\s)|(\d+)(?=[.)]\s)|(?==+$|-+$|~~~))")


def escaped(text: str) -> str:
    """Text so that Markdown shows it as it is, but for how a line begins."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def escaped_start(line: str) -> str:
    """A line so that Markdown takes it for no heading, no item of a list and no rule."""
    found = _AT_START.match(line)
    if found is None:
        return line
    return f"{found[1]}\\{line[found.end(1) :]}" if found[1] else f"\\{line}"


def unmarked(markdown: str) -> str:
    """One line of Markdown as it reads: without links, emphasis, ruby and marks of notes."""
    if not _MARKED.search(markdown):
        return " ".join(markdown.split())
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    text = _NOTE.sub("", text) if "[^" in text else text
    text = without_ruby(text) if "{" in text else text
    return " ".join(_ESCAPED.sub(r"\1", _MARKS.sub("", text)).split())


_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}


def _bare(text: str) -> str:
    return text.translate(_SIGNS) if text.isascii() else "".join(filter(str.isalnum, text))


def letters(text: str) -> str:
    """The letters and digits of a text alone, to compare texts by."""
    return _bare(text).casefold()


def size(blocks: Sequence[Block | Dropped]) -> int:
    """How many letters and digits blocks have."""
    return sum(len(_bare(block.text)) for block in blocks)
