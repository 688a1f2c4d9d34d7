"""`studykit new`: the files of a new course, or a new lesson, to begin with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to make and where; what is not given is asked for at a terminal."""
    parser.add_argument("kind", choices=("course", "lesson"), help=words()("what to make"))
    parser.add_argument("path", type=Path, help=words()("the folder or the file to write"))
    parser.add_argument("--title", help=words()("its title"))
    parser.add_argument(
        "--language", metavar="TAG", help=words()("such as en or zh-Hant (default: en)")
    )
    parser.add_argument(
        "--id", default="", help=words()("the id of a course (default: from its title)")
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask for what is missing, then write; nothing that is there is overwritten."""
    from studykit.authoring.skeleton import course_files, lesson_text
    from studykit.cli.course_folder import write_course
    from studykit.content.finding import refused_name

    path: Path = arguments.path
    if path.exists() or path.is_symlink():
        raise Failure(
            Message("{path} is there already. Name another place.", path=path), EXIT_USAGE
        )
    if arguments.kind == "lesson" and path.suffix not in (".yaml", ".yml"):
        raise Failure(
            Message("{path} should end in .yaml: it is a lesson file.", path=path), EXIT_USAGE
        )
    if arguments.kind == "lesson" and refused_name(path.name):
        raise Failure(
            Message(
                "The name of a lesson file cannot begin with “-” or “+”: {name}. Choose"
                " another name.",
                name=path.name,
            ),
            EXIT_USAGE,
        )
    title = arguments.title or _asked(
        words()("Title"), path.stem.replace("-", " ").capitalize()
    )
    language = arguments.language or _asked(
        words()("Language (en, zh-Hant …)"), _language_beside(path)
    )
    if arguments.kind == "course":
        write_course(path, course_files(title, language, arguments.id))
        _print_next(path, path / "lesson-1.yaml")
        return EXIT_FINE
    write_course(path.parent, {path.name: lesson_text(title, language, path.stem)})
    _print_next(path, path)
    if head := _head_that_lists_others(path):
        print(words()("List it in {head} under “lessons”, or nobody sees it.", head=head))
    return EXIT_FINE


def _head_that_lists_others(path: Path) -> Path | None:
    """The `course.yaml` beside a lesson, where it lists its lessons and not this one."""
    from studykit.content.course_folder import CourseFolder
    from studykit.content.finding import course_file

    head_file = course_file(path.parent)
    head = CourseFolder(path.parent).head()[0] if head_file else None
    return head_file if head and head.lessons and path.name not in head.lessons else None


def _print_next(path: Path, lesson: Path) -> None:
    command = f"studykit preview {lesson}"
    print(words()("{path} is written. Next: {command}", path=path, command=command))


def _asked(what: str, otherwise: str) -> str:
    if not sys.stdin.isatty():
        return otherwise
    return input(f"{what} [{otherwise}]: ").strip() or otherwise


def _language_beside(path: Path) -> str:
    """The language of the course that a lesson is made in."""
    from studykit.content.finding import LibraryError
    from studykit.content.library import open_library

    if (path.parent / "course.yaml").exists():
        try:
            library = open_library([path.parent / "course.yaml"])
        except LibraryError:
            return "en"
        if library.courses:
            return next(iter(library.courses[0].editions))
    return "en"
