"""Files of an article → the draft of a course, and the report of how it came about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.authoring.import_record import RECORD, record_of, record_text
from studykit.authoring.rendering import schema_line, yaml_text
from studykit.content.collector import collector_off
from studykit.formats.article.blocks import Dropped, form_of, size
from studykit.formats.article.boilerplate import without_boilerplate
from studykit.formats.article.criticism import without_flawed_items
from studykit.formats.article.damage import Place, repair
from studykit.formats.article.decoding import ArticleError, decoded
from studykit.formats.article.draft import Draft, draft
from studykit.formats.article.language import declared_language, detected_language
from studykit.formats.article.outline import Outline, outline
from studykit.formats.article.reading import read_article
from studykit.formats.article.refusals import refusal
from studykit.formats.article.report import report_lines, warning_lines
from studykit.formats.article.variants import (
    Variant,
    VariantsUnavailable,
    fixed,
    wrong_variants,
)
from studykit.formats.base import FormatError, Source
from studykit.formats.document.opened import opened
from studykit.language.message import Message
from studykit.text.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.authoring.course_extension import Existing
    from studykit.formats.article.blocks import Form
    from studykit.language.words import Words

_DRAFTED = (
    "# Drafted from {source}. Every item with `draft: true` waits for you, and learners see\n"
    "# none of them: `studykit preview` shows one after the other, to accept, edit or drop.\n"
)
_MOSTLY = 0.5
"""Share of a file's text that may go before it is said first of all."""


