"""`studykit class`: what a class did, from the files its students handed in, and how far each
student is at the moment."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_CONTENT, EXIT_FINE, EXIT_USAGE, Failure, print_report
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.cohort.class_report import ClassReport
    from studykit.content.course import Course


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to report on, how, and in which form."""
    kinds = parser.add_subparsers(dest="kind", metavar="WHAT", required=True)
    report = kinds.add_parser("report", help=words()("students, quizzes, objectives, items"))
    table = kinds.add_parser("table", help=words()("all answers as a table for a database"))
    for each in (report, table):
        each.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help=words()("result files, exports or profiles, or folders of them"),
        )
    table.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        required=True,
        help=words()("where the table is written, a folder a course"),
    )
    table.add_argument(
        "--format",
        choices=("parquet", "jsonl"),
        default="parquet",
        help=words()("how it is written (default: parquet)"),
    )
    report.add_argument(
        "--engine",
        metavar="DATABASE",
        help=words()(
            "count a table with duckdb, spark, spark://HOST:PORT or "
            "trino://USER@HOST:PORT/CATALOG/SCHEMA; FILE is its folder or its name"
        ),
    )
    report.add_argument(
        "--course", type=Path, help=words()("the course folder, for stems and places")
    )
    report.add_argument(
        "--attempt",
        choices=("first", "last", "best"),
        default="first",
        help=words()("which attempt of a student counts (default: first)"),
    )
    report.add_argument(
        "--anonymous",
        action="store_true",
        help=words()("no names, and no figure of fewer than 10 students"),
    )
    form = report.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words()("print one JSON document"))
    form.add_argument("--csv", action="store_true", help=words()("print tables as CSV"))
    form.add_argument(
        "--html", type=Path, metavar="FILE", help=words()("write a page to print")
    )
    form.add_argument("--xlsx", type=Path, metavar="FILE", help=words()("write a workbook"))
    watch = kinds.add_parser("watch", help=words()("how far each student is at the moment"))
    watch.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help=words()("the folder with the profiles that `studykit serve --class` writes"),
    )
    watch.add_argument(
        "--every",
        type=int,
        default=5,
        metavar="SECONDS",
        help=words()("how often to look (default: {n})", n=5),
    )
    watch.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Read the files, analyse, show; or write them as a table; or watch the class."""
    if arguments.kind == "watch":
        from studykit.cli.class_watch import watch_class

        return watch_class(arguments)
    if arguments.kind == "table":
        return _table(arguments)
    from studykit.cohort.class_report import report_json
    from studykit.cohort.report_text import html_page, text_lines

    report = _report(arguments, _course(arguments.course))
    if arguments.json:
        print_report("class", report_json(report))
    elif arguments.csv:
        sys.stdout.write(_csv(report))
    elif arguments.html:
        _write(arguments.html, html_page(report, words()).encode())
    elif arguments.xlsx:
        _write(arguments.xlsx, _workbook(report))
    else:
        for line in text_lines(report, words()):
            print(line)
    unused = [file for file, _, used in report.troubles if not used]
    return EXIT_CONTENT if unused or not report.quizzes else EXIT_FINE


def _report(arguments: argparse.Namespace, course: Course | None) -> ClassReport:
    from studykit.cohort.class_report import class_report, report_on, suppressed
    from studykit.cohort.submissions import read_submissions

    counted, anonymous = arguments.attempt, arguments.anonymous
    if arguments.engine is None:
        found = read_submissions(arguments.files)
        return class_report(found, course, counted=counted, anonymous=anonymous)
    from studykit.cohort.engines.base import EngineError
    from studykit.cohort.engines.connection import connect
    from studykit.cohort.engines.counting import counts_in
    from studykit.formats.base import MissingExtraError

    if len(arguments.files) != 1:
        raise Failure(Message("With --engine there must be one FILE: the table."), EXIT_USAGE)
    # A path drops one of the slashes of an address such as s3a://…
    source = re.sub(r"^([a-z][a-z0-9]+):/(?!/)", r"\1://", str(arguments.files[0]))
    try:
        engine = connect(arguments.engine, source)
        counts = counts_in(engine, counted=counted, course=course.id if course else None)
    except (EngineError, MissingExtraError) as error:
        raise Failure(error.message, EXIT_USAGE) from None
    report = report_on(counts, course, counted=counted, titles={})
    return suppressed(report) if anonymous else report


def _table(arguments: argparse.Namespace) -> int:
    from studykit.cohort.engines.base import EngineError
    from studykit.cohort.report_tables import trouble_lines
    from studykit.cohort.response_table import TableError, write_table
    from studykit.cohort.submissions import read_submissions
    from studykit.formats.base import MissingExtraError
    from studykit.language.system_errors import reason

    found = read_submissions(arguments.files)
    troubles = [(each.file, each.reason, each.used) for each in found.troubles]
    for line in trouble_lines(troubles, words()):
        print(line, file=sys.stderr)
    if not found.attempts:
        raise Failure(Message("No quiz was submitted in these files."), EXIT_CONTENT)
    try:
        folders = write_table(found.attempts, arguments.output, arguments.format)
    except (EngineError, MissingExtraError, TableError) as error:
        raise Failure(error.message, EXIT_USAGE) from None
    except OSError as error:
        message = Message(
            "{file} cannot be written: {reason}.", file=arguments.output, reason=reason(error)
        )
        raise Failure(message) from None
    for folder in folders:
        print(folder)
    return EXIT_FINE if all(used for _, _, used in troubles) else EXIT_CONTENT


def _course(path: Path | None) -> Course | None:
    if path is None:
        return None
    from studykit.content.finding import LibraryError
    from studykit.content.library import open_library

    try:
        library = open_library([path])
    except LibraryError as error:
        raise Failure(error.message) from error
    if len(library.courses) != 1:
        raise Failure(Message("There must be one course in {path}.", path=path), EXIT_USAGE)
    return library.courses[0]


def _csv(report: ClassReport) -> str:
    from studykit.cohort.report_tables import tables
    from studykit.text.cells import not_a_formula

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    for quiz in report.quizzes:
        for table in tables(quiz, words()):
            writer.writerow([not_a_formula(quiz.title), table.name])
            writer.writerow(table.columns)
            writer.writerows([[not_a_formula(cell) for cell in row] for row in table.rows])
            writer.writerow([])
    return buffer.getvalue()


def _workbook(report: ClassReport) -> bytes:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        message = Message("Workbooks need the extra `xlsx` of studykit.")
        raise Failure(message, EXIT_USAGE) from None
    from studykit.cohort.report_tables import tables

    buffer = io.BytesIO()
    choices = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, choices) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("studykit")
        row = 0
        for quiz in report.quizzes:
            for table in tables(quiz, words()):
                sheet.write_row(row, 0, [quiz.title, table.name], bold)
                sheet.write_row(row + 1, 0, table.columns, bold)
                for n, line in enumerate(table.rows, start=row + 2):
                    sheet.write_row(n, 0, line)
                row += len(table.rows) + 3
        sheet.set_column(0, 0, 32)
    return buffer.getvalue()


def _write(target: Path, data: bytes) -> None:
    from studykit.cli.writing import write_file

    if os.path.lexists(target):
        message = Message("{path} is there already. Name another file.", path=target)
        raise Failure(message, EXIT_USAGE)
    write_file(target, data)
    print(target)
