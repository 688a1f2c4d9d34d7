"""Markdown → its blocks, also the Markdown of lesson sites: front matter, `:::` and `!!!`
blocks, tags. An exercise with its solution becomes one block."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from studykit.formats.article.blocks import Article, Block, Dropped, Kind

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_DIV = re.compile(r"\s*:{3,}")
_ADMONITION = re.compile(r"(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:\s*\"(.*)\")?\s*$")
_TAG = re.compile(r"\s*</?([A-Za-z][\w.-]*)(?:\s[^<>]*)?/?>\s*$")
_INLINE_TAG = re.compile(r"</?([A-Za-z][\w.-]*)(?:\s[^<>]*)?/?>")
_MDX = re.compile(r"(?:import\s.+\sfrom\s+['\"].+['\"];?|export\s+(?:const|default)\s.+)\s*$")
_TEMPLATE = re.compile(r"\s*\{%.*%\}\s*$|\s*\{:.*\}\s*$|\s*\{\{<.*>\}\}\s*$|\s*<!--.*?-->\s*$")
_ROLE = re.compile(r"\s?:(?:cite[a-z]*|numref|eqref|ref|label|doc):`[^`]*`")
"""A reference as documentation tools write it."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s+\S")
_EXERCISES = {"challenge", "exercise", "question", "discussion", "task"}
_SOLUTIONS = {"solution", "answer"}
_SET_ASIDE = {"instructor", "keypoints", "objectives", "prereq", "questions", "testimonial"}
_SHOWN_TAGS = {"sub", "sup", "kbd", "u", "mark", "br", "details", "summary", "img", "a"}


def markdown_article(text: str) -> Article:
    """The article that a Markdown text holds."""
    article = Article()
    front = _FRONT.match(text)
    offset = 0
    if front:
        _take_front_matter(article, front[1], front[2])
        offset = front[0].count("\n")
        text = text[front.end() :]
    end = text.rfind("-->") + 3  # what begins behind it is open for ever, and looked for once
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text[:end]) + text[end:]
    _Reader(article, offset).read(text.split("\n"))
    return article


def _take_front_matter(article: Article, fence: str, text: str) -> None:
    try:
        data: Any = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError):
        data = None
    if isinstance(data, dict):
        article.title = " ".join(str(data.get("title") or "").split())
        date = re.match(r"\d{4}-\d{2}-\d{2}", str(data.get("date") or ""))
        article.date = date[0] if date else ""
        article.language = str(data.get("lang") or data.get("language") or "")
    shown = text.split("\n", 1)[0]
    article.dropped.append(Dropped(1, "front matter", shown))


