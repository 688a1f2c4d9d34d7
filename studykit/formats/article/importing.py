"""Files of an article → the draft of a course, and the report of how it came about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.authoring.rendering import schema_line, yaml_text
from studykit.formats.article.blocks import form_of, read_article
from studykit.formats.article.boilerplate import Dropped, without_furniture
from studykit.formats.article.damage import Place, repair
from studykit.formats.article.decoding import ArticleError, decoded
from studykit.formats.article.draft import Draft, draft
from studykit.formats.article.outline import Outline, outline
from studykit.formats.article.report import report_lines
from studykit.formats.article.variants import (
    Variant,
    VariantsUnavailable,
    fixed,
    wrong_variants,
)
from studykit.formats.article.wording import language_of
from studykit.formats.base import Source
from studykit.text.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.language.words import Words

_DRAFTED = (
    "# Drafted from {source}. Every item with `draft: true` waits for you: keep it and\n"
    "# take the mark away, reword it, or delete it. `studykit check` says what else to do.\n"
)


@dataclass
class FileReport:
    """What was found in one file."""

    name: str
    encoding: str
    form: str
    behind: int = 0
    inside: int = 0
    left: tuple[Place, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    variants_fixed: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass
class Imported:
    """A draft, and what to say about it."""

    outline: Outline
    draft: Draft
    files: list[FileReport]
    left_out: int = 0

    def texts(self) -> dict[str, str]:
        """The files of the course: name → content."""
        source = ", ".join(re.split(r"[/\\\\]", report.name)[-1] for report in self.files)
        top = _DRAFTED.format(source=" ".join(source.split()))
        head = schema_line("course") + top + yaml_text(self.draft.head)
        files = {"course.yaml": head}
        for lesson in self.draft.lessons:
            text = schema_line("lesson") + top + yaml_text(lesson)
            files[f"{lesson['id']}.yaml"] = text
        return files

    def report(self, words: Words) -> Iterator[str]:
        """What was taken, dropped and changed, line by line; the title first."""
        return report_lines(self, words)

    def report_json(self) -> dict[str, Any]:
        """The report as plain JSON."""
        return {
            "title": self.outline.title,
            "date": self.outline.date,
            "language": self.draft.head["language"],
            "lessons": len(self.draft.lessons),
            "sections": self.draft.count("sections"),
            "subsections": self.draft.count("sections") - self.outline.own_texts,
            "pairs": len(self.outline.pairs),
            "cards": self.draft.count("cards"),
            "questions": self.draft.count("questions"),
            "files": [
                {
                    "name": report.name,
                    "encoding": report.encoding,
                    "form": report.form,
                    "repaired": {"behind": report.behind, "inside": report.inside},
                    "left": [place._asdict() for place in report.left],
                    "dropped": [block._asdict() for block in report.dropped],
                    "variants": [variant._asdict() for variant in report.variants],
                    "variants_fixed": report.variants_fixed,
                    "notes": report.notes,
                }
                for report in self.files
            ],
        }


def import_article(
    sources: Sequence[Source],
    course_id: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    title: str | None = None,
    fix_variants: bool = False,
) -> Imported:
    """Read the sources as one article, in order, and draft a course from it.

    Raises:
        ArticleError: a file cannot be read, or has no text that could be studied.
        VariantsUnavailable: `fix_variants` needs OpenCC.
    """
    whole: Outline | None = None
    reports: list[FileReport] = []
    language_note = ""
    for given in sources:
        source = Source(one_line(given.name), given.data)  # a name is any bytes
        try:
            part, report, text = _read(source, encoding, language, fix_variants)
        except ArticleError as error:
            raise ArticleError(f"{source.name}: {error}") from None
        language_note += text
        reports.append(report)
        if whole is None:
            whole = part
        else:
            whole.chapters += part.chapters
            whole.pairs += part.pairs
            whole.own_texts += part.own_texts
    if whole is None or not whole.chapters:
        raise ArticleError(
            "There is no text that could be studied: headings need a text below them."
        )
    whole.title = title or whole.title
    tag = language or language_of(language_note)
    return Imported(whole, draft(whole, course_id, tag, reports[0].name), reports)


def _read(
    source: Source, encoding: str | None, language: str | None, fix_variants: bool
) -> tuple[Outline, FileReport, str]:
    text, name = decoded(source.data, encoding)
    form = form_of(source.name, text)
    report = FileReport(source.name, name, form)
    mended = repair(text)
    report.behind, report.inside, report.left = mended.behind, mended.inside, mended.left
    text = mended.text
    if (language or language_of(text)).startswith("zh-Hant"):
        try:
            report.variants = wrong_variants(text)
        except VariantsUnavailable as error:
            if fix_variants:
                raise
            report.notes.append(str(error))
        if fix_variants:
            text, report.variants_fixed = fixed(text, report.variants), True
    article = read_article(text, form)
    article.blocks, report.dropped = without_furniture(article.blocks)
    report.dropped += [Dropped(b.line, "navigation", b.text) for b in article.dropped]
    report.dropped.sort()
    stem = source.name.rpartition("/")[2].rpartition(".")[0] or source.name
    draft = outline(article, form, report.dropped, stem)
    return draft, report, "\n".join(block.text for block in article.blocks)
