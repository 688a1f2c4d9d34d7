"""What stands around an article on its page: sharing, disclaimers, addresses, comments."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.formats.article.blocks import Block

_SHORT = 60
_KINDS = {
    "comments": re.compile(
        r"(?:文章|网友|網友|讀者|读者)?(?:評論|评论|留言|回應|回应)\s*[(（:：]?\s*\d*\s*[)）]?$"
        r"|(?:發表|发表|我要)(?:評論|评论|留言).{0,3}$"
        r"|(?:\d+ )?(?:comments?|responses|replies)\b[\s(:]*\d*\)?$|leave a (?:reply|comment)",
        re.I,
    ),
    "sharing": re.compile(
        r"分享(?:到|至|給|给)?\s*[:：]?|share (?:this|on|to|via)\b"
        r"|(?:tweet|pin it|facebook|twitter|微博|微信|LINE|WhatsApp)[\s|·]*$"
        r"|收藏|點贊|点赞|print this",
        re.I,
    ),
    "disclaimer": re.compile(
        r"(?:免責|免责|版權|版权|法律)?(?:聲明|声明)\s*[:：]?|版權所有|版权所有|轉載請|转载请"
        r"|disclaimer|copyright|©|all rights reserved",
        re.I,
    ),
    "address": re.compile(
        r"(?:本文|原文|文章)?(?:鏈接|链接|連結|網址|网址|來源|来源|出處|出处)\s*[:：]|https?://\S+$"
        r"|(?:地址|電話|电话|傳真|传真|郵箱|邮箱|e-?mail|tel|fax)\s*[:：]|source\s*:|permalink",
        re.I,
    ),
    "navigation": re.compile(
        r"(?:上|下)一[篇頁页章]|返回|回到?(?:首頁|首页|頂部|顶部)|(?:相關|相关|推薦|推荐|熱門|热门)"
        r"(?:文章|閱讀|阅读)|首頁\s*[>»]|首页\s*[>»]|(?:previous|next) (?:post|article|page)"
        r"|related (?:posts|articles)|back to top|skip to|table of contents$|目錄$|目录$",
        re.I,
    ),
}


class Dropped(NamedTuple):
    """A block that is no part of the article, and why."""

    line: int
    kind: str
    text: str


def without_furniture(blocks: list[Block]) -> tuple[list[Block], list[Dropped]]:
    """The article's own blocks, and what was dropped.

    A line that comes again word for word is a running title; its first place is kept. What
    begins with the heading of comments runs to the end.
    """
    times = Counter(block.text for block in blocks if block.alone)
    kept: list[Block] = []
    dropped: list[Dropped] = []
    seen: set[str] = set()
    thread = False
    for block in blocks:
        kind = "comments" if thread else _kind(block)
        if kind is None and block.alone and times[block.text] > 1 and len(block.text) <= _SHORT:
            kind = "running title" if block.text in seen else None
            seen.add(block.text)
        if kind == "comments":
            thread = True
        if kind is None:
            kept.append(block)
        else:
            dropped.append(Dropped(block.line, kind, block.text))
    return kept, dropped


def _kind(block: Block) -> str | None:
    if len(block.text) > _SHORT and "http" not in block.text[:12]:
        return None
    bare = block.text.strip()
    return next((kind for kind, found in _KINDS.items() if found.match(bare)), None)
