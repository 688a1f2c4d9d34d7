"""One run of the program: parse the words, call the command, tell how it ended."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from studykit import __version__
from studykit.cli.commands import COMMANDS
from studykit.cli.outcome import EXIT_OUTSIDE, EXIT_USAGE, Failure
from studykit.cli.streams import harmless_streams


def run(words: list[str]) -> int:
    """Run the command line `words` and return its exit status, as `studykit.cli.main` does."""
    with harmless_streams():
        return _told(words)


def _told(words: list[str]) -> int:
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        return _run(words)
    except Failure as failure:
        if debug:
            raise
        print(f"studykit: {failure}", file=sys.stderr)
        return failure.status
    except BrokenPipeError:
        # The reader of our output went away (`studykit list | head`): nothing is wrong.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return EXIT_USAGE
    except Exception as error:
        if debug:
            raise
        kind = type(error).__name__
        print(
            f"studykit: something went wrong inside the program ({kind}: {error}). "
            "Run the same command with --debug to see where.",
            file=sys.stderr,
        )
        return EXIT_OUTSIDE


def _run(words: list[str]) -> int:
    # A first word that names no command is the PATH of `studykit [PATH]`.
    name = words[0] if words else "open"
    if name in COMMANDS:
        words = words[1:]
    elif name in ("-h", "--help", "--version"):
        _overview().parse_args(words)
        return 0
    else:
        name = "open"
    command = COMMANDS[name]
    module = import_module(f"studykit.cli.{command.module}")
    prog = "studykit" if name == "open" else f"studykit {name}"
    parser = argparse.ArgumentParser(prog=prog, description=_sentence(command.summary))
    parser.add_argument("--debug", action="store_true", help="show where an error arose")
    module.add_arguments(parser)
    status: int = module.run(parser.parse_args(words))
    return status


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    lines = "\n".join(
        f"  {name:<{width}}{command.summary}" for name, command in COMMANDS.items()
    )
    parser = argparse.ArgumentParser(
        prog="studykit",
        usage="studykit [PATH] | studykit COMMAND [OPTION …]",
        description="Read lessons, review flashcards and take quizzes in the terminal.",
        epilog=f"commands:\n{lines}\n\nstudykit COMMAND --help tells the options of a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"studykit {__version__}")
    return parser


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."
