"""The report on a class for a terminal, and as a page to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from studykit.cohort.report_tables import (
    Table,
    option_rows,
    quiz_line,
    summary_lines,
    tables,
)
from studykit.text.ruby import as_shown
from studykit.text.sanitize import one_line
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.cohort.class_report import ClassReport, ItemReport
    from studykit.language.words import Words

_WIDEST = 34
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:.8em 0}td,th{border-bottom:1px solid #ccc;"
    "padding:.25em .8em;text-align:right}td:first-child,th:first-child{text-align:left}"
    ".flag{border-left:3px solid #b35900;padding-left:.8em;margin:.6em 0}"
    ".place{color:#666;font-size:.85em}@media print{h2{break-before:page}}"
)


def text_lines(report: ClassReport, words: Words) -> Iterator[str]:
    """The report line by line."""
    yield from (one_line(line) for line in summary_lines(report, words))
    for quiz in report.quizzes:
        yield ""
        yield one_line(f"{as_shown(quiz.title)} ({quiz.course})")
        yield quiz_line(quiz, words)
        for table in tables(quiz, words):
            yield ""
            yield f"{table.name}:"
            yield from table_lines(table)
        flagged = [item for item in quiz.items if item.flags]
        if flagged:
            yield ""
            yield words("Worth a look:")
        for item in flagged:
            yield from _flag_lines(item, words)
    if not report.quizzes:
        yield words("No quiz was submitted in these files.")


def _flag_lines(item: ItemReport, words: Words) -> Iterator[str]:
    name = one_line(item.figures.key.question)
    yield f"  {item.place or name}: {one_line(item.stem)[:70]}"
    for flag in item.flags:
        yield f"    {words.translate(flag.what)} {words.translate(flag.advice)}"
    for row in option_rows(item, words):
        response, count, rest = map(one_line, row)
        yield f"      {response}: " + words(
            "{n} chose it, {rest} elsewhere", n=count, rest=rest
        )


def table_lines(table: Table) -> Iterator[str]:
    """A table line by line: the first column is a name, the others are figures."""
    rows = [table.columns, *table.rows]
    rows = [tuple(_cut(one_line(cell)) for cell in row) for row in rows]
    widths = [max(cells(row[n]) for row in rows) for n in range(len(table.columns))]
    for row in rows:
        first, *rest = (
            cell + " " * (width - cells(cell)) if n == 0 else " " * (width - cells(cell)) + cell
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  " + "  ".join([first, *rest]).rstrip()


def _cut(text: str) -> str:
    if cells(text) <= _WIDEST:
        return text
    while cells(text) >= _WIDEST:
        text = text[:-1]
    return f"{text}…"


def html_page(report: ClassReport, words: Words) -> str:
    """The report as one page without scripts; whatever a name holds is text."""
    body = [f"<h1>{escape(words('Class report'))}</h1>"]
    body += [f"<p>{escape(one_line(line))}</p>" for line in summary_lines(report, words)]
    for quiz in report.quizzes:
        body.append(f"<h2>{escape(one_line(as_shown(quiz.title)))}</h2>")
        body.append(f"<p>{escape(quiz_line(quiz, words))}</p>")
        for table in tables(quiz, words):
            body.append(f"<h3>{escape(table.name)}</h3>")
            body.append(_html_table(table.columns, table.rows))
        for item in quiz.items:
            if not item.flags:
                continue
            body.append(f'<div class="flag"><strong>{escape(one_line(item.stem))}</strong>')
            body.append(f'<div class="place">{escape(item.place)}</div>')
            for flag in item.flags:
                sentence = f"{words.translate(flag.what)} {words.translate(flag.advice)}"
                body.append(f"<p>{escape(sentence)}</p>")
            columns = (words("Response"), words("Students"), words("Score elsewhere"))
            body.append(_html_table(columns, option_rows(item, words)) + "</div>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html><html lang="{escape(words.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{escape(words('Class report'))}</title><style>{_STYLE}</style></head><body>"
        + "\n".join(body)
        + "</body></html>\n"
    )


def _html_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    lines = [
        f"<tr>{''.join(f'<td>{escape(one_line(cell))}</td>' for cell in row)}</tr>"
        for row in rows
    ]
    return f"<table><tr>{head}</tr>{''.join(lines)}</table>"
