"""The blocks of an article → its structure: chapters, sections, questions with answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import Block, letters, unmarked
from studykit.formats.article.pairs import Pair, take_pairs
from studykit.formats.article.plain_text import CLOSING, as_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.article.blocks import Article, Form

_LONGEST_HEADING = 60
_LONGEST_ABSTRACT = 200
_NEAR_HEAD = 8
"""Blocks from the beginning in which the date of an article may stand."""
_LONGEST_SOURCE = 12
"""Characters beside a date on its line, such as who wrote the article."""
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
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}(?:\.\d{1,2})*[.、．](?!\d)|\d{1,2}(?:\.\d{1,2})+)"
    r"\s*(?=\S)"
)
_BOLD_LINE = re.compile(r"\*\*(?!\*)([^*]+)\*\*$")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|[。！？؟]")
_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(r"(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
)
_LABELS = r"日期|[發发][佈布表]|時間|时间|date|published|updated|posted"
_DATED = re.compile(_LABELS, re.IGNORECASE)
_DATE_LABEL = re.compile(rf"{_LABELS}|[\s:：|/,，·-]", re.IGNORECASE)
_DATE_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[-/]?(?P<m>[01]\d)[-/]?(?P<d>[0-3]\d)(?!\d)"
)


@dataclass
class Section:
    """A heading with what stands under it."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    """What stands under it, in Markdown, with the text that items are drafted from."""
    own: bool = False
    """Whether it is what stands right below the chapter's heading."""
    pairs: list[Pair] = field(default_factory=list)
    """The questions with answers that stood in it."""

    @property
    def text(self) -> str:
        """All of it as Markdown."""
        parts: list[str] = []
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            if before is not None:
                tight = before.kind == block.kind == "item"
                parts.append("\n" if tight else "\n\n")
            parts.append(block.text)
        return "".join(parts).strip("\n")


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
    """How it begins, in a sentence or two."""
    language: str = ""
    """As the document itself says, a BCP 47 tag."""
    address: str = ""
    chapters: list[Chapter] = field(default_factory=list)

    @property
    def pairs(self) -> list[Pair]:
        """Its questions with answers."""
        return [pair for c in self.chapters for s in c.sections for pair in s.pairs]

    @property
    def own_texts(self) -> int:
        """How many sections are a chapter's own text, not one of its subsections."""
        return sum(section.own for c in self.chapters for section in c.sections)

    def as_one_lesson(self) -> Outline:
        """The same with one chapter, named as the article; what was a chapter is a section."""
        if len(self.chapters) == 1:
            return replace(self, chapters=[replace(self.chapters[0], title=self.title)])
        sections: list[Section] = []
        for chapter in self.chapters:
            for section in chapter.sections:
                if section.own or len(chapter.sections) == 1 or section.title == chapter.title:
                    sections.append(section)
                else:
                    sections.append(replace(section, title=f"{chapter.title}: {section.title}"))
        line = sections[0].line if sections else 1
        return replace(self, chapters=[Chapter(self.title, line, sections)])


def outline(article: Article, form: Form, name: str) -> Outline:
    """The structure of an article whose boilerplate was dropped; `name` is a title of last
    resort."""
    blocks = list(article.blocks)
    if form in ("html", "document"):
        blocks = _with_bold_headings(blocks)
    levels = _levels(blocks, form)
    title = _take_title(article, blocks, levels, form)
    result = Outline(title or name, _date(article, blocks))
    result.language, result.address = article.language, article.address
    chapters, lowest = result.chapters, min(filter(None, levels), default=1)
    lead: list[Block] = []
    for block, level in zip(blocks, levels, strict=True):
        heading = bare_heading(unmarked(block.text))
        if level == 0:
            shown = replace(block, text=as_markdown(block)) if form == "text" else block
            _add(chapters[-1], shown) if chapters else lead.append(shown)
        elif level == lowest:
            chapters.append(Chapter(heading, block.line))
        elif level == lowest + 1 and chapters:
            chapters[-1].sections.append(Section(heading, block.line))
        elif chapters:
            _add(chapters[-1], Block(f"### {heading}", block.line, alone=False))
        else:
            lead.append(Block(f"**{heading}**", block.line, alone=False))
    if not chapters:
        chapters.append(Chapter(result.title, 1))
        chapters[0].sections.append(Section(result.title, 1, lead, own=True))
    elif lead:
        opening = Section("", lead[0].line, lead, own=True)
        chapters[0].sections.insert(0, opening)
    result.abstract = _abstract(lead)
    _take_pairs(result)
    _join_flat(result)
    return result


