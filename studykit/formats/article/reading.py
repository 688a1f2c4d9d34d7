"""The text of an article → its blocks, whatever it is marked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.article.blocks import Article
from studykit.formats.article.markdown_text import markdown_article
from studykit.formats.article.plain_text import plain_blocks

if TYPE_CHECKING:
    from studykit.formats.article.blocks import Form


def read_article(text: str, form: Form) -> Article:
    """The blocks of an article, and what the document says of itself.

    Raises:
        ArticleError: a page has no article.
        MissingExtraError: a page needs trafilatura.
    """
    if form == "html":
        from studykit.formats.article.page import page_article

        return page_article(text)
    return markdown_article(text) if form == "markdown" else Article(plain_blocks(text))
