"""What is no article is refused with the sentence that helps."""

from __future__ import annotations

import pytest

from studykit.formats.article.decoding import ArticleError
from studykit.formats.article.importing import import_article
from studykit.formats.base import Source


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.odt", b"PK\x03\x04 content.xml", "save it as .docx"),
        ("a.zip", b"PK\x03\x04", "unpack it"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "word processor"),
        ("a.xml", b"<?xml version='1.0'?>\n<quiz><question>", "Moodle"),
        ("a.csv", b"front,back\nWhich?,Moei\n", "table"),
        ("anki.txt", b"#separator:tab\n#html:true\nWhich?\tMoei\n", "Anki"),
        ("t.md", b"Quiz title: Rivers\n\n1. Which?\n*a) Moei\n", "text2qti"),
        ("b.gift", b"// Rivers\n::Q1:: Which river? {=Moei ~Ping}\n", "GIFT"),
    ],
)
def test_what_it_is_and_what_to_do(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(ArticleError, match=advice):
        import_article([Source(name, data)], "course")


def test_prose_with_braces_is_an_article() -> None:
    text = b"# Sets\n\nA set is written {a, b} and the empty set {} has no member at all.\n"
    assert import_article([Source("sets.md", text)], "course", language="en").title == "Sets"
