"""What is said of an imported article: what was taken, dropped and changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.formats.article.importing import FileReport, Imported
    from studykit.language.words import Words

_SHOWN = 12
"""Entries of a list that are shown; `--json` has all."""

_FORMS = {"text": Message("plain text")}
"""Forms of a file whose names are words; the others are names of formats."""
_KINDS = {
    "address": Message("addresses"),
    "advertisement": Message("advertisements"),
    "after the article": Message("what follows the article"),
    "author": Message("about the author"),
    "beside the article": Message("beside the article"),
    "comments": Message("comments"),
    "disclaimer": Message("disclaimers"),
    "editors": Message("editors' notes"),
    "footer": Message("footers"),
    "form": Message("forms"),
    "front matter": Message("front matter"),
    "infobox": Message("info boxes"),
    "markup": Message("markup"),
    "navigation": Message("navigation"),
    "notice": Message("notices"),
    "other parts": Message("other parts"),
    "references": Message("references"),
    "related": Message("related articles"),
    "running title": Message("running titles"),
    "sharing": Message("sharing"),
}


def warning_lines(imported: Imported, texts: Words) -> Iterator[str]:
    """What to say before anything is written: that most of a file is not taken."""
    for file in imported.files:
        if file.mostly_dropped:
            yield texts(
                "{name}: {percent} % of the text is not taken ({kinds}).",
                name=file.name,
                percent=round(100 * file.share_dropped),
                kinds=texts(", ").join(_grouped(file, texts)),
            )


def report_lines(imported: Imported, texts: Words) -> Iterator[str]:
    """The report line by line, the article's title first."""
    draft, outlines = imported.draft, imported.outlines
    own = sum(outline.own_texts for outline in outlines)
    sections, date = draft.count("sections"), outlines[0].date
    pairs = sum(len(outline.pairs) for outline in outlines)
    yield f"{imported.title}{f', {date}' if date else ''}"
    lines = (
        texts.many(
            len(draft.lessons),
            "{n} lesson from the article's sections",
            "{n} lessons from the article's sections",
        ),
        texts.many(
            sections - own,
            "{n} section from its subsections",
            "{n} sections from its subsections",
        ),
        texts.many(
            own,
            "{n} section from text right below a heading",
            "{n} sections from text right below a heading",
        )
        if own
        else "",
        texts.many(
            pairs,
            "{n} question with its answer in the article",
            "{n} questions with their answers in the article",
        ),
        texts(
            "{cards} cards and {questions} questions drafted, marked `draft: true` for you to"
            " confirm",
            cards=draft.count("cards"),
            questions=draft.count("questions"),
        ),
    )
    yield from (f"  {line}" for line in lines if line)
    for file in imported.files:
        yield ""
        form = texts.translate(_FORMS.get(file.form, file.form))
        yield f"{file.name}: {form}, {file.encoding}"
        yield from (f"  {line}" for line in _file_lines(file, texts))


def _grouped(report: FileReport, texts: Words) -> list[str]:
    """The kinds of what was dropped, most lines first, with how many."""
    counts = Counter(block.kind for block in report.dropped)
    return [f"{_kind(kind, texts)}: {count}" for kind, count in counts.most_common()]


def _kind(kind: str, texts: Words) -> str:
    """What a part is called; of a lesson site's own blocks the name they have there."""
    return texts.translate(_KINDS[kind]) if kind in _KINDS else kind


def _file_lines(report: FileReport, texts: Words) -> Iterator[str]:
    if report.behind or report.inside:
        yield texts(
            "repaired: {behind} readings behind a character, {inside} inside one",
            behind=report.behind,
            inside=report.inside,
        )
    for place in report.left[:_SHOWN]:
        left = texts("left as it is, please look: “{text}”", text=place.text)
        yield f"{report.name}:{place.line}:{place.column}: {left}"
    yield from _more(len(report.left), texts)
    if report.dropped:
        yield texts.many(
            len(report.dropped),
            "dropped: {n} block that is not part of the article ({kinds}; --json lists all)",
            "dropped: {n} blocks that are not part of the article ({kinds}; --json lists all)",
            kinds=texts(", ").join(_grouped(report, texts)),
        )
        if len(report.dropped) <= _SHOWN:
            for block in report.dropped:
                line = texts("line {n}", n=block.line)
                yield f"  {line}: {_kind(block.kind, texts)}: {block.text[:48]}"
    if report.variants:
        yield from _variant_lines(report, texts)
    yield from map(texts.translate, report.notes)


def _variant_lines(report: FileReport, texts: Words) -> Iterator[str]:
    n = len(report.variants)
    if report.variants_fixed:
        yield texts.many(n, "{n} form corrected", "{n} forms corrected")
    else:
        yield texts.many(
            n,
            "{n} form that may be wrong (--fix-variants corrects it)",
            "{n} forms that may be wrong (--fix-variants corrects them)",
        )
    for variant in report.variants[:_SHOWN]:
        where = f"{report.name}:{variant.line}:{variant.column}"
        yield f"  {where}: {variant.wrong} → {variant.right}"
    yield from _more(n, texts)


def _more(count: int, texts: Words) -> Iterator[str]:
    if count > _SHOWN:
        yield "  " + texts("and {n} more (--json lists all)", n=count - _SHOWN)
