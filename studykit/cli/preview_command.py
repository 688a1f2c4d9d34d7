"""`studykit preview`: a lesson as learners will see it, shown anew whenever it is saved."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_CONTENT, Failure
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to show."""
    parser.add_argument(
        "path", type=Path, metavar="FILE", help=words()("a lesson file or course folder")
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the app on the file; what is answered in it is not kept."""
    from studykit.content.finding import LibraryError
    from studykit.content.library import open_library
    from studykit.learner.clock import clock_from
    from studykit.progress.store import Profile

    try:
        library = open_library([arguments.path])
    except LibraryError as error:
        raise Failure(error.message) from error
    found = library.everything_wrong()
    if not any(edition.lessons for edition in library.editions()):
        for diagnostic in found:
            print(diagnostic, file=sys.stderr)
        raise Failure(Message("Nothing can be shown yet: correct this first."), EXIT_CONTENT)
    from studykit.cli.open_command import can_draw

    if not can_draw():
        raise Failure(Message("A preview needs a terminal that can show the app."))
    from studykit.cli.app_run import run_app
    from studykit.learner.config import read_config
    from studykit.text.terminal import adapt_to_order, adapt_to_terminal
    from studykit.tui.keymap import read_keys
    from studykit.tui.preview import PreviewApp

    adapt_to_terminal("")
    adapt_to_order("", sys.stderr)

    with (
        tempfile.TemporaryDirectory() as nowhere,
        Profile.open(Path(nowhere) / "preview.json") as profile,
    ):
        keymap = read_keys(read_config())
        app = PreviewApp(arguments.path, library, profile, clock_from(profile.state), keymap)
        return run_app(app)
