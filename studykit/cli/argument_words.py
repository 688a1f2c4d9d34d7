"""What argparse itself says, in the interface's language: it asks `gettext` for its own words,
of which only this program's catalogues have translations."""

from __future__ import annotations

import argparse

from studykit.cli.interface import words
from studykit.language.message import Message

_SENTENCES = {
    str(message): message
    for message in (
        Message.in_context("command line", "usage: "),
        Message.in_context("command line", "positional arguments"),
        Message.in_context("command line", "options"),
        Message.in_context("command line", "show this help message and exit"),
        Message.in_context("command line", "%(prog)s: error: %(message)s\n"),
        Message.in_context("command line", "argument %(argument_name)s: %(message)s"),
        Message.in_context("command line", "the following arguments are required: %s"),
        Message.in_context("command line", "one of the arguments %s is required"),
        Message.in_context("command line", "unrecognized arguments: %s"),
        Message.in_context("command line", "not allowed with argument %s"),
        Message.in_context("command line", "ignored explicit argument %r"),
        Message.in_context("command line", "expected one argument"),
        Message.in_context("command line", "expected at most one argument"),
        Message.in_context("command line", "expected at least one argument"),
        Message.in_context(
            "command line", "ambiguous option: %(option)s could match %(matches)s"
        ),
        Message.in_context("command line", "invalid %(type)s value: %(value)r"),
        Message.in_context(
            "command line", "invalid choice: %(value)r (choose from %(choices)s)"
        ),
        Message.in_context(
            "command line",
            "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from "
            "%(choices)s)",
        ),
        Message.in_context(
            "command line", "unknown parser %(parser_name)r (choices: %(choices)s)"
        ),
    )
}


def translate_argparse() -> None:
    """From now on argparse speaks the interface's language."""
    # argparse has no setting for it; a name that it lacks in some version does not
    # matter.
    for name, translate in (("_", _translated), ("ngettext", _translated_plural)):
        setattr(argparse, name, translate)


def _translated(sentence: str) -> str:
    return words().translate(_SENTENCES.get(sentence, sentence))


def _translated_plural(one: str, more: str, n: int) -> str:
    if one == "expected %s argument":
        return words().many(n, "expected %s argument", "expected %s arguments")
    return one if n == 1 else more