def _abstract(lead: Sequence[Block]) -> str:
    texts = [unmarked(block.text) for block in lead if block.kind == "text"]
    first = next((text for text in texts if len(text) >= 10 and _SENTENCE_END.search(text)), "")
    if len(first) <= _LONGEST_ABSTRACT:
        return first
    cut = max(first.rfind(mark, 0, _LONGEST_ABSTRACT) for mark in ("。", ". ", "！", "？"))
    return first[: cut + 1] if cut > 0 else first[:_LONGEST_ABSTRACT].rsplit(" ", 1)[0] + "…"


def _join_flat(result: Outline) -> None:
    """Where no chapter has sections, they are the sections of one lesson."""
    chapters = result.chapters
    if len(chapters) > 1 and all(s.own for c in chapters for s in c.sections):
        sections = [section for chapter in chapters for section in chapter.sections]
        result.chapters = [Chapter(result.title, chapters[0].line, sections)]
        for section in sections:
            section.own = not section.title


def bare_heading(text: str) -> str:
    """A heading without its number, on one line."""
    return _NUMBER.sub("", " ".join(text.split())) or text


def _add(chapter: Chapter, block: Block) -> None:
    if not chapter.sections:
        chapter.sections.append(Section(chapter.title, chapter.line, own=True))
    chapter.sections[-1].blocks.append(block)


def _with_bold_headings(blocks: list[Block]) -> list[Block]:
    """Where a page marks hardly a heading as such, its bold lines are headings."""
    if sum(block.level > 0 for block in blocks) > 1:
        return blocks
    result: list[Block] = []
    for block in blocks:
        bold = _BOLD_LINE.match(block.text.strip()) if block.kind == "text" else None
        text = bold[1].strip() if bold else ""
        if not text or len(text) > _LONGEST_HEADING or text.endswith(CLOSING[:8]):
            result.append(block)
        elif result and result[-1].level == 2 and result[-1].line >= block.line - 5:
            result[-1] = replace(result[-1], text=f"{result[-1].text} {text}")  # it goes on
        else:
            result.append(Block(text, block.line, 2))
    marked = [block.level for block in result]
    if sum(level == 2 for level in marked) < 2:
        return blocks
    return [replace(b, level=2) if b.level else b for b in result]


def _levels(blocks: Sequence[Block], form: Form) -> list[int]:
    """The level of each block's heading, from 1; 0 for what is no heading."""
    marked = sum(block.level > 0 for block in blocks)
    if marked >= 2 or (marked and form != "text"):
        return [block.level for block in blocks]
    headings = [_is_heading(block) for block in blocks]
    ranks = [_rank(b.text) if h else 0 for b, h in zip(blocks, headings, strict=True)]
    if sum(rank > 0 for rank in ranks) >= 2:
        known = sorted(set(ranks) - {0})
        return [known.index(rank) + 1 if rank else 0 for rank in ranks]
    if form != "text":
        return [0] * len(blocks)
    # Unmarked: a heading followed at once by a heading is its parent; the ones behind it, which
    # have a text, are its children. The first line of all is the title.
    levels, inside = [], False
    followed = zip_longest(headings, headings[1:], blocks[1:])
    for number, (heading, parent, below) in enumerate(followed):
        asks = below is not None and bool(take_pairs(below.text)[0])
        inside = (inside or (heading and parent and number > 0)) and not (heading and asks)
        levels.append((1 if parent or not inside else 2) if heading else 0)
    return levels


def _is_heading(block: Block) -> bool:
    text = block.text.strip()
    return block.level > 0 or (
        block.alone
        and len(text) <= _LONGEST_HEADING
        and (not text.endswith(CLOSING))
        and len(text.split()) <= 12
        and not take_pairs(text)[0]
        and not (_DATED.search(text) and _date_in(text))
        and any(character.isalpha() for character in text)
    )


def _rank(text: str) -> int:
    for rank, pattern in reversed(list(enumerate(_RANKS, start=1))):
        if re.match(pattern, text):
            return rank
    return 0


