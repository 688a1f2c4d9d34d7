"""`studykit stats`: what the learner's events tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, print_json

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit stats`."""
    add_session_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of a course."""
    from studykit.analytics.figures import as_text, figures
    from studykit.analytics.statistics import statistics
    from studykit.plain.talk import Left

    try:
        with session(arguments, reading=True) as opened:
            talk, edition, profile, clock = opened
            now, events = clock.now(), list(profile.events())
            made = statistics(events, profile.state, edition.id, now, clock.zone())
            if arguments.json:
                print_json(made.to_json())
                return EXIT_FINE
            found = figures(made, talk.words, now.day)
            if not found:
                talk.say(
                    talk.words(
                        "Nothing was studied yet: the figures come with the first answers."
                    )
                )
            for line in as_text(found):
                talk.say(line)
    except Left:
        return EXIT_FINE
    return EXIT_FINE
