"""Every format that courses are imported from or exported to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.anki.format import AnkiFormat
from studykit.formats.anki_text import AnkiTextFormat
from studykit.formats.article.format import ArticleFormat
from studykit.formats.blackboard import BlackboardFormat
from studykit.formats.brightspace import BrightspaceFormat
from studykit.formats.canvas.format import CanvasFormat
from studykit.formats.document.opened import is_document
from studykit.formats.exam_text import ExamTextFormat
from studykit.formats.gift import GiftFormat
from studykit.formats.hashcards import HashcardsFormat
from studykit.formats.mdbook_quiz import MdbookQuizFormat
from studykit.formats.moodle_xml.format import MoodleXmlFormat
from studykit.formats.org import OrgFormat
from studykit.formats.print_page import PARTS, PrintFormat
from studykit.formats.qti.format import QtiFormat
from studykit.formats.table.format import TextTableFormat, WorkbookFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.base import Format, Source
    from studykit.formats.exchange import Writer

FORMATS: tuple[Format, ...] = (
    AnkiFormat(),
    WorkbookFormat(),
    QtiFormat(),
    CanvasFormat(),
    MoodleXmlFormat(),
    BlackboardFormat(),
    BrightspaceFormat(),
    AnkiTextFormat(),
    MdbookQuizFormat(),
    OrgFormat(),
    HashcardsFormat(),
    TextTableFormat("csv", ",;"),
    TextTableFormat("tsv", "\t"),
    GiftFormat(),
    ExamTextFormat(),
    ArticleFormat(),
)
"""Those that can be read, in the order in which they are asked; an article may be any text,
so it comes last."""

_OF_DOCUMENTS = FORMATS[-2:]
"""What a word processor's file, an e-book or a PDF may hold: an exam or an article."""

PRINTED = {each.name: each for each in map(PrintFormat, PARTS)}
"""Pages to print, which take options of their own."""

_WRITTEN: tuple[Writer, ...] = (
    AnkiFormat(),
    AnkiTextFormat(),
    BlackboardFormat(),
    BrightspaceFormat(),
    CanvasFormat(),
    ExamTextFormat(),
    GiftFormat(),
    MoodleXmlFormat(),
    QtiFormat(),
    TextTableFormat("csv", ","),
    TextTableFormat("tsv", "\t"),
    WorkbookFormat(),
    *PRINTED.values(),
)
WRITERS = {each.name: each for each in _WRITTEN}
"""Those that can be written, by the name that `--to` takes."""

LARGEST = max(each.largest for each in FORMATS)
"""Bytes of a file that are worth reading at all."""


def format_of(sources: Sequence[Source]) -> Format:
    """The format of files that are imported together: the first that recognises them all."""
    asked = _OF_DOCUMENTS if any(map(is_document, sources)) else FORMATS
    return next((each for each in asked if all(map(each.recognises, sources))), FORMATS[-1])


def format_named(name: str) -> Format | None:
    """The format that `--from` names."""
    return next((each for each in FORMATS if each.name == name), None)