class _Reader:
    """Reads line by line; what stands in a fence is left as it is."""

    def __init__(self, article: Article, offset: int) -> None:
        self.article = article
        self.offset = offset
        self.paragraph: list[str] = []
        self.begun = 0
        self.exercise: tuple[int, list[str], list[str]] | None = None
        """The line where the exercise began, what it asks, and its solution."""
        self.open: list[str] = []
        """The names of the `:::` blocks that are open, the outermost first."""

    def read(self, lines: list[str]) -> None:
        """Read a whole text."""
        self.read_within(lines, 0)

    def read_within(self, lines: list[str], depth: int) -> None:
        """Read lines of a block that stays open, `depth` blocks deep."""
        number = 0
        while number < len(lines):
            line = lines[number]
            if fence := _FENCE.match(line):
                end = number + 1
                while end < len(lines) and not lines[end].lstrip().startswith(fence[1]):
                    end += 1
                self._add("\n".join(lines[number : end + 1]), number, "code")
                number = end + 1
                continue
            if admonition := _ADMONITION.match(line):
                number = self._admonition(lines, number, admonition)
                continue
            self._line(line, number)
            number += 1
        self._end_paragraph()
        while len(self.open) > depth:
            self._close()

    def _line(self, line: str, number: int) -> None:
        if div := _DIV.match(line):
            self._end_paragraph()
            self._div(line[div.end() :].rstrip().rstrip(":").strip(), number)
            return
        heading = _HEADING.match(line)
        underline = re.fullmatch(r"(=+|-+)\s*", line) if len(self.paragraph) == 1 else None
        if underline and len(line) > 1 and not self.open:
            level = 1 if line[0] == "=" else 2
            self._put(Block(self.paragraph.pop().strip(), self.begun, level))
        elif heading:
            self._end_paragraph()
            title = heading[2].rstrip().rstrip("#").rstrip() or heading[2]
            self._heading(_without_attributes(title), number, len(heading[1]))
        elif not line.strip():
            self._end_paragraph()
        elif _MDX.match(line) or _TEMPLATE.match(line):
            self._end_paragraph()
            self._drop(number, "markup", line)
        elif (tag := _TAG.match(line)) and tag[1].lower() not in _SHOWN_TAGS:
            self._end_paragraph()
        else:
            if _ITEM.match(line):
                self._end_paragraph()
            if not self.paragraph:
                self.begun = self.offset + number + 1
            self.paragraph.append(_without_tags(line))

    def _heading(self, title: str, number: int, level: int) -> None:
        if self.open:
            # The heading of a solution only says that it is one.
            if title.strip(" :：").casefold() not in (*_SOLUTIONS, *self.open):
                self._add(f"**{title}**", number, "text")
            return
        self._put(Block(title, self.offset + number + 1, level))

    def _end_paragraph(self) -> None:
        if not self.paragraph:
            return
        text = "\n".join(self.paragraph)
        self.paragraph.clear()
        kind: Kind = "text"
        if _ITEM.match(text):
            kind = "item"
        elif text.lstrip().startswith("|") or re.search(
            r"^\s*(?:\|\s*)?:?-{2,}:?\s*\|", text, re.M
        ):
            kind = "table"
        elif text.lstrip().startswith(">"):
            kind = "quote"
        elif re.match(r"\[\^[^\[\]\s]+\]:", text):
            kind = "note"
        elif re.fullmatch(r"\s*!\[.*\]\(.*\)(\{.*\})?\s*", text, re.DOTALL):
            kind, text = "figure", _without_attributes(text)
        self._add(text, self.begun - self.offset - 1, kind)

    def _add(self, text: str, number: int, kind: Kind) -> None:
        if kind == "code":
            self._end_paragraph()
        line = self.offset + number + 1
        if any(name in _SET_ASIDE for name in self.open):
            self._drop(number, next(n for n in self.open if n in _SET_ASIDE), text)
        elif self.exercise is not None:
            _, asked, solution = self.exercise
            (solution if self._in_solution() else asked).append(text)
        else:
            self._put(Block(text, line, kind=kind, alone=False))

    def _put(self, block: Block) -> None:
        self.article.blocks.append(block)

    def _drop(self, number: int, kind: str, text: str) -> None:
        first = text.strip().split("\n", 1)[0]
        self.article.dropped.append(Dropped(self.offset + number + 1, kind, first))

    # Blocks between ::: lines, and those of !!!

    def _in_solution(self) -> bool:
        return any(name in _SOLUTIONS for name in self.open)

    def _div(self, name: str, number: int) -> None:
        words = re.findall(r"[A-Za-z]+", name)
        if words:
            self._open(words[0].casefold(), number)
        elif self.open:
            self._close()

    def _open(self, name: str, number: int) -> None:
        name = "challenge" if name in _EXERCISES else name
        if name == "challenge" and self.exercise is None:
            self.exercise = (self.offset + number + 1, [], [])
        self.open.append(name)

    def _close(self) -> None:
        name = self.open.pop()
        if name == "challenge" and "challenge" not in self.open and self.exercise is not None:
            line, asked, solution = self.exercise
            self.exercise = None
            if asked and solution:
                block = Block("\n\n".join(asked), line, kind="exercise", alone=False)
                self._put(Block(block.text, line, 0, "exercise", False, "\n\n".join(solution)))
            elif asked:
                self._put(Block("\n\n".join(asked), line, alone=False))

    def _admonition(self, lines: list[str], number: int, found: re.Match[str]) -> int:
        """The lines below `!!! kind`, further in than it: the number of the line after them."""
        self._end_paragraph()
        indent = len(found[1]) + 4
        end = number + 1
        while end < len(lines) and (not lines[end].strip() or _indented(lines[end], indent)):
            end += 1
        self._open(found[2].casefold(), number)
        if found[3]:
            self._add(f"**{found[3]}**", number, "text")
        inside = _Reader(self.article, self.offset + number + 1)
        inside.open, inside.exercise = self.open, self.exercise
        depth = len(self.open)
        inside.read_within([line[indent:] for line in lines[number + 1 : end]], depth)
        self._close()
        return end


def _indented(line: str, indent: int) -> bool:
    return line[:indent].isspace() and len(line) > indent


def _without_attributes(text: str) -> str:
    attributes = re.search(r"\{[#.:][^{}]*\}\s*$", text)
    return text[: attributes.start()].rstrip() if attributes else text


def _without_tags(line: str) -> str:
    line = _ROLE.sub("", line)
    if "<" not in line or "`" in line:
        return line
    line = re.sub(r"<(term|dfn|b|strong)>([^<>]+)</\1>", r"**\2**", line)
    return _INLINE_TAG.sub(
        lambda tag: tag[0] if tag[1].lower() in _SHOWN_TAGS - {"a", "img"} else "", line
    )
