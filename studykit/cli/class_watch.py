"""`studykit class watch`: how far each student of a served class is at the moment."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.open_command import can_draw
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report
from studykit.cohort.class_progress import ClassWatch, progress_json, progress_table
from studykit.cohort.report_text import table_lines
from studykit.language.message import Message
from studykit.learner.clock import Clock
from studykit.text.sanitize import one_line

if TYPE_CHECKING:
    import argparse

_CLEAR = b"\x1b[H\x1b[2J"


def watch_class(arguments: argparse.Namespace) -> int:
    """Look once, or in a terminal again and again until Ctrl-C.

    Raises:
        Failure: there is no such folder.
    """
    if not arguments.folder.is_dir():
        message = Message("There is no folder {path}.", path=arguments.folder)
        raise Failure(message, EXIT_USAGE)
    watch, clock = ClassWatch(arguments.folder), Clock()
    if arguments.json:
        now = clock.now()
        print_report("class-watch", progress_json(watch.look(now), watch, now))
        return EXIT_FINE
    again = can_draw()
    with suppress(KeyboardInterrupt):
        while True:
            now = clock.now()
            students = watch.look(now)
            lines = [*table_lines(progress_table(students, now, words()))]
            if not students:
                lines = [words()("Nobody has begun yet.")]
            lines += [
                f"{each.file}: {words().translate(each.reason)}" for each in watch.troubles
            ]
            if again:
                sys.stdout.flush()
                os.write(sys.stdout.fileno(), _CLEAR)  # what is printed has no such signs
            print("\n".join(map(one_line, lines)), flush=True)
            if not again:
                break
            time.sleep(max(1, arguments.every))
    return EXIT_FINE
