"""Plain text → its blocks: lines and paragraphs, of which some will be headings."""

from __future__ import annotations

import re

from studykit.formats.article.blocks import Block, escaped, escaped_start

NUMBERED = re.compile(
    r"第[一二三四五六七八九十百\d]+[章節节部篇]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d+(\.\d+)*[.、．]?\s"
)
CLOSING = tuple("。！？；，：、.!?;,:…”」")
_BULLET = re.compile(r"(?:[-*•·◦▪●]|\d+[.)])\s+")


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text."""
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
        if bullet and not (alone and NUMBERED.match(line)):
            blocks.append(Block(line, number, kind="item", alone=False))
        elif alone or (NUMBERED.match(line) and line[-1] not in CLOSING and len(line) <= 40):
            blocks.append(Block(line, number))
        elif wrapped and blocks and not blocks[-1].alone and blocks[-1].kind == "text":
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


_ITEM = re.compile(r"(?:[-*•·◦▪●]|(\d{1,9})[.)])\s+")


def as_markdown(block: Block) -> str:
    """A plain block so that Markdown shows it as it is; an item of a list stays one."""
    text, mark = block.text, ""
    if block.kind == "item" and (item := _ITEM.match(text)):
        mark, text = f"{item[1]}. " if item[1] else "- ", text[item.end() :]
    return mark + escaped_start(escaped(text))
