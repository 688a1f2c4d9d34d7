"""A saved page → the blocks of its article.

Which parts of a page are the article is a library's judgement (trafilatura). How they are
written is ours: blocks are taken from the page itself, so that headings, lists with their
numbers, tables, listings, quotations, figures and links stay what they are.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from studykit.formats.article.blocks import Article, letters
from studykit.formats.article.decoding import ArticleError
from studykit.formats.article.page_blocks import blocks_of
from studykit.formats.article.page_selection import divide, judge
from studykit.formats.article.page_title import title_of
from studykit.formats.base import MissingExtraError
from studykit.language.message import Message

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = ("article:published_time", "date", "dc.date", "pubdate", "publishdate")


def page_article(text: str) -> Article:
    """The article of a page.

    Raises:
        ArticleError: the page has no article.
        MissingExtraError: trafilatura is not installed.
    """
    try:
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring

        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
        extracted = _extracted(text)
    except ImportError:
        raise MissingExtraError(
            Message("This is a web page. Install studykit with its extra `article` to read it.")
        ) from None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ArticleError(Message("This page has no article.")) from None
    article = Article()
    _take_head(page, article)
    blocks = blocks_of(page, article.address)
    judge(blocks, extracted.body)
    article.title = title_of(page, blocks) or extracted.title
    article.date = article.date or extracted.date
    divide(blocks, article)
    return article


class _Extracted(NamedTuple):
    """What the library finds; all of it empty where it fails."""

    body: str = ""
    """The letters and digits of the article."""
    title: str = ""
    date: str = ""


def _extracted(text: str) -> _Extracted:
    # The library's trees are gone before ours is built: each is many times as large as a page.
    from lxml import etree
    from trafilatura import bare_extraction

    with suppress(etree.LxmlError, ValueError, RecursionError):
        found: Any = bare_extraction(
            text,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            include_images=False,
            include_links=False,
            deduplicate=False,
        )
        if found is not None:
            body = letters("".join(found.body.itertext()))
            return _Extracted(body, str(found.title or ""), str(found.date or ""))
    return _Extracted()


def _take_head(page: HtmlElement, article: Article) -> None:
    article.language = (page.get("lang") or page.get("xml:lang") or "").strip()
    for meta in page.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").casefold()
        content = (meta.get("content") or "").strip()
        if key in _PUBLISHED and not article.date:
            found = re.match(r"\d{4}-\d{2}-\d{2}", content)
            article.date = found[0] if found else ""
        elif key == "og:url":
            article.address = content
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or ""):
            article.address = link.get("href") or article.address
    for base in page.iter("base"):
        article.address = urljoin(article.address, base.get("href") or "")
        break
    if not article.address.startswith(("http://", "https://")):
        article.address = ""
