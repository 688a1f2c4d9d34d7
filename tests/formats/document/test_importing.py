"""`studykit import` takes documents as it takes texts: as articles or as exams."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from studykit.cli import main
from studykit.formats.base import MissingExtraError, Options, Source
from studykit.formats.registry import format_of
from tests.formats.document.document_files import (
    epub_file,
    listed,
    numbering,
    paragraph,
    pdf_file,
    styled,
    word_file,
)

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "In 1951, the first ferry company of the Moei was founded in Mae Sot."
TYPED = [
    paragraph(line)
    for line in (
        "1. Which river flows north?",
        "A. Ping   B. Moei",
        "C. Nan",
        "Answer: B",
        "2. Which is longest?",
        "A. Yom",
        "B. Mekong",
        "Answer: B",
    )
]
COUNTED = [
    listed("哪條河向北流？（B）", 1),
    listed("平河", 2),
    listed("莫艾河", 2),
    listed("哪條河最長？（A）", 1),
    listed("湄公河", 3),
    listed("永河", 3),
]
STEMS = numbering([("decimal", "%1.")], [("upperLetter", "(%1)")], [("upperLetter", "(%1)")])


def imported(tmp_path: Path, name: str, data: bytes) -> int:
    """Import a file into a new course, and return how that ends."""
    (tmp_path / name).write_bytes(data)
    return main(["import", str(tmp_path / name), "--to", str(tmp_path / "course")])


def lesson(tmp_path: Path) -> dict[str, Any]:
    """The only lesson of the new course."""
    files = [f for f in (tmp_path / "course").glob("*.yaml") if f.name != "course.yaml"]
    [file] = files
    tree: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tree


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.docx",
            word_file(styled("Rivers", "T"), styled("Trade", "H1"), paragraph(SENTENCE)),
        ),
        ("a.epub", epub_file(f"<h1>Trade</h1><p>{SENTENCE}</p>")),
        ("a.pdf", pdf_file([(72, 700, 18, "Trade"), (72, 660, 11, SENTENCE)])),
    ],
)
def test_a_document_becomes_a_course(name: str, data: bytes, tmp_path: Path) -> None:
    assert imported(tmp_path, name, data) == 0
    tree = lesson(tmp_path)
    assert [section["text"] for section in tree["sections"]] == [SENTENCE]
    assert tree["cards"][0]["cloze"] == SENTENCE.replace("1951", "{{1951}}")


def test_unmarked_headings_of_a_document_are_headings(tmp_path: Path) -> None:
    text = "湄公河是東南亞最長的河流，流經六個國家，最後在越南注入南海。"
    body = ["一、前言", text, "二、貿易", text.replace("湄公河", "薩爾溫江")]
    assert imported(tmp_path, "a.docx", word_file(*map(paragraph, body))) == 0
    assert [section["title"] for section in lesson(tmp_path)["sections"]] == ["前言", "貿易"]


def test_a_note_is_no_sentence_to_ask(tmp_path: Path) -> None:
    note = f'<aside epub:type="footnote" id="n"><p>{SENTENCE}</p></aside>'
    chapter = f'<p>The Moei runs north to Tak, and on.<a href="#n">1</a></p>{note}'
    assert imported(tmp_path, "a.epub", epub_file(chapter, title="Moei")) == 0
    tree = lesson(tmp_path)
    assert SENTENCE in tree["sections"][0]["text"]
    assert "cards" not in tree


@pytest.mark.parametrize(
    ("body", "parts", "stems", "right"),
    [
        (TYPED, {}, ["Which river flows north?", "Which is longest?"], ["Moei", "Mekong"]),
        (
            COUNTED,
            {"numbering": STEMS},
            ["哪條河向北流？（　）", "哪條河最長？（　）"],
            ["莫艾河", "湄公河"],
        ),
    ],
    ids=["typed numbers", "numbers that Word counts"],
)
def test_an_exam_out_of_word_becomes_questions(
    body: list[str], parts: dict[str, str], stems: list[str], right: list[str], tmp_path: Path
) -> None:
    assert imported(tmp_path, "exam.docx", word_file(*body, **parts)) == 0
    questions = lesson(tmp_path)["questions"]
    assert [question["stem"] for question in questions] == stems
    chosen = [[o["text"] for o in q["options"] if o.get("correct")] for q in questions]
    assert chosen == [[text] for text in right]


def test_a_picture_of_an_exam_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = "<w:r><w:t>3. What is this?</w:t></w:r><w:r><w:drawing><blip/></w:drawing></w:r>"
    body = [*TYPED, paragraph(picture), paragraph("A. x   B. y"), paragraph("Answer: A")]
    assert imported(tmp_path, "exam.docx", word_file(*body)) == 0
    assert "A picture in it is not taken." in capsys.readouterr().out


def test_no_other_format_takes_a_pdf() -> None:
    data = pdf_file([(72, 700, 11, "::Q1:: Which? {=a ~b}"), (72, 680, 11, "::Q2:: X {T}")])
    assert format_of([Source("a.pdf", data)]).name == "article"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word_file(paragraph(SENTENCE))[:-30]),
        ("a.epub", epub_file("")),
        ("a.pdf", pdf_file([])),
    ],
)
def test_nothing_is_written_where_it_cannot_be_read(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tmp_path, name, data) == 1
    assert name in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


@pytest.mark.parametrize(
    ("name", "data", "package"),
    [
        ("a.epub", epub_file("<p>x</p>"), "lxml"),
        ("a.pdf", pdf_file([(72, 700, 11, SENTENCE)]), "pypdf"),
    ],
)
def test_the_extra_is_named(
    name: str,
    data: bytes,
    package: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(module: str, *details: Any, **more: Any) -> Any:
        if module.partition(".")[0] == package:
            raise ImportError(module)
        return real(module, *details, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    source = Source(name, data)
    with pytest.raises(MissingExtraError, match="extra `documents`"):
        format_of([source]).read([source], Options("course"))
