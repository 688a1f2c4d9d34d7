"""An article that is meant to hang the import is read, or refused in a sentence."""

from __future__ import annotations

import pytest

from studykit.formats.article.blocks import unmarked
from studykit.formats.article.decoding import ArticleError
from studykit.formats.article.outline import outline
from studykit.formats.article.pairs import Pair, take_pairs
from studykit.formats.article.reading import read_article

MANY = 30_000
FIRST = "The river carries sand and gravel from the hills down to the wide plain every spring."
LAST = "The ferry waits at the bank until the water has gone down and the fog has lifted again."
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
    try:
        read_article(PAGES[name], "html")
    except ArticleError as refusal:
        assert len(str(refusal)) < 200
    article = read_article(f"<p>{FIRST}</p><p>{LAST}</p>" + PAGES[name], "html")
    assert article.blocks[0].text == FIRST


def test_comments_go_and_lines_stay_where_they_are() -> None:
    page = f"<p>{FIRST}</p>\n<!-- b\n<p>c</p> -->\n<p>{LAST}</p>"
    assert [(block.text, block.line) for block in read_article(page, "html").blocks] == [
        (FIRST, 1),
        (LAST, 4),
    ]


UNENDED = {
    "tags": "<a ",
    "tags with values": '<a b="c" ',
    "values": "<a b='",
    "end tags": "</",
    "declarations": "<!",
    "marked sections": "<![",
    "instructions": "<?",
}


@pytest.mark.parametrize("name", UNENDED)
def test_what_never_ends_in_a_page_is_text(name: str) -> None:
    start = f"<p>{FIRST}</p><p>{LAST}</p>"
    made = read_article(start + UNENDED[name] * MANY, "html")
    assert made.blocks[0].text == FIRST
    read_article(start + UNENDED[name] * MANY + ">", "html")


@pytest.mark.parametrize(
    "text",
    ["[\\a" * MANY, "[\\[" * MANY, "[a](" * MANY, "![" + "\\]" * MANY, "[" + "\\\\" * MANY],
)
def test_brackets_that_never_close_are_text(text: str) -> None:
    assert unmarked(text)
    assert read_article(f"{FIRST}\n\n{text}", "markdown").blocks[0].text == FIRST


@pytest.mark.parametrize("inside", ["", "if !mso", "CDATA[x]]", "[", "x["])
def test_a_marked_section_is_a_comment(inside: str) -> None:
    made = read_article(f"<p>{FIRST}</p><![{inside}><p>b &amp; {LAST}</p>", "html")
    assert [block.text for block in made.blocks] == [FIRST, f"b & {LAST}"]


def test_many_questions_are_taken_one_by_one() -> None:
    pairs, left = take_pairs("Q: what? A: this. " * MANY)
    assert (len(pairs), left) == (MANY, "")
    assert (pairs[0], pairs[-1]) == (Pair("what?", "this."),) * 2
    assert take_pairs("Q: a? " * MANY)[0] == []
    assert take_pairs("Q:" + " " * MANY + "A:" + " " * MANY)[0] == []
    assert take_pairs("問" + " " * MANY + "答" + " " * MANY)[0] == []


def test_a_text_of_many_paragraphs_is_put_together_once() -> None:
    blocks = read_article("some text.\n\n" * MANY, "text")
    made = outline(blocks, "text", "x")
    assert made.chapters[0].sections[0].text.count("some text") == MANY
