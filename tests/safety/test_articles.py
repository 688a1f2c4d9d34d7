"""An article that is meant to hang the import is read, or refused in a sentence."""

from __future__ import annotations

import pytest

from studykit.authoring.article.blocks import read_article

MANY = 100_000
PAGES = {
    "blocks in one another": "<div>x" * MANY,
    "elements in one another": "<b>x" * MANY,
    "comments that never close": "<!--" * MANY,
    "tags that never close": "<" * MANY,
    "attributes": "<a " + "b='c' " * MANY,
    "entities": "&amp;" * MANY,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_bomb_of_a_page_is_read(name: str) -> None:
    read_article(PAGES[name], "html")


def test_comments_go_and_lines_stay_where_they_are() -> None:
    page = "<p>a</p>\n<!-- b\n<p>c</p> -->\n<p>d</p>"
    assert [(block.text, block.line) for block in read_article(page, "html").blocks] == [
        ("a", 1),
        ("d", 4),
    ]
