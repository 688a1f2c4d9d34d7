"""The encoding of an article is known by its bytes."""

from __future__ import annotations

import codecs

import pytest

from studykit.formats.article.decoding import ArticleError, decoded

WIDE = "河水每年春天從山上帶來許多泥沙，流到寬闊的平原上。\n"
NARROW = "河水每年春天从山上带来许多泥沙，流到宽阔的平原上。\n"


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (WIDE.encode(), WIDE, "utf-8"),
        (codecs.BOM_UTF8 + WIDE.encode(), WIDE, "utf-8"),
        (WIDE.encode("utf-16"), WIDE, "utf-16"),
        (codecs.BOM_UTF16_BE + WIDE.encode("utf-16-be"), WIDE, "utf-16"),
        (codecs.BOM_UTF32_LE + WIDE.encode("utf-32-le"), WIDE, "utf-32"),
        (codecs.BOM_UTF32_BE + WIDE.encode("utf-32-be"), WIDE, "utf-32"),
        (("\xe9a river " * 9).encode("utf-16-le"), "\xe9a river " * 9, "utf-16-le"),
        (("\xe9a river " * 9).encode("utf-16-be"), "\xe9a river " * 9, "utf-16-be"),
        (NARROW.encode("gb18030"), NARROW, "gb18030"),
        (WIDE.encode("big5"), WIDE, "big5hkscs"),
        (
            b"<meta charset=gb2312>" + NARROW.encode("gbk"),
            f"<meta charset=gb2312>{NARROW}",
            "gb18030",
        ),
        (
            b"<meta charset=big5>" + WIDE.encode("big5"),
            f"<meta charset=big5>{WIDE}",
            "big5hkscs",
        ),
        (b"<meta charset=latin-1>caf\xe9", "<meta charset=latin-1>café", "latin-1"),
        (
            b"<meta charset=nonsense>" + WIDE.encode("big5"),
            f"<meta charset=nonsense>{WIDE}",
            "big5hkscs",
        ),
        (b"a\r\nb\rc", "a\nb\nc", "utf-8"),
        (b"a" * 99 + b"\x01", "a" * 99 + "\x01", "utf-8"),
    ],
)
def test_known_encodings(data: bytes, text: str, name: str) -> None:
    assert decoded(data) == (text, name)


def test_a_named_encoding_is_taken() -> None:
    assert decoded("é".encode("latin-1"), "latin-1") == ("é", "latin-1")


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b" \n", None, "The file is empty."),
        (b"a" * 5_000_001, None, "An article has at most 5 MB; this file has more."),
        (b"a" * 98 + b"\x01\x02", None, "This is no text: it is full of control characters."),
        (
            b"\xff\xfe\xfd\x80",
            "utf-8",
            "The file is not in utf-8: byte 1 does not belong there.",
        ),
        (b"a", "nonsense", "There is no encoding “nonsense”."),
        (
            b"a\xff\xff\xff",
            None,
            "This is no text in an encoding I know. Name it with --encoding.",
        ),
    ],
)
def test_what_is_no_text(data: bytes, encoding: str | None, said: str) -> None:
    with pytest.raises(ArticleError) as error:
        decoded(data, encoding)
    assert str(error.value) == said


def test_an_article_of_five_megabytes_is_read() -> None:
    assert len(decoded(b"a" * 5_000_000)[0]) == 5_000_000