def _take_title(article: Article, blocks: list[Block], levels: list[int], form: Form) -> str:
    """The title; where it is the first heading, it is taken out."""
    if form == "html" or (article.title and form in ("markdown", "document")):
        same = [n for n, b in enumerate(blocks) if letters(b.text) == letters(article.title)]
        for number in reversed(same[:1] if same and same[0] < 3 else []):
            blocks.pop(number)
            levels.pop(number)
        return article.title
    if form == "text" and blocks and not levels[0] and any(levels) and _is_heading(blocks[0]):
        levels.pop(0)
        return blocks.pop(0).text  # the other headings are numbered, it is not
    marked = [n for n, level in enumerate(levels) if level]
    if not marked:
        return article.title.split(" | ")[0].split(" - ")[0]
    first, lowest = marked[0], min(levels[n] for n in marked)
    alone = sum(levels[n] == lowest for n in marked) == 1
    alone &= len(marked) > 1 or (first == 0 and lowest == 1)
    if blocks[first].level:  # marked headings: the title is the only one of its level
        if not (alone and levels[first] == lowest):
            return article.title.split(" | ")[0].split(" - ")[0]
    elif first != 0 or len(marked) < 2 or (form != "text" and not alone):
        return article.title
    title = blocks.pop(first).text
    levels.pop(first)
    return title


def _date(article: Article, blocks: Sequence[Block]) -> str:
    """When it was published: as declared, from a short line at its head, from its address."""
    if article.date:
        return article.date
    for block in blocks[:_NEAR_HEAD]:
        if date := _date_in(block.text):
            return date
    for part in article.dropped:
        if part.kind == "address" and (found := _DATE_IN_ADDRESS.search(part.text)):
            return _iso(found)
    return ""


def _date_in(line: str) -> str:
    """The date of a line that says hardly anything else."""
    for pattern in _DATES:
        found = pattern.search(line)
        if found and len(_DATE_LABEL.sub("", line.replace(found[0], ""))) <= _LONGEST_SOURCE:
            return _iso(found)
    return ""


def _iso(found: re.Match[str]) -> str:
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"


def _take_pairs(result: Outline) -> None:
    """Take the questions with answers out of the sections; what is then empty goes."""
    for chapter in result.chapters:
        for section in chapter.sections:
            for block in section.blocks:
                if block.kind == "exercise":
                    section.pairs.append(Pair(block.text, block.answer, block.line))
            blocks = [block for block in section.blocks if block.kind != "exercise"]
            section.blocks = _without_pairs(blocks, section.pairs)
        kept = [section for section in chapter.sections if section.blocks]
        moved = [p for s in chapter.sections if not s.blocks for p in s.pairs]
        chapter.sections = kept
        if kept:
            kept[-1].pairs += moved
        elif moved:
            chapter.sections = [Section("", chapter.line, [], own=True, pairs=moved)]
    # The questions of a chapter that held nothing else go to the text before it.
    full = [c for c in result.chapters if any(s.blocks for s in c.sections)]
    if full:
        for chapter in result.chapters:
            if not any(section.blocks for section in chapter.sections):
                full[-1].sections[-1].pairs += [p for s in chapter.sections for p in s.pairs]
    result.chapters = full
    for chapter in full:
        if not any(section.title for section in chapter.sections):
            chapter.title = result.title  # its heading had only questions below it


def _without_pairs(blocks: list[Block], pairs: list[Pair]) -> list[Block]:
    """The blocks less the questions with answers in them, which are added to `pairs`."""
    texts = [block for block in blocks if block.kind in ("text", "item")]
    if not texts:
        return blocks
    found, _ = take_pairs("\n\n".join(block.text for block in texts))
    if not found:
        return blocks
    left: list[Block] = []
    run: list[Block] = []

    def end() -> None:
        if not run:
            return
        taken, rest = take_pairs("\n\n".join(block.text for block in run))
        if taken:
            pairs.extend(Pair(unescaped(p.asked), p.answer, run[0].line) for p in taken)
            if letters(rest):
                left.append(replace(run[0], text=rest.strip(), kind="text"))
        else:
            left.extend(run)
        run.clear()

    for block in blocks:
        if block.kind in ("text", "item"):
            run.append(block)
        else:
            end()
            left.append(block)
    end()
    return left


def unescaped(text: str) -> str:
    """Markdown without its backslashes."""
    return text.replace("\\", "")
