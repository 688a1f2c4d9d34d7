"""`studykit import`: an article or a bank of questions becomes a course."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.drafts_line import drafts_line
from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument
from studykit.cli.loss_arguments import add_loss_arguments
from studykit.cli.outcome import (
    EXIT_CONTENT,
    EXIT_FINE,
    EXIT_USAGE,
    Failure,
    print_report,
    with_suggestion,
)
from studykit.language.message import Message
from studykit.language.system_errors import reason, regular_file

if TYPE_CHECKING:
    import argparse

    from studykit.authoring.course_extension import Existing, Extension
    from studykit.formats.base import CourseDraft


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, where to, and what the program cannot know."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=words()("an article, a bank of questions or a deck of cards"),
    )
    parser.add_argument(
        "--from",
        dest="format",
        metavar="FORMAT",
        help=words()("such as anki, csv, gift, moodle-xml; else it is seen by the content"),
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help=words()("the course folder to write")
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="COURSE",
        help=words()("a course folder to add the lessons to, or to bring up to date"),
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
        help=words()("replace the course that is there; a copy of it is kept"),
    )
    parser.add_argument(
        "--history",
        action="store_true",
        help=words()("take the reviews of a deck into your profile"),
    )
    add_profile_argument(parser)
    add_loss_arguments(parser)
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Read, draft, write, check what was written, report."""
    from studykit.authoring.course_extension import extension_line, own_section_lines
    from studykit.cli.course_folder import back_up, remove_other_lessons, write_course
    from studykit.cli.history_import import imported_history, store
    from studykit.formats.base import FormatError, MissingExtraError, Options, Source
    from studykit.formats.registry import FORMATS, format_named, format_of

    if bool(arguments.to) == bool(arguments.into):
        message = Message(
            "Say where to: --to NEW-FOLDER, or --into COURSE for one that exists."
        )
        raise Failure(message, EXIT_USAGE)
    target: Path = arguments.to or arguments.into
    existing = _existing(arguments.into) if arguments.into else None
    there = arguments.to and (target.exists() or target.is_symlink())
    if there and not (arguments.force or arguments.dry_run):
        message = Message(
            "{path} is there already. Name another folder, add --force, or use --into.",
            path=target,
        )
        raise Failure(message, EXIT_USAGE)
    sources = [Source(str(file), _data(file)) for file in arguments.files]
    course_id = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-") or "course"
    options = Options(
        existing.head.id if existing else course_id,
        title=arguments.title,
        language=arguments.language or (existing.head.language if existing else None),
        encoding=arguments.encoding,
        fix_variants=arguments.fix_variants,
        existing=existing,
    )
    try:
        chosen = format_named(arguments.format) if arguments.format else format_of(sources)
        if chosen is None:
            message = Message("There is no format “{name}”.", name=arguments.format)
            known = [each.name for each in FORMATS]
            raise Failure(with_suggestion(message, arguments.format, known), EXIT_USAGE)
        draft = chosen.read(sources, options)
    except FormatError as error:
        raise Failure(error.message, EXIT_CONTENT) from None
    except MissingExtraError as error:
        raise Failure(error.message, EXIT_USAGE) from None
    history = imported_history(
        draft,
        asked=arguments.history,
        path=arguments.profile,
        dry_run=arguments.dry_run,
    )
    lost = draft.left_out > 0
    complete = arguments.allow_loss or not lost
    if arguments.dry_run:
        if arguments.json:
            counts = {**draft.report_json(), **history.as_json()}
            print_report("import", {"ok": complete, "folder": None, **counts})
        else:
            lines = history.lines(asked=arguments.history, written=False)
            print("\n".join([*draft.report(words()), *lines]))
        return EXIT_FINE if complete else EXIT_CONTENT
    for line in draft.warnings(words()):
        print(line, file=sys.stderr)
    backup = back_up(target) if target.is_dir() else None
    texts, changes = draft.texts(), None
    if existing is not None:
        changes = _extension(target, existing, draft)
        texts = changes.texts
        complete = arguments.allow_loss or not (lost or changes.own)
    write_course(target, {**texts, **draft.media})
    if backup is not None and existing is None:
        remove_other_lessons(target, texts)
    store(history, arguments.profile)
    errors, warnings = _check(target)
    if arguments.json:
        counts = {"errors": errors, "warnings": warnings, **history.as_json()}
        if changes is not None:
            counts |= {"added": changes.added, "updated": changes.updated}
            counts["kept"] = [
                {"file": str(k.file), "line": k.line, "section": k.section, "title": k.title}
                for k in changes.own
            ]
        if backup is not None:
            counts["backup"] = str(backup)
        print_report(
            "import",
            {
                "ok": complete and not errors,
                "folder": str(target),
                **draft.report_json(),
                **counts,
            },
        )
    else:
        first, *rest = draft.report(words())
        print(f"{target}: {first}")
        for line in rest:
            print(line)
        for line in history.lines(asked=arguments.history, written=True):
            print(line)
        checked = words()(
            "Checked: {errors} errors, {warnings} warnings ({command}).",
            errors=errors,
            warnings=warnings,
            command=f"studykit check {target}",
        )
        if changes is not None:
            print("\n" + words().translate(extension_line(changes)))
            for line in own_section_lines(changes):
                print(words().translate(line))
        if backup is not None:
            print(words()("What was there before is kept in {path}.", path=backup))
        print(f"\n{checked}")
        print(words()("Study it: {command}", command=f"studykit {target}"))
        if draft.drafts:
            print(drafts_line(draft.drafts, target))
    return EXIT_CONTENT if errors or not complete else EXIT_FINE


def _existing(folder: Path) -> Existing:
    from studykit.authoring.course_extension import existing_course
    from studykit.content.finding import LibraryError

    try:
        return existing_course(folder)
    except LibraryError as error:
        raise Failure(error.message, EXIT_CONTENT) from None


def _extension(folder: Path, existing: Existing, draft: CourseDraft) -> Extension:
    from studykit.authoring.bank_update import course_with_bank
    from studykit.authoring.course_extension import Extension, extended_course
    from studykit.content.finding import LibraryError
    from studykit.formats.bank_draft import BankDraft
    from studykit.language.message import Refusal

    trees, texts = draft.lesson_trees(), draft.texts()
    try:
        if isinstance(draft, BankDraft):
            changes = course_with_bank(folder, existing, trees, texts)
            draft.keep_own(changes.own)
            return Extension(changes.texts, changes.added, changes.updated, [])
        return extended_course(folder, existing, trees, texts, draft.sources())
    except (LibraryError, Refusal) as error:
        raise Failure(error.message, EXIT_CONTENT) from None


def _data(file: Path) -> bytes:
    from studykit.formats.registry import LARGEST

    try:
        regular_file(file)
        with file.open("rb") as opened:
            return opened.read(LARGEST)
    except OSError as error:
        raise Failure(
            Message("{file} cannot be read: {reason}.", file=file, reason=reason(error))
        ) from None


def _check(target: Path) -> tuple[int, int]:
    """How many errors and warnings `studykit check` finds."""
    from studykit.cli.check_command import checked

    severities = [diagnostic.severity for diagnostic in checked([target])]
    return severities.count("error"), severities.count("warning")
