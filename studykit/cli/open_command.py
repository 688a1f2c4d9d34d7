"""`studykit [PATH]`: open the app; line mode where the terminal cannot show it."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument, kept, say_when_slow
from studykit.cli.outcome import EXIT_CONTENT, EXIT_OUTSIDE, Failure
from studykit.language.message import Message
from studykit.text.terminal import in_browser

if TYPE_CHECKING:
    import argparse

    from studykit.content.course import Library


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to open, for whom, in which language."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        help=words()("a library, a course folder or a lesson file"),
    )
    add_profile_argument(parser)
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the edition to begin with: zh-Hant, en")
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help=words()("line mode: lines to read aloud, in any terminal (also ACCESSIBLE=1)"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the library and the profile, then the app."""
    gc.disable()  # nothing made while starting is garbage; the app takes it up again
    from studykit.content.finding import LibraryError
    from studykit.content.library import default_paths, open_library
    from studykit.learner.clock import clock_from
    from studykit.learner.config import read_config
    from studykit.learner.settings import value_of
    from studykit.plain.ending import heeding_signals
    from studykit.progress.store.files import ProfileError
    from studykit.text.terminal import adapt_to_order, adapt_to_terminal

    drawn = can_draw() and not arguments.plain
    if drawn:
        # It takes a fifth of a second; meanwhile the disk gives the courses and the profile.
        Thread(target=_import_app, daemon=True).start()
    try:
        library = open_library([arguments.path] if arguments.path else default_paths())
        if not library.courses:
            return nothing_to_open(library)
        config, keymap = read_config(), None
        if drawn:
            from studykit.tui.keymap import read_keys

            keymap = read_keys(config)
        with (
            heeding_signals(),
            kept(arguments.profile, shown=True, config=config) as profile,
        ):
            clock = clock_from(profile.state)
            adapt_to_terminal(value_of(profile.state, "ambiguous_width"))
            output = sys.stderr if drawn else sys.stdout  # textual draws on the former
            adapt_to_order(value_of(profile.state, "right_to_left"), output)
            if not drawn:
                from studykit.plain.home import run as run_lines
                from studykit.text.ruby import show_readings

                gc.enable()
                show_readings(value_of(profile.state, "readings"))
                say_when_slow(profile)
                return run_lines(library, profile, clock, arguments.language)
            from studykit.cli.app_run import run_app
            from studykit.tui.app import StudyApp

            app = StudyApp(library, profile, clock, language=arguments.language, keymap=keymap)
            return run_app(app)
    except (LibraryError, ProfileError) as error:
        raise Failure(error.message) from error


def _import_app() -> None:
    import_module("studykit.tui.app")  # first: it tells textual what it must know at once
    import_module("studykit.tui.screens.home")


def nothing_to_open(library: Library) -> int:
    """Say what was wrong with the files.

    Raises:
        Failure: always.
    """
    for diagnostic in library.diagnostics:
        print(words().translate(diagnostic.line_of_text), file=sys.stderr)
    message = Message("No course could be opened. Name a course folder or a lesson file.")
    raise Failure(message, EXIT_CONTENT if library.diagnostics else EXIT_OUTSIDE)


def can_draw() -> bool:
    """Whether there is a terminal that can show the app, or a browser's tab."""
    return in_browser() or (
        sys.stdin.isatty()
        and sys.stderr.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM") != "dumb"
        and os.environ.get("ACCESSIBLE", "0") in ("", "0")
    )
