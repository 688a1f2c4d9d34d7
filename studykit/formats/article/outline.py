"""The blocks of an article → its structure: chapters, sections, questions with answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studykit.formats.article.pairs import Pair, take_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.article.blocks import Article, Block, Form
    from studykit.formats.article.boilerplate import Dropped

_LONGEST_HEADING = 60
_CLOSING = tuple("。！？；，：、.!?;,:…”」』")
_RANKS = (
    r"第[一二三四五六七八九十百\d]+[章部篇]",
    r"第[一二三四五六七八九十百\d]+[節节]",
    r"[一二三四五六七八九十]+、",
    r"[（(][一二三四五六七八九十]+[）)]",
    r"\d+[.、．]?\s+\S|\d+[、．]",
    r"\d+\.\d+[.、．]?\s*\S",
    r"\d+\.\d+\.\d+",
    r"[（(]\d+[）)]",
)
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章節节部篇]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d+(?:\.\d+)*[.、．]?)\s*(?=\S)"
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_AT_START = re.compile(r"^(#{1,6}\s|[-+]\s|\d+[.)]\s|=+$|-+$|~~~)")
_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(r"(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
)
_DATE_LABEL = re.compile(
    r"日期|[發发][佈布表]|時間|时间|date|published|updated|posted|[\s:：|/,，·-]", re.IGNORECASE
)
_DATE_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[-/]?(?P<m>[01]\d)[-/]?(?P<d>[0-3]\d)(?!\d)"
)


@dataclass
class Section:
    """A heading with what stands under it, in Markdown."""

    title: str
    line: int
    parts: list[str] = field(default_factory=list)
    """The text while it is put together."""
    text: str = ""
    own: bool = False
    """Whether it is what stands right below the chapter's heading."""


@dataclass
class Chapter:
    """A heading of the first level with its sections."""

    title: str
    line: int
    sections: list[Section] = field(default_factory=list)


@dataclass
class Outline:
    """An article as a course sees it."""

    title: str
    date: str = ""
    """`YYYY-MM-DD`, or empty."""
    abstract: str = ""
    chapters: list[Chapter] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    own_texts: int = 0
    """How many sections are a chapter's own text, not one of its subsections."""


def outline(article: Article, form: Form, dropped: Sequence[Dropped], name: str) -> Outline:
    """The structure of an article whose furniture was dropped; `name` is a title of last
    resort."""
    blocks = list(article.blocks)
    levels = _levels(blocks)
    title = _take_title(article, blocks, levels)
    result = Outline(title or name, _date(article, blocks, dropped))
    chapters, lowest = result.chapters, min(filter(None, levels), default=1)
    front: list[str] = []
    for block, level in zip(blocks, levels, strict=True):
        heading = bare_heading(block.text)
        if level == 0:
            text = block.text if form == "markdown" else _as_markdown(block)
            if chapters:
                _add_text(chapters[-1], text)
            else:
                front.append(text)
        elif level == lowest:
            chapters.append(Chapter(heading, block.line))
        elif level == lowest + 1 and chapters:
            chapters[-1].sections.append(Section(heading, block.line))
        elif chapters:
            _add_text(chapters[-1], f"### {heading}")
    if not chapters:
        chapters.append(Chapter(result.title, 1))
        for text in front:
            _add_text(chapters[0], text)
    else:
        result.abstract = "\n\n".join(front)
    _take_pairs(result)
    return result


def bare_heading(text: str) -> str:
    """A heading without its number, on one line."""
    return _NUMBER.sub("", " ".join(text.split())) or text


def _add_text(chapter: Chapter, text: str) -> None:
    if not chapter.sections:
        chapter.sections.append(Section(chapter.title, chapter.line, own=True))
    parts = chapter.sections[-1].parts
    if parts:
        tight = parts[-1].rpartition("\n")[2].startswith("- ") and text.startswith("- ")
        parts.append("\n" if tight else "\n\n")
    parts.append(text)


def _levels(blocks: Sequence[Block]) -> list[int]:
    """The level of each block's heading, from 1; 0 for what is no heading."""
    if sum(block.level > 0 for block in blocks) >= 2:
        return [block.level for block in blocks]
    headings = [_is_heading(block) for block in blocks]
    ranks = [_rank(b.text) if h else 0 for b, h in zip(blocks, headings, strict=True)]
    if sum(rank > 0 for rank in ranks) >= 2:
        known = sorted(set(ranks) - {0})
        return [known.index(rank) + 1 if rank else 0 for rank in ranks]
    # Unmarked: a heading followed at once by a heading is its parent; the ones behind it, which
    # have a text, are its children.
    levels, inside = [], False
    for number, heading in enumerate(headings):
        if not heading:
            levels.append(0)
            continue
        parent = number + 1 < len(headings) and headings[number + 1]
        asks = number + 1 < len(blocks) and bool(take_pairs(blocks[number + 1].text)[0])
        inside = (inside or parent) and not asks
        levels.append(1 if parent or not inside else 2)
    return levels


def _is_heading(block: Block) -> bool:
    text = block.text.strip()
    return block.level > 0 or (
        block.alone
        and len(text) <= _LONGEST_HEADING
        and (not text.endswith(_CLOSING))
        and len(text.split()) <= 12
        and not take_pairs(text)[0]
        and any(character.isalpha() for character in text)
    )


def _rank(text: str) -> int:
    for rank, pattern in reversed(list(enumerate(_RANKS, start=1))):
        if re.match(pattern, text):
            return rank
    return 0


def _take_title(article: Article, blocks: list[Block], levels: list[int]) -> str:
    """The title; where it is the first heading, it is taken out."""
    marked = [n for n, level in enumerate(levels) if level]
    if not marked:
        return article.title.split(" | ")[0].split(" - ")[0]
    first, lowest = marked[0], min(levels[n] for n in marked)
    alone = sum(levels[n] == lowest for n in marked) == 1 and len(marked) > 1
    if blocks[first].level:  # marked headings: the title is the only one of its level
        if not (alone and levels[first] == lowest):
            return article.title.split(" | ")[0].split(" - ")[0]
    elif first != 0 or len(marked) < 2:
        return article.title
    title = blocks.pop(first).text
    levels.pop(first)
    return title


def _date(article: Article, blocks: Sequence[Block], dropped: Sequence[Dropped]) -> str:
    """When it was published: as declared, from a short line at its head, from its address."""
    if article.date:
        return article.date
    for block in blocks[:8]:
        for pattern in _DATES:
            found = pattern.search(block.text)
            if found and len(_DATE_LABEL.sub("", block.text.replace(found[0], ""))) <= 12:
                return _iso(found)
    for part in dropped:
        if part.kind == "address" and (found := _DATE_IN_ADDRESS.search(part.text)):
            return _iso(found)
    return ""


def _iso(found: re.Match[str]) -> str:
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"


def _take_pairs(result: Outline) -> None:
    """Take the questions with answers out of the sections; what is then empty goes."""
    for chapter in result.chapters:
        for section in chapter.sections:
            pairs, section.text = take_pairs("".join(section.parts))
            result.pairs += [Pair(p.asked.replace("\\", ""), p.answer) for p in pairs]
        chapter.sections = [section for section in chapter.sections if section.text]
        result.own_texts += sum(section.own for section in chapter.sections)
    result.chapters = [chapter for chapter in result.chapters if chapter.sections]


def _as_markdown(block: Block) -> str:
    """Plain text so that Markdown shows it as it is."""
    text = _AT_START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", block.text))
    return f"- {text}" if block.item else text