@dataclass
class FileReport:
    """What was found in one file."""

    name: str
    encoding: str
    form: str
    """Or the kind of document that it is."""
    title: str = ""
    behind: int = 0
    inside: int = 0
    left: tuple[Place, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    share_dropped: float = 0.0
    """The share of the text that was dropped."""
    variants: list[Variant] = field(default_factory=list)
    variants_fixed: bool = False
    notes: list[Message] = field(default_factory=list)

    @property
    def mostly_dropped(self) -> bool:
        """Whether more than half of the text is not taken."""
        return self.share_dropped > _MOSTLY


@dataclass
class Imported:
    """A draft, and what to say about it."""

    outlines: list[Outline]
    draft: Draft
    files: list[FileReport]
    left_out: int = 0
    media: dict[str, bytes] = field(default_factory=dict, init=False)

    @property
    def title(self) -> str:
        """Of the course."""
        return str(self.draft.head["title"])

    @property
    def drafts(self) -> int:
        """How many cards and questions wait for the author to confirm them."""
        return self.draft.count("cards") + self.draft.count("questions")

    def texts(self) -> dict[str, str]:
        """The files of the course: name → content."""
        source = ", ".join(re.split(r"[/\\\\]", report.name)[-1] for report in self.files)
        top = _DRAFTED.format(source=" ".join(source.split()))
        files = {"course.yaml": schema_line("course") + top + yaml_text(self.draft.head)}
        for lesson in self.draft.lessons:
            text = schema_line("lesson") + top + yaml_text(lesson)
            files[f"{lesson['id']}.yaml"] = text
        files[RECORD] = record_text(record_of(self.draft.lessons))
        return files

    def lesson_trees(self) -> list[dict[str, Any]]:
        """The lessons."""
        return self.draft.lessons

    def sources(self) -> list[dict[str, Any]]:
        """The articles."""
        sources: list[dict[str, Any]] = self.draft.head["sources"]
        return sources

    def warnings(self, words: Words) -> Iterator[str]:
        """What an author should hear before anything is written."""
        return warning_lines(self, words)

    def report(self, words: Words) -> Iterator[str]:
        """What was taken, dropped and changed, line by line; the title first."""
        return report_lines(self, words)

    def report_json(self) -> dict[str, Any]:
        """The report as plain JSON."""
        own = sum(outline.own_texts for outline in self.outlines)
        return {
            "title": self.title,
            "date": self.outlines[0].date,
            "language": self.draft.head["language"],
            "lessons": len(self.draft.lessons),
            "sections": self.draft.count("sections"),
            "subsections": self.draft.count("sections") - own,
            "pairs": sum(len(outline.pairs) for outline in self.outlines),
            "cards": self.draft.count("cards"),
            "questions": self.draft.count("questions"),
            "files": [
                {
                    "name": report.name,
                    "encoding": report.encoding,
                    "form": report.form,
                    "title": report.title,
                    "repaired": {"behind": report.behind, "inside": report.inside},
                    "left": [place._asdict() for place in report.left],
                    "dropped": [block._asdict() for block in report.dropped],
                    "share_dropped": round(report.share_dropped, 2),
                    "variants": [variant._asdict() for variant in report.variants],
                    "variants_fixed": report.variants_fixed,
                    "notes": report.notes,
                }
                for report in self.files
            ],
        }


@collector_off()
def import_article(
    sources: Sequence[Source],
    course_id: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    title: str | None = None,
    fix_variants: bool = False,
    existing: Existing | None = None,
) -> Imported:
    """Read each source as an article, and draft one course from them, in order.

    Raises:
        ArticleError: a file cannot be read, or has no text that could be studied.
        MissingExtraError: a page needs trafilatura, `fix_variants` needs OpenCC.
    """
    outlines: list[Outline] = []
    reports: list[FileReport] = []
    languages: list[str] = []
    for given in sources:
        source = Source(one_line(given.name), given.data)  # a name is any bytes
        try:
            part, report = _read(source, encoding, language, fix_variants)
        except FormatError as error:
            raise ArticleError(error.in_file(source.name)) from None
        outlines.append(part.as_one_lesson() if len(sources) > 1 else part)
        languages.append(part.language)
        reports.append(report)
    tag = language or max(languages, key=languages.count)
    course_title = title or (outlines[0].title if len(outlines) == 1 else course_id)
    drafted = draft(outlines, course_id, course_title, tag, existing)
    for lesson in drafted.lessons:
        without_flawed_items(lesson)
    return Imported(outlines, drafted, reports)


def _read(
    source: Source, encoding: str | None, language: str | None, fix_variants: bool
) -> tuple[Outline, FileReport]:
    form: Form = "document"
    if document := opened(source):
        text, name = document.markdown, "utf-8"
    elif why := refusal(source):
        raise ArticleError(why)
    else:
        text, name = decoded(source.data, encoding)
        form = form_of(source.name, text)
    report = FileReport(source.name, name, document.kind if document else form)
    if document and document.pictures:
        report.notes.append(
            Message.many(
                document.pictures,
                "{n} picture of the document is not taken.",
                "{n} pictures of the document are not taken.",
            )
        )
    mended = repair(text)
    report.behind, report.inside, report.left = mended.behind, mended.inside, mended.left
    text = mended.text
    article = read_article(text, form)
    if document:
        article.title, article.date = document.title, document.date
        article.language = document.language
    shown = "\n".join(block.text for block in article.blocks)
    tag = language or declared_language(article.language, shown)
    if not tag:
        tag, told = detected_language(shown)
        if not told:
            report.notes.append(
                Message(
                    "The language was not detected (py3langid is not installed) and taken for"
                    " English; --language names another."
                )
            )
    if tag.startswith("zh-Hant"):
        try:
            report.variants = wrong_variants(text)
        except VariantsUnavailable as error:
            if fix_variants:
                raise
            report.notes.append(error.message)
        if fix_variants and report.variants:
            corrected = read_article(fixed(text, report.variants), form)
            article.blocks, article.dropped = corrected.blocks, corrected.dropped
            article.title = article.title if document else corrected.title
        report.variants_fixed = fix_variants
    before = size(article.blocks)
    article.blocks, dropped = without_boilerplate(article.blocks, form)
    article.dropped = sorted([*article.dropped, *dropped])
    report.dropped = article.dropped
    whole = before + size(report.dropped) - size(dropped)
    report.share_dropped = size(report.dropped) / whole if whole else 0.0
    stem = re.split(r"[/\\\\]", source.name)[-1].rpartition(".")[0] or source.name
    found = outline(article, form, stem)
    found.language = tag
    report.title = found.title
    if not found.chapters:
        raise ArticleError(
            Message("There is no text that could be studied: headings need a text below them.")
        )
    return found, report
