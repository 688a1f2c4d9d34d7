"""E-books become articles, chapter by chapter."""

from __future__ import annotations

import pytest

from studykit.formats.base import FormatError, Source
from studykit.formats.document.opened import Opened, opened
from tests.formats.document.document_files import epub_file, zipped


def read(*chapters: str, **parts: str) -> Opened:
    """What an e-book of these chapters becomes."""
    found = opened(Source("a.epub", epub_file(*chapters, **parts)))
    assert found is not None
    return found


def test_each_page_begins_on_the_first_level() -> None:
    document = read("<h2>Moei</h2><p>North.</p><h4>Trade</h4><p>Grew.</p>", "<h1>Ping</h1>")
    assert document.markdown == "# Moei\n\nNorth.\n\n### Trade\n\nGrew.\n\n# Ping"
    assert (document.title, document.language) == ("Rivers", "en")


def test_a_note_stands_behind_what_refers_to_it() -> None:
    chapter = (
        '<p>Old.<sup><a epub:type="noteref" href="#n1">1</a></sup></p><p>Next.</p>'
        '<aside epub:type="footnote" id="n1"><p><a href="#r">1.</a> See Tak.</p></aside>'
    )
    assert read(chapter).markdown == "Old.[^1]\n\n[^1]: See Tak.\n\nNext."


def test_lists_tables_and_captions() -> None:
    chapter = (
        "<ol><li>one</li></ol><table><tr><th>Year</th><th>N</th></tr>"
        "<tr><td>1951</td><td>2</td></tr></table>"
        '<figure><img src="a.png"/><figcaption>The bridge</figcaption></figure>'
    )
    document = read(chapter)
    assert document.markdown == (
        "1. one\n\n| Year | N |\n| --- | --- |\n| 1951 | 2 |\n\n*The bridge*"
    )
    assert document.pictures == 1


def test_a_table_of_contents_is_no_text() -> None:
    contents = '<ul><li><a href="c1.xhtml">The Moei and its trade</a></li></ul>'
    assert read(contents, "<p>The Moei runs north.</p>").plain == "The Moei runs north."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(epub_file("<p>x</p>")[:-40], "not whole", id="cut off"),
        pytest.param(epub_file(""), "no text", id="empty"),
        pytest.param(zipped({"META-INF/container.xml": "<a"}), "not whole", id="no package"),
        pytest.param(
            epub_file("<p>x</p>", **{"META-INF/rights.xml": "<rights/>"}), "DRM", id="locked"
        ),
        pytest.param(
            epub_file("<p>x</p>", **{"OEBPS/content.opf": '<!DOCTYPE p [<!ENTITY e "">]><p/>'}),
            "entity",
            id="entities",
            marks=pytest.mark.filterwarnings("ignore:Duplicate name"),
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        opened(Source("a.epub", data))


def test_a_hidden_font_locks_no_book() -> None:
    font = '<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></encryption>'
    assert read("<p>The Moei runs north.</p>", **{"META-INF/encryption.xml": font}).plain
