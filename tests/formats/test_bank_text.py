"""Bytes of a bank become text, and HTML becomes Markdown, the short way as the long one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdownify import MarkdownConverter

from studykit.formats.bank_text import bank_text, markdown_of
from studykit.formats.base import FormatError, Source

PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<br>",
        "<br/>",
        "<em>x</em>",
        "a*b",
        "c_d",
        " ",
        "&lt;",
        "河",
        "z",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_plain_emphasis_is_read_as_the_package_reads_it(html: str) -> None:
    converter = MarkdownConverter(heading_style="ATX", bullets="-", newline_style="backslash")
    if "<" in html or "&" in html:
        assert markdown_of(html) == converter.convert(html).strip()
        paragraphs = f"<p>{html}</p>\n<p>x</p>"
        assert markdown_of(paragraphs) == converter.convert(paragraphs).strip()
    else:
        assert markdown_of(html) == html.strip()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("2 < 3", "2 < 3"),
        (r"<b>If</b> \(x_1 &lt; x_2*3\) then \[a*b*c\]", "**If** $x_1 < x_2*3$ then $$a*b*c$$"),
        ("[$]x_i[/$] <i>is</i>", "$x_i$ *is*"),
        ("H<sub>2</sub>O and x<sup>n</sup>", "H₂O and xⁿ"),
        ("a<sub>ij</sub>", "a\\_(ij)"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("河\r\nx".encode(), "河\nx"),
        ("\ufeffx".encode(), "x"),
        ("河".encode("utf-16"), "河"),
        ("Où est la rivière ?".encode("windows-1252"), "Où est la rivière ?"),
        (
            "题目：湄索河往哪个方向流，答案是往北。".encode("gb18030"),
            "题目：湄索河往哪个方向流，答案是往北。",
        ),
    ],
)
def test_the_usual_encodings_are_seen(data: bytes, text: str) -> None:
    assert bank_text(Source("x", data)) == text


@pytest.mark.parametrize("data", [b"", b" \n", b"\x00\x01\x02" * 100])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        bank_text(Source("x", data))
