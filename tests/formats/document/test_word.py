"""Word files become articles with all that stood in them."""

from __future__ import annotations

import pytest

from studykit.formats.base import FormatError, Source
from studykit.formats.document.opened import Opened, opened
from tests.formats.document.document_files import (
    WORD,
    listed,
    numbering,
    paragraph,
    styled,
    word_file,
    zipped,
)

LISTS = numbering(
    [("decimal", "%1."), ("lowerLetter", "(%2)")],
    [("bullet", "•")],
    [("upperLetter", "%1.")],
    [("taiwaneseCountingThousand", "%1、")],
)


def read(*body: str, **parts: str) -> Opened:
    """What a Word file of these paragraphs becomes."""
    found = opened(Source("a.docx", word_file(*body, **parts)))
    assert found is not None
    return found


def test_headings_and_the_title() -> None:
    document = read(
        styled("Rivers", "T"),
        styled("Trade .......... 3", "Toc1"),
        styled("Trade", "H1"),
        paragraph("It grew."),
        styled("Ferries", "H2"),
    )
    assert document.title == "Rivers"
    assert document.markdown == "# Trade\n\nIt grew.\n\n## Ferries"


def test_lists_are_numbered_as_word_shows_them() -> None:
    document = read(
        listed("one", 1),
        listed("inner", 1, 1),
        listed("two", 1),
        paragraph("Between."),
        listed("dot", 2),
        listed("first", 3),
        listed("second", 3),
        listed("前言", 4),
        numbering=LISTS,
    )
    assert document.markdown == (
        "1. one\n    - (a) inner\n2. two\n\nBetween.\n\n- dot\n- A. first\n- B. second\n"
        "- 一、 前言"
    )
    assert document.plain.split("\n") == [
        "1. one",
        "(a) inner",
        "2. two",
        "Between.",
        "dot",
        "A. first",
        "B. second",
        "一、 前言",
    ]


def test_emphasis_is_one_mark_however_the_line_is_cut() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>north</w:t></w:r>"
    low = '<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>'
    text = f'<w:r><w:t xml:space="preserve">It runs </w:t></w:r>{bold}{bold}'
    document = read(paragraph(f"{text}<w:r><w:t>, H</w:t></w:r>{low}<w:r><w:t>O*</w:t></w:r>"))
    assert document.markdown == "It runs **northnorth**, H₂O\\*"
    assert document.plain == "It runs northnorth, H₂O*"


def test_what_was_deleted_is_no_text() -> None:
    deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    assert read(paragraph(deleted + added + hidden)).markdown == "new"


def test_tables_keep_their_cells() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    rows = "".join(
        f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in (("Year", "N"), ("1951", "1|2"))
    )
    document = read(f"<w:tbl>{rows}</w:tbl>")
    assert document.markdown == "| Year | N |\n| --- | --- |\n| 1951 | 1\\|2 |"
    assert document.plain == "Year N\n1951 1|2".replace("r N", "r  N").replace("1 1", "1  1")


def test_footnotes_stand_behind_their_paragraph() -> None:
    mark = '<w:r><w:t>Old.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator" w:id="0"/>'
        f'<w:footnote w:id="2">{paragraph("See Tak.")}</w:footnote></w:footnotes>'
    )
    document = read(paragraph(mark), paragraph("Next."), footnotes=notes)
    assert document.markdown == "Old.[^1]\n\n[^1]: See Tak.\n\nNext."
    assert document.plain == "Old.\nNext."


def test_captions_and_pictures() -> None:
    picture = '<w:r><w:drawing><docPr descr="a map"/><blip/></w:drawing></w:r>'
    document = read(paragraph(picture), styled("Figure 1: the bridge", "Cap"))
    assert document.markdown == "*Figure 1: the bridge*"
    assert document.plain.split("\n")[0] == "[picture: a map]"
    assert document.pictures == 1


def test_formulas_and_readings() -> None:
    fraction = (
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:sSup><m:e><m:r><m:t>a</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
        "</m:sup></m:sSup></m:den></m:f></m:oMath>"
    )
    reading = (
        "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert read(paragraph(fraction)).markdown == "$x=\\frac{1}{a^{2}}$"
    assert read(paragraph(reading)).markdown == "{漢|かん}"


def test_a_line_that_the_author_broke_is_two_lines() -> None:
    text = "<w:r><w:t>A. one</w:t><w:br/><w:t>B. two</w:t></w:r>"
    assert read(paragraph(text)).plain == "A. one\nB. two"


def test_an_underlined_space_is_a_blank() -> None:
    blank = (
        '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">      </w:t></w:r>'
    )
    text = f"<w:r><w:t>It is</w:t></w:r>{blank}<w:r><w:t>.</w:t></w:r>"
    assert read(paragraph(text)).plain == "It is____."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(word_file(paragraph("x"))[:-30], "not whole", id="cut off"),
        pytest.param(zipped({"[Content_Types].xml": ""}), "not whole", id="without its text"),
        pytest.param(word_file("<w:p><w:r>"), "not whole", id="broken XML"),
        pytest.param(word_file(paragraph("")), "no text", id="empty"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
            id="locked",
        ),
        pytest.param(
            zipped(
                {
                    "word/document.xml": '<!DOCTYPE d [<!ENTITY e "x">]><w:document xmlns:w='
                    f'"{WORD}"><w:body>{paragraph("&e;")}</w:body></w:document>'
                }
            ),
            "entity",
            id="entities",
        ),
        pytest.param(word_file(paragraph(" " * 80_000_000)), "larger than", id="a bomb"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        opened(Source("a.docx", data))
