"""`studykit import`: an article becomes the draft of a course."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.outcome import EXIT_CONTENT, EXIT_FINE, EXIT_USAGE, Failure, print_json

if TYPE_CHECKING:
    import argparse

    from studykit.formats.article.importing import FileReport, Imported

_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, where to, and what the program cannot know."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="plain text, Markdown or saved HTML"
    )
    parser.add_argument(
        "--to", required=True, type=Path, metavar="FOLDER", help="the course folder to write"
    )
    parser.add_argument("--title", help="the title of the course")
    parser.add_argument("--language", metavar="TAG", help="such as en, zh-Hant, zh-Hans")
    parser.add_argument("--encoding", help="such as gb18030, big5, utf-16; else it is detected")
    parser.add_argument(
        "--fix-variants",
        action="store_true",
        help="correct wrong one-to-many conversions (needs the extra `variants`)",
    )
    parser.add_argument(
        "--force", action="store_true", help="write into a folder that is there already"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Read, draft, write, check what was written, report."""
    from studykit.cli.course_folder import write_course
    from studykit.formats.article.decoding import ArticleError
    from studykit.formats.article.importing import Source, import_article, report_json
    from studykit.formats.article.variants import VariantsUnavailable

    target: Path = arguments.to
    if (target.exists() or target.is_symlink()) and not arguments.force:
        message = f"{target} is there already. Name another folder, or add --force."
        raise Failure(message, EXIT_USAGE)
    sources = [Source(str(file), _data(file)) for file in arguments.files]
    course_id = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-") or "course"
    try:
        imported = import_article(
            sources,
            course_id,
            encoding=arguments.encoding,
            language=arguments.language,
            title=arguments.title,
            fix_variants=arguments.fix_variants,
        )
    except ArticleError as error:
        raise Failure(str(error), EXIT_CONTENT) from None
    except VariantsUnavailable as error:
        raise Failure(str(error), EXIT_USAGE) from None
    write_course(target, imported.texts())
    errors, warnings = _check(target)
    if arguments.json:
        counts = {"errors": errors, "warnings": warnings}
        print_json({"ok": not errors, "folder": str(target), **report_json(imported), **counts})
    else:
        _print_report(imported, target)
        print(f"\nChecked: {errors} errors, {warnings} warnings (studykit check {target}).")
        print(f"Study it: studykit {target}")
    return EXIT_CONTENT if errors else EXIT_FINE


def _data(file: Path) -> bytes:
    from studykit.formats.article.decoding import LARGEST

    try:
        if not file.is_file():
            raise Failure(f"There is no file {file}.")
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from None


def _check(target: Path) -> tuple[int, int]:
    """How many errors and warnings `studykit check` finds."""
    from studykit.cli.check_command import checked

    severities = [diagnostic.severity for diagnostic in checked([target])]
    return severities.count("error"), severities.count("warning")


def _print_report(imported: Imported, target: Path) -> None:
    outline, made = imported.outline, imported.draft
    own = outline.own_texts
    sections = made.count("sections")
    print(f"{target}: {outline.title}{f', {outline.date}' if outline.date else ''}")
    print(f"  {len(made.lessons)} lessons from the article's sections")
    print(f"  {sections - own} sections from its subsections", end="")
    print(f", {own} from texts right below a heading" if own else "")
    print(f"  {len(outline.pairs)} questions with answers found in it")
    drafted = f"{made.count('cards')} cards, {made.count('questions')} questions"
    print(f"  {drafted} drafted, marked `draft: true` for you to confirm")
    for report in imported.files:
        _print_file(report)


def _print_file(report: FileReport) -> None:
    print(f"\n{report.name}: {report.form}, {report.encoding}")
    if report.behind or report.inside:
        print(f"  repaired: {report.behind} readings behind a character,", end=" ")
        print(f"{report.inside} inside one")
    for place in report.left[:_SHOWN]:
        print(
            f"  {report.name}:{place.line}:{place.column}: left as it is, please look:", end=" "
        )
        print(f"“{place.text}”")
    _print_more(len(report.left))
    if report.dropped:
        print(f"  dropped: {len(report.dropped)} blocks that are no part of the article")
        for block in report.dropped[:_SHOWN]:
            print(f"    line {block.line}: {block.kind}: {block.text[:48]}")
        _print_more(len(report.dropped))
    if report.variants:
        verb = (
            "corrected" if report.variants_fixed else "perhaps wrong (--fix-variants corrects)"
        )
        print(f"  {len(report.variants)} forms {verb}")
        for variant in report.variants[:_SHOWN]:
            where = f"{report.name}:{variant.line}:{variant.column}"
            print(f"    {where}: {variant.wrong} → {variant.right}")
        _print_more(len(report.variants))
    for note in report.notes:
        print(f"  {note}")


def _print_more(count: int) -> None:
    if count > _SHOWN:
        print(f"    and {count - _SHOWN} more (--json lists all)")
