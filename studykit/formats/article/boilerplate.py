"""What stands around an article on its page: sharing, disclaimers, addresses, comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import Block, Dropped, size, unmarked

if TYPE_CHECKING:
    from studykit.formats.article.blocks import Form

_SHORT = 60
_LONG = 200
"""Characters of a line that is judged by how it begins; a disclaimer may be longer."""
_LINES = {
    "comments": re.compile(
        r"(?:文章|网友|網友|讀者|读者|全部|最新|熱門|热门|新闻|新聞)?(?:評論|评论|留言|回應|回应)"
        r"\s*[(（:：]?\s*\d*\s*[条條则則]?\s*[)）]?(?:$|\s*最)"
        r"|(?:發表|发表|我要)(?:評論|评论|留言).{0,3}$|网友评论仅供|網友評論僅供"
        r"|(?:\d+ )?(?:comments?|responses|replies)\b[\s(:]*\d*\)?$|leave a (?:reply|comment)",
        re.I,
    ),
    "sharing": re.compile(
        r"分享(?:到|至|給|给)?\s*[:：]?$|分享到|share (?:this|on|to|via)\b"
        r"|(?:tweet|pin it|facebook|twitter|微博|微信|LINE|WhatsApp)[\s|·]*$"
        r"|用微信扫|扫描二维码|掃描二維碼|收藏$|點贊$|点赞$|字号$|字號$|print this|\+1$",
        re.I,
    ),
    "editors": re.compile(
        r"[（(\[【]?\s*(?:責任編輯|责任编辑|責編|责编|編輯|编辑|校對|校对|審核|审核)\s*[:：]"
        r"|[（(]?原(?:标题|標題|题为|題為)\s*[:：《“]|本文(?:来源|來源)\s*[:：]|最后更新\s*[:：]"
        r"|关键字\s*[:：]|關鍵字\s*[:：]|(?:标签|標籤|tags?)\s*[:：]?$",
        re.I,
    ),
    "disclaimer": re.compile(
        r"(?:免責|免责|版權|版权|法律)(?:聲明|声明)\s*[:：]?|(?:聲明|声明)\s*[:：]|版權所有|版权所有|轉載請|转载请"
        r"|本文为.{0,12}原创|未经授权|未經授權|disclaimer|copyright|©|all rights reserved",
        re.I,
    ),
    "address": re.compile(
        r"(?:本文|原文|文章)?(?:鏈接|链接|連結|網址|网址|來源|来源|出處|出处)\s*[:：]|https?://\S+$"
        r"|(?:地址|電話|电话|傳真|传真|郵箱|邮箱|e-?mail|tel|fax)\s*[:：]|source\s*:|permalink",
        re.I,
    ),
    "navigation": re.compile(
        r"(?:上|下)一[篇頁页章]|返回|回到?(?:首頁|首页|頂部|顶部)|首頁\s*[>»]|首页\s*[>»]"
        r"|(?:previous|next) (?:post|article|page)|back to top|skip to|jump to (?:nav|search)"
        r"|(?:main articles?|see also|further information|hauptartikel)\s*:"
        r"|(?:主条目|主條目|参见|參見)\s*[:：]|from wikipedia, the free|维基百科，自由"
        r"|維基百科，自由"
        r"|(?:read|see) more\s*:|加载更多|載入更多|登录并发|推荐阅读\s*[:：]|推薦閱讀\s*[:：]",
        re.I,
    ),
}
_HEADINGS = {
    "comments": _LINES["comments"],
    "references": re.compile(
        r"(?:references?(?: and notes)?|notes(?: and references)?|footnotes|citations|sources"
        r"|bibliography|works cited|external links|further reading|see also|einzelnachweise"
        r"|weblinks|literatur|siehe auch|参考(?:文献|文獻|资料|資料)|參考(?:文獻|資料|來源)"
        r"|参考来源|注释|註釋|注釋|腳註|外部(?:链接|連結|リンク)|延伸(?:阅读|閱讀)|参见|參見"
        r"|脚注|関連項目|注解|المراجع)\s*[:：]?$",
        re.I,
    ),
    "related": re.compile(
        r"(?:related|recommended|popular|latest|trending|more) "
        r"(?:posts?|articles?|stories|news|content|links|topics|on this|from\b.*)$"
        r"|(?:you may|you might) (?:also )?like"
        r"|(?:相關|相关|推薦|推荐|熱門|热门|延伸|精彩|最新|小编最近|猜你)(?:文章|閱讀|阅读|新聞|新闻"
        r"|報導|报道|内容|內容|视频|影音|推薦|推荐|喜欢|喜歡)|(?:視頻|视频|影片)推[薦荐]"
        r"|(?:文章|新聞|新闻)(?:推薦|推荐|排行)",
        re.I,
    ),
    "navigation": re.compile(
        r"(?:table of )?contents$|navigation(?: menu)?$|目錄$|目录$|本頁目錄$|本页目录$"
        r"|inhaltsverzeichnis$|目次$|navigationsmenü$",
        re.I,
    ),
}
_BEFORE = 0.35
"""Share of the text that stands before what ends an article; a menu names such things too."""
_NEAR_END = 0.6
_EDIT = re.compile(
    r"\s*\\?\[(?:edit|編輯|编辑|編集|bearbeiten|quelltext[^\]]*|[^\[\]]*\|[^\[\]]*)\\?\]$", re.I
)


def without_boilerplate(blocks: list[Block], form: Form) -> tuple[list[Block], list[Dropped]]:
    """The article's own blocks, and what was dropped.

    The title that comes again word for word is a running title. A section of references or
    related articles goes with all it holds; comments run to the end. Neither counts before a
    good part of the text has passed.
    """
    whole = size(blocks)
    first = blocks[0] if blocks else None
    title = first.text if first and first.alone and len(first.text) <= _SHORT else ""
    kept: list[Block] = []
    dropped: list[Dropped] = []
    passed = 0
    ending, below = "", 0
    """What kind of section is being dropped, and the level of its heading."""
    for number, block in enumerate(blocks):
        text = unmarked(block.text)
        may_end = passed > _BEFORE * whole
        if 0 < block.level <= below:
            ending, below = "", 0
        kind = ending
        # A lesson on programming has a section on comments.
        taught = form == "markdown" and block.level > 0
        if not kind and (block.level or block.alone) and len(text) <= _SHORT:
            kind = _kind(_HEADINGS, text.strip(" ：:#"))
            if kind == "comments" and taught:
                kind = ""
            if kind and block.level:
                if may_end or kind == "navigation":
                    ending, below = kind, block.level
            elif kind in ("comments", "related") and may_end:
                ending, below = kind, 0
            elif kind != "comments":
                kind = ""  # an unmarked line may be anything
        if not kind and len(text) <= _LONG and block.kind in ("text", "item"):
            kind = _kind(_LINES, text)
            if len(text) > _SHORT and kind not in ("disclaimer", "address"):
                kind = ""
            if kind == "comments" and taught:
                kind = ""
            ends = kind in ("editors", "sharing", "comments") and form == "html"
            if ends and passed > _NEAR_END * whole:
                ending, below = "after the article", 0
        if not kind and number and block.alone and block.text == title:
            kind = "running title"
        passed += size([block])
        if kind:
            dropped.append(Dropped(block.line, kind, text))
        elif block.level:
            kept.append(Block(_EDIT.sub("", block.text) or block.text, block.line, block.level))
        else:
            kept.append(block)
    return kept, dropped


def _kind(patterns: dict[str, re.Pattern[str]], text: str) -> str:
    return next((kind for kind, pattern in patterns.items() if pattern.match(text)), "")
