"""PDFs with text become articles; those without are refused."""

from __future__ import annotations

import io

import pypdf
import pytest

from studykit.formats.base import FormatError, Source
from studykit.formats.document.opened import Opened, opened
from tests.formats.document.document_files import pdf_file

LONG = "The Moei is a river that forms the border between Thailand and Myanmar for most of"


def body(y: float, text: str, x: float = 72) -> tuple[float, float, float, str]:
    """A line of the body."""
    return (x, y, 11, text)


def read(*pages: list[tuple[float, float, float, str]]) -> Opened:
    """What a PDF of these pages becomes."""
    found = opened(Source("a.pdf", pdf_file(*pages)))
    assert found is not None
    return found


def test_what_is_larger_is_a_heading() -> None:
    document = read(
        [
            (72, 720, 20, "Rivers of"),
            (72, 696, 20, "Thailand"),
            body(660, LONG),
            body(646, "its course."),
            (72, 610, 14, "Trade"),
            body(590, LONG),
        ]
    )
    assert document.markdown == (
        f"# Rivers of Thailand\n\n{LONG} its course.\n\n## Trade\n\n{LONG}"
    )


def test_words_cut_at_the_end_of_a_line_are_whole_again() -> None:
    document = read([body(700, f"{LONG} trans-"), body(686, "port."), body(672, LONG)])
    assert "most of transport." in document.markdown


def test_paragraphs_are_told_apart_by_their_distance() -> None:
    document = read([body(700 - 14 * n, LONG) for n in range(3)] + [body(630, LONG)])
    assert document.markdown == f"{LONG} {LONG} {LONG}\n\n{LONG}"


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = [body(700, LONG), body(686, LONG)]
    second = [body(700, f"its course. {LONG[:70]}"), body(686, LONG)]
    assert "\n" not in read(first, second).plain


def test_running_titles_and_page_numbers_are_no_text() -> None:
    pages = [
        [
            (72, 760, 9, f"Annual report {n}"),
            *(body(700 - 14 * line, f"{LONG} {'abcd'[n - 1]}") for line in range(4)),
            (300, 40, 9, str(n)),
        ]
        for n in range(1, 5)
    ]
    document = read(*pages)
    assert "report" not in document.plain
    assert document.markdown.count(LONG) == 16


def test_notes_stand_apart_from_the_text() -> None:
    text = [body(700, LONG), body(686, f"{LONG} Tak.")]
    document = read([*text, (72, 60, 8, "1 See the archive of Tak.")], text)
    assert document.markdown.split("\n\n")[-1] == "*1 See the archive of Tak.*"


def test_lists_and_captions() -> None:
    document = read(
        [
            body(700, f"{LONG}:"),
            body(686, "\x95 one thing"),
            body(672, "\x95 another thing"),
            body(640, "Figure 1: the bridge of Mae Sot"),
            body(600, LONG),
        ]
    )
    assert (
        "- one thing\n- another thing\n\n*Figure 1: the bridge of Mae Sot*" in document.markdown
    )


def test_a_short_bold_line_is_marked() -> None:
    document = read([body(700, "*Trade"), body(686, LONG), body(672, LONG)])
    assert document.markdown.startswith("**Trade**\n\nThe Moei")


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file([body(700, LONG)])))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(pdf_file([body(700, LONG)])[:300], "not whole", id="cut off"),
        pytest.param(pdf_file([], []), "OCR", id="pictures only"),
        pytest.param(_encrypted(), "locked", id="encrypted"),
        pytest.param(b"%PDF-1.7\n%%EOF\n", "not whole", id="nothing in it"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        opened(Source("a.pdf", data))
