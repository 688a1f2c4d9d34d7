"""Which blocks of a page belong to its article: those in the library's text, and some that
stand among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.article.blocks import Dropped, unmarked
from studykit.formats.article.decoding import ArticleError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.formats.article.blocks import Article
    from studykit.formats.article.page_blocks import Found

_TELLING = 12
"""Letters from which on a text is surely found again, or surely not."""
_PIECE = 20
"""Letters of a long text that are looked for at a time."""
_MOST_PIECES = 12
_AHEAD = 10_000
"""Letters behind one piece within which the next one is looked for first."""
_LEAST = 80
"""Letters of an article; a page with fewer has none."""
_LEAST_WIDE = 30
"""The same in Chinese, Japanese and Korean."""
_MOST_LINKED = 0.6
"""Share of a block's letters that stand in links, above which it is navigation."""
_NEAR_HEADING = 2
"""Blocks before the first sure one within which a heading belongs to it."""
_NEAR_ELEMENTS = 3
"""Elements outward from a sure block within which another one stands beside it."""
_STRUCTURES = ("code", "table", "quote", "figure")
"""What the library may pass over where it ends an article."""


def judge(found: list[Found], body: str) -> None:
    """Find which blocks are in the library's text; `body` is its letters and digits.

    Blocks of side matter are no part of the article wherever they are: they are looked for only
    where nearly nothing else is in the library's text.
    """
    for own in (
        [each for each in found if not each.region],
        [each for each in found if each.region],
    ):
        _look_for(own, body)
        if sum(len(each.letters) for each in found if each.inside) >= _LEAST:
            return
    # Too little for the library to judge by: paragraphs speak for themselves.
    for each in found:
        each.inside = len(each.letters) >= _TELLING and each.linked < 0.3


def _look_for(found: list[Found], body: str) -> None:
    pieces = [_pieces(each.letters) for each in found]
    present = parts_in(body, (piece for some in pieces for piece in some))
    for each, own in zip(found, pieces, strict=True):
        each.inside = sum(piece in present for piece in own) >= 0.5 * len(own) if own else None


def _pieces(text: str) -> list[str]:
    """What of a block's letters is looked for; nothing where they are too few to tell."""
    if len(text) < _TELLING:
        return []
    if len(text) <= 2 * _PIECE:
        return [text]
    last = min(len(text) - _PIECE, (_MOST_PIECES - 1) * _PIECE)
    return [text[at : at + _PIECE] for at in range(0, last + 1, _PIECE)]


def parts_in(body: str, parts: Iterable[str]) -> set[str]:
    """Which parts, each of at least `_TELLING` letters, occur in a body.

    Most stand in it in their order. For the others the body is gone through once: to search it
    for each of them takes a time that grows with the square of the page.
    """
    present: set[str] = set()
    others: set[str] = set()
    behind = 0
    for part in parts:
        at = body.find(part, behind, behind + _AHEAD)
        if at >= 0:
            present.add(part)
            behind = at + len(part)
        else:
            others.add(part)
    lengths: dict[str, set[int]] = {}
    for part in others:
        lengths.setdefault(part[:_TELLING], set()).add(len(part))
    for at in range(len(body) - _TELLING + 1) if others else ():
        head = body[at : at + _TELLING]
        if head in lengths:
            present |= others.intersection(body[at : at + n] for n in lengths[head])
    return present


def divide(found: list[Found], article: Article) -> None:
    """The article's blocks in order, and the rest with what it is."""
    sure = [n for n, each in enumerate(found) if each.inside and not each.region]
    near = {
        element
        for number in sure
        if found[number].linked <= _MOST_LINKED
        for element in found[number].way[-_NEAR_ELEMENTS:]
    }
    for number, each in enumerate(found):
        if each.region:
            continue
        between = bool(sure) and sure[0] < number < sure[-1]
        beside = any(element in near for element in each.way[-_NEAR_ELEMENTS:])
        if each.inside:
            each.taken = each.linked <= _MOST_LINKED or (between and each.block.kind != "item")
            # A list of links amid the text may be one that the author made.
            each.taken |= between and each.linked <= 0.95 and len(each.letters) > 30
        elif each.block.level:
            # What the library begins with may lack its heading.
            each.taken = between or (bool(sure) and 0 < sure[0] - number <= _NEAR_HEADING)
        elif each.inside is None and sure and number == sure[-1] + 1:
            each.taken = each.way[:-1] == found[sure[-1]].way[:-1] and not each.linked
        else:
            within = between or each.block.kind in _STRUCTURES
            each.taken = within and beside and each.linked <= _MOST_LINKED
    _drop_empty_headings(found)
    for each in found:
        if each.taken:
            article.blocks.append(each.block)
        elif each.region != "title":
            kind = each.region or (
                "navigation" if each.linked > _MOST_LINKED else "other parts"
            )
            article.dropped.append(Dropped(each.block.line, kind, unmarked(each.block.text)))
    whole = sum(len(each.letters) for each in found if each.taken and not each.block.level)
    others = (each.letters for each in found if each.taken and not each.letters.isascii())
    wide = sum(c > "\u2e7f" for text in others for c in text)
    if whole < (_LEAST_WIDE if wide > whole / 2 else _LEAST):
        raise ArticleError(
            Message(
                "This page has no article: a menu, a form or a player alone cannot be studied."
            )
        )


def _drop_empty_headings(found: list[Found]) -> None:
    """A heading that nothing of the article follows is none of it."""
    following = 0  # the level of the next heading; 7 where a text comes before it
    for each in reversed(found):
        if not each.taken:
            continue
        if not each.block.level:
            following = 7
        elif following <= each.block.level:
            each.taken = False
        else:
            following = each.block.level
