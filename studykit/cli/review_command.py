"""`studykit review`: review flashcards in line mode."""

from __future__ import annotations

import argparse

from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit review`."""
    add_session_arguments(parser)
    parser.add_argument("--limit", type=_count, metavar="N", help="stop after N cards")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit review`: the cards that are due today and the new ones."""
    from studykit.plain.review import review_cards, review_document
    from studykit.plain.talk import Left
    from studykit.study.review import Review

    try:
        with session(arguments) as opened:
            talk, edition, profile, clock = opened
            review = Review(edition, lambda: profile.state, clock.now)
            try:
                review_cards(talk, review, profile, clock, limit=arguments.limit)
            except Left:
                talk.say(talk.words("All grades are kept."))
            if arguments.json:
                print_json(review_document(review))
    except Left:
        return EXIT_FINE
    return EXIT_FINE
