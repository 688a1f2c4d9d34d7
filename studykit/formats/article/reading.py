"""The text of an article → its blocks, whatever it is marked up in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import Article
from studykit.formats.article.markdown_text import markdown_article
from studykit.formats.article.plain_text import plain_blocks

if TYPE_CHECKING:
    from studykit.formats.article.blocks import Block, Form


def read_article(text: str, form: Form) -> Article:
    """The blocks of an article, and what the document says of itself.

    Raises:
        ArticleError: a page has no article.
        MissingExtraError: a page needs trafilatura.
    """
    if form == "html":
        from studykit.formats.article.page import page_article

        return page_article(text)
    if form == "document":
        article = markdown_article(text)
        article.blocks = [_as_in_a_document(block) for block in article.blocks]
        return article
    return markdown_article(text) if form == "markdown" else Article(plain_blocks(text))


def _as_in_a_document(block: Block) -> Block:
    """A line in italics is a caption; any other line may be an unmarked heading."""
    if block.kind != "text" or block.level:
        return block
    caption = re.fullmatch(r"\*(?!\*)[^*]+\*", block.text)
    return replace(block, kind="figure" if caption else "text", alone="\n" not in block.text)
