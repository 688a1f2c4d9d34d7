"""`studykit import`: an article becomes the draft of a course."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_CONTENT, EXIT_FINE, EXIT_USAGE, Failure, print_json
from studykit.language.message import Message
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    import argparse

    from studykit.formats.article.importing import FileReport, Imported

_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, where to, and what the program cannot know."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=words()("plain text, Markdown or saved HTML"),
    )
    parser.add_argument(
        "--to",
        required=True,
        type=Path,
        metavar="FOLDER",
        help=words()("the course folder to write"),
    )
    parser.add_argument("--title", help=words()("the title of the course"))
    parser.add_argument(
        "--language", metavar="TAG", help=words()("such as en, zh-Hant, zh-Hans")
    )
    parser.add_argument(
        "--encoding", help=words()("such as gb18030, big5, utf-16; else it is detected")
    )
    parser.add_argument(
        "--fix-variants",
        action="store_true",
        help=words()("correct wrong one-to-many conversions (needs the extra `variants`)"),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=words()("write into a folder that is there already"),
    )
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Read, draft, write, check what was written, report."""
    from studykit.cli.course_folder import write_course
    from studykit.formats.article.decoding import ArticleError
    from studykit.formats.article.importing import Source, import_article, report_json
    from studykit.formats.article.variants import VariantsUnavailable

    target: Path = arguments.to
    if (target.exists() or target.is_symlink()) and not arguments.force:
        message = Message(
            "{path} is there already. Name another folder, or add --force.", path=target
        )
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
        checked = words()(
            "Checked: {errors} errors, {warnings} warnings ({command}).",
            errors=errors,
            warnings=warnings,
            command=f"studykit check {target}",
        )
        print(f"\n{checked}")
        print(words()("Study it: {command}", command=f"studykit {target}"))
    return EXIT_CONTENT if errors else EXIT_FINE


def _data(file: Path) -> bytes:
    from studykit.formats.article.decoding import LARGEST

    try:
        if not file.is_file():
            raise Failure(Message("There is no file {file}.", file=file))
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Failure(
            Message("{file} cannot be read: {reason}.", file=file, reason=reason(error))
        ) from None


def _check(target: Path) -> tuple[int, int]:
    """How many errors and warnings `studykit check` finds."""
    from studykit.cli.check_command import checked

    severities = [diagnostic.severity for diagnostic in checked([target])]
    return severities.count("error"), severities.count("warning")


def _print_report(imported: Imported, target: Path) -> None:
    outline, made = imported.outline, imported.draft
    own = outline.own_texts
    sections = made.count("sections")
    texts = words()
    print(f"{target}: {outline.title}{f', {outline.date}' if outline.date else ''}")
    for line in (
        texts.many(
            len(made.lessons),
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
            len(outline.pairs),
            "{n} question with its answer in the article",
            "{n} questions with their answers in the article",
        ),
        texts(
            "{cards} cards and {questions} questions drafted, marked `draft: true` for you to"
            " confirm",
            cards=made.count("cards"),
            questions=made.count("questions"),
        ),
    ):
        if line:
            print(f"  {line}")
    for report in imported.files:
        _print_file(report)


def _print_file(report: FileReport) -> None:
    texts = words()
    print(f"\n{report.name}: {report.form}, {report.encoding}")
    if report.behind or report.inside:
        repaired = texts(
            "repaired: {behind} readings behind a character, {inside} inside one",
            behind=report.behind,
            inside=report.inside,
        )
        print(f"  {repaired}")
    for place in report.left[:_SHOWN]:
        left = texts("left as it is, please look: “{text}”", text=place.text)
        print(f"  {report.name}:{place.line}:{place.column}: {left}")
    _print_more(len(report.left))
    if report.dropped:
        dropped = texts.many(
            len(report.dropped),
            "dropped: {n} block that is not part of the article",
            "dropped: {n} blocks that are not part of the article",
        )
        print(f"  {dropped}")
        for block in report.dropped[:_SHOWN]:
            line = texts("line {n}", n=block.line)
            print(f"    {line}: {block.kind}: {block.text[:48]}")
        _print_more(len(report.dropped))
    if report.variants:
        n = len(report.variants)
        if report.variants_fixed:
            forms = texts.many(n, "{n} form corrected", "{n} forms corrected")
        else:
            forms = texts.many(
                n,
                "{n} form that may be wrong (--fix-variants corrects it)",
                "{n} forms that may be wrong (--fix-variants corrects them)",
            )
        print(f"  {forms}")
        for variant in report.variants[:_SHOWN]:
            where = f"{report.name}:{variant.line}:{variant.column}"
            print(f"    {where}: {variant.wrong} → {variant.right}")
        _print_more(n)
    for note in report.notes:
        print(f"  {note}")


def _print_more(count: int) -> None:
    if count > _SHOWN:
        more = words()("and {n} more (--json lists all)", n=count - _SHOWN)
        print(f"    {more}")
