"""Markdown as plain text: marks of emphasis go, lists, tables and code stay as written."""

from __future__ import annotations

import re

from studykit.text.sanitize import harmless

_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*$")
_LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+|\s*[|>]")
_BULLET = re.compile(r"^(\s*)[*+](?=\s)")
# What is marked has a bound, so that many marks that open and never close take linear time.
_CODE = re.compile(r"(`{1,9})(.{1,400}?)\1")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*\)")
_LINK = re.compile(
    r"\[([^\[\]]+)\]\((?:<([^<>]*)>|((?:[^()\s]|\([^()\s]*\))*))(?:\s+\"[^\"]*\")?\)"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,400}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HAN_EDGE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uff00-\uffef])")


def plain_text(markdown: str) -> str:
    """`markdown` for a reader who sees no styles: one line a paragraph, list item or row of a
    table; a link is followed by its address, code keeps its lines."""
    blocks: list[str] = []
    code: set[int] = set()
    running = fenced = False
    for line in harmless(markdown).strip("\n").split("\n"):
        if _FENCE.match(line):
            fenced, running = not fenced, False
        elif fenced:
            code.add(len(blocks))
            blocks.append(f"    {line}")
        elif heading := _HEADING.match(line):
            blocks.append(heading[1])
            running = False
        elif not line.strip():
            blocks.append("")
            running = False
        elif running and not _LISTED.match(line):
            blocks[-1] = f"{blocks[-1]}\n{line.strip()}"
        else:
            blocks.append(_BULLET.sub(r"\1-", line.rstrip()))
            running = not line.lstrip().startswith("|")
    return "\n".join(
        block if number in code else _joined(_inline(block))
        for number, block in enumerate(blocks)
    )


def _joined(paragraph: str) -> str:
    """The lines of a paragraph as one; between Han characters a line's end is no space."""
    return _HAN_EDGE.sub("", paragraph).replace("\n", " ")


def _inline(text: str) -> str:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[2])
        return f"\0{len(kept) - 1}\0"

    text = _CODE.sub(keep, text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(_link, text)
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _ESCAPED.sub(r"\1", text)
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)


def _link(match: re.Match[str]) -> str:
    address = match[2] or match[3] or ""
    return match[1] if address in ("", match[1]) else f"{match[1]} ({address})"
