"""The title of a page: the heading that the page's own title repeats; never a link's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import letters, unmarked
from studykit.formats.article.sentences import is_wide

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from studykit.formats.article.page_blocks import Found

_LEAST_TITLE = 8
"""Letters of a title that may be a link."""
_SITE = re.compile(
    r"\s+[|–—·»]\s+|\s+-\s+|(?<=\S)[_｜|](?=\S)|-(?=[^-]*(?:網|网|新聞|新闻|百科)$)"
)
_BAR = re.compile(r"\s+[|»｜]\s+")


def title_of(page: HtmlElement, found: list[Found]) -> str:
    """The title of a page with these blocks, or empty; a heading that is the title becomes the
    block of that region, which is no part of the article."""
    declared = ""
    for key in ("og:title", "twitter:title", "headline", "dc.title"):
        for meta in page.iter("meta"):
            if (meta.get("property") or meta.get("name") or "").casefold() == key:
                declared = declared or " ".join((meta.get("content") or "").split())
    named = page.find(".//title")
    page_title = "" if named is None else " ".join((named.text or "").split())
    heads = [e for e in found if e.block.level and not e.region]
    known = letters(f"{declared} {page_title}")
    first = next(
        (n for n, e in enumerate(found) if e.inside and not (e.region or e.block.level)), 0
    )
    own = [e for e in found[:first] if e.block.level and not e.region and e.linked < 0.5]
    site = {letters(_SITE.split(each)[-1]) for each in (declared, page_title) if each}
    site -= {letters(each) for each in (declared, page_title)}
    named_so = [
        e
        for e in heads
        if e.block.level <= 3 and len(e.letters) >= 2 and e.letters in known
        # A logo is a link, and short.
        if e.linked < 0.5 or len(e.letters) >= _LEAST_TITLE
    ]
    if named_so:
        titles = [letters(each) for each in (declared, page_title) if each]

        def doubt(e: Found) -> tuple[bool, bool, int, int]:
            """The more doubtful of two headings is the greater: most titles end in the site."""
            begins = any(each.startswith(e.letters) for each in titles)
            return e.letters in site, not begins, e.block.level, -len(e.letters)

        best = min(named_so, key=doubt)
        best.region = "title"
        return unmarked(best.block.text)
    bare = _BAR.split(declared)[0].strip() or _SITE.split(page_title)[0].strip()
    if own and not declared and len(bare.split()) <= 1 and not is_wide(bare):
        # One word alone is rather the site's name than an article's.
        title = min(own, key=lambda e: e.block.level)
        title.region = "title"
        return unmarked(title.block.text)
    ones = [e for e in heads if e.block.level == 1 and e.linked < 0.5]
    if not bare and len(ones) == 1:
        ones[0].region = "title"
        return unmarked(ones[0].block.text)
    return bare
