"""`studykit import` on files with strange names, in strange encodings, and of strange sizes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from studykit.cli import main
from studykit.formats.article.decoding import LARGEST, ArticleError, decoded
from studykit.formats.article.markdown_text import markdown_article
from tests.safety.test_commands import assert_prints_safely

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from pathlib import Path

HAN = "背景\n\n二〇二五年七月四日，第二次會議在內比都召開，各方決定加強合作。\n" * 5
SIMPLE = "背景\n\n二〇二五年七月四日，第二次会议在内比都召开，各方决定加强合作。\n" * 5
LATIN = "Le café\n\nLa rivière coule près de la frontière, où l’été fut très sec.\n" * 5
ENCODINGS = {
    "UTF-8": (HAN, "utf-8"),
    "UTF-8 with a mark": (HAN, "utf-8-sig"),
    "UTF-16 with a mark": (HAN, "utf-16"),
    "UTF-16 without one, little end first": (LATIN, "utf-16-le"),
    "UTF-16 without one, big end first": (LATIN, "utf-16-be"),
    "UTF-32": (HAN, "utf-32"),
    "Big5": (HAN.replace("〇", "零"), "big5"),
    "GB18030": (SIMPLE, "gb18030"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_is_known_by_what_stands_there(name: str) -> None:
    text, encoding = ENCODINGS[name]
    assert decoded(text.encode(encoding))[0] == text


MISLABELLED = {
    "UTF-8 that says it is Big5": (HAN, "utf-8", "big5"),
    "GB18030 that says it is GB2312": (SIMPLE + "镕", "gb18030", "gb2312"),
    "UTF-8 that says it is UTF-16": (HAN, "utf-8", "utf-16"),
    "Big5 that says it is UTF-8": (HAN.replace("〇", "零"), "big5", "utf-8"),
    "Big5 that says it is nothing there is": (HAN.replace("〇", "零"), "big5", "x-none"),
    "a codec that is none of texts": (HAN.replace("〇", "零"), "big5", "base64"),
}


@pytest.mark.parametrize("name", MISLABELLED)
def test_a_page_that_is_mislabelled_is_read_all_the_same(name: str) -> None:
    text, encoding, label = MISLABELLED[name]
    page = f"<html><meta charset={label}><p>".encode() + text.encode(encoding)
    assert decoded(page)[0].endswith(text)


@pytest.mark.parametrize(
    "label", ["base64", "zip", "rot13", "undefined", "idna", "\ud800", "x\0"]
)
def test_an_encoding_that_is_none_of_texts_is_refused(label: str) -> None:
    with pytest.raises(ArticleError):
        decoded(HAN.encode(), label)


def test_latin_1_is_read_when_it_is_named() -> None:
    text = LATIN.replace("’", "'")
    assert decoded(text.encode("latin-1"), "latin-1")[0] == text
    for data in (
        text.encode("latin-1"),
        bytes(range(256)) * 9,
        b"\xff" * 999,
        HAN.encode()[:-2],
    ):
        try:
            decoded(data)
        except ArticleError as refusal:
            assert len(str(refusal)) < 200


@pytest.mark.skipif(sys.platform == "win32", reason="such names are POSIX's")
@pytest.mark.parametrize(
    "name", [b"a\nb.txt", b"\x1b[2J.txt", b"\xff\xfe.txt", b"-x.md", b"\xe2\x80\xae.html"]
)
def test_a_file_of_any_name_is_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    file = tmp_path / os.fsdecode(name)
    file.write_text(LATIN, encoding="utf-8")
    target = tmp_path / "course"
    assert main(["import", str(file), "--to", str(target)]) == 0
    assert main(["import", str(file), "--to", str(target), "--force", "--json"]) == 0
    assert main(["check", str(target)]) == 0
    captured = capsys.readouterr()
    assert_prints_safely(captured.out + captured.err)


@pytest.mark.parametrize("name", ["big.txt", "big.md", "big.html"])
def test_a_file_of_10_mb_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"<p>a\n\n" * (2 * LARGEST // 6))
    assert main(["import", str(file), "--to", str(tmp_path / "course")]) == 1
    told = capsys.readouterr().err
    assert "at most 5 MB" in told
    assert told.count("\n") == 1
    assert not (tmp_path / "course").exists()


LONG = 20_000
LONG_LINES = {
    "a heading": "# a" + " " * LONG + "b ##  ",
    "the name of a block": "::: a" + " " * LONG + "b",
    "an admonition": "!!! note" + " " * LONG + "b",
    "an indented admonition": " " * LONG + '!!! note "a',
    "a line of spaces": "a\n" + " " * LONG + "b",
    "comments that never close": "<!--" * LONG,
    "one comment that closes": "<!-- -->" + "<!--" * LONG,
}


@pytest.mark.parametrize("line", LONG_LINES.values(), ids=LONG_LINES)
def test_a_long_line_is_read_at_once(line: str) -> None:
    [*_, last] = markdown_article(line + "\n\n# c\n").blocks
    assert last.text.strip("*") == "c"  # bold within a block that stays open


def test_a_heading_of_spaces_is_read_whole() -> None:
    [heading, *_] = markdown_article("# a" + " " * 100_000 + "b ##  \n\n# c\n").blocks
    assert heading.text.startswith("a ")
    assert heading.text.endswith(" b")
