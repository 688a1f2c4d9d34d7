"""One run of the program: parse the words, call the command, tell how it ended."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from studykit import __version__
from studykit.cli.argument_help import Parser
from studykit.cli.argument_words import translate_argparse
from studykit.cli.commands import COMMANDS, GROUPS
from studykit.cli.interface import begin, words
from studykit.cli.outcome import EXIT_OUTSIDE, Failure
from studykit.cli.streams import all_streams, harmless_streams
from studykit.language.message import Message
from studykit.plain.ending import has_ended


def run(line: list[str]) -> int:
    """Run the command line `line` and return its exit status, as `studykit.cli.main` does."""
    with all_streams(), harmless_streams():
        return _exit_status(line)


def _exit_status(line: list[str]) -> int:
    debug = "--debug" in line
    line = [word for word in line if word != "--debug"]
    begin()
    translate_argparse()
    try:
        return _run(line)
    except Failure as failure:
        if debug:
            raise
        print(f"studykit: {words().translate(failure.message)}", file=sys.stderr)
        return failure.status
    except BrokenPipeError:
        # The reader of our output went away (`studykit list | head`): nothing is wrong.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return EXIT_OUTSIDE
    except Exception as error:
        if has_ended():  # words that found no terminal any more
            return EXIT_OUTSIDE
        if debug:
            raise
        print(f"studykit: {words().translate(_unexpected(error))}", file=sys.stderr)
        return EXIT_OUTSIDE


def _unexpected(error: Exception) -> Message:
    """The sentence for what nobody foresaw; where it arose is put into a file."""
    from studykit.cli.crash_report import write_report

    if isinstance(error, MemoryError):
        return Message("there is not enough memory for that.")
    kind, report = type(error).__name__, write_report(error)
    if report is None:
        return Message(
            "something went wrong inside the program ({kind}: {error}). What you answered is "
            "stored. Run the same command with --debug to see where.",
            kind=kind,
            error=error,
        )
    return Message(
        "something went wrong inside the program ({kind}: {error}). What you answered is "
        "stored. The details are in {file}; --debug shows them.",
        kind=kind,
        error=error,
        file=report,
    )


def _run(line: list[str]) -> int:
    # A first word that names no command is the PATH of `studykit [PATH]`.
    name = line[0] if line else "open"
    if name in COMMANDS:
        line = line[1:]
    elif name in ("-h", "--help", "--version"):
        _overview().parse_args(line)
        return 0
    else:
        name = "open"
    module = import_module(f"studykit.cli.{name.replace('-', '_')}_command")
    prog = "studykit" if name == "open" else f"studykit {name}"
    parser = Parser(prog=prog, description=_sentence(COMMANDS[name]))
    parser.add_argument(
        "--debug", action="store_true", help=words()("show where an error arose")
    )
    module.add_arguments(parser)
    arguments = parser.parse_args(line)
    if name not in ("new", "import", "export"):  # there it is the language of what is written
        begin(getattr(arguments, "language", None))
    status: int = module.run(arguments)
    return status


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    groups = [
        [words().translate(title) + ":"]
        + [f"  {name:<{width}}{words().translate(text)}" for name, text in group.items()]
        for title, group in GROUPS.items()
    ]
    lines = "\n\n".join("\n".join(group) for group in groups)
    more = words()("studykit COMMAND --help explains the options of a command.")
    parser = argparse.ArgumentParser(
        prog="studykit",
        usage="studykit [PATH] | studykit COMMAND [OPTION …]",
        description=words()(
            "Read lessons, review flashcards and take quizzes in the terminal."
        ),
        epilog=f"{lines}\n\n{more}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"studykit {__version__}",
        help=words().in_context("command line", "show program's version number and exit"),
    )
    return parser


def _sentence(summary: Message) -> str:
    text = words().translate(summary)
    return words()("{text}.", text=f"{text[0].upper()}{text[1:]}")
