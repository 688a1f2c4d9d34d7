"""Makes the completions of shells and the manual page from the commands.

`python -m tests.completion` writes them; `tests/cli/test_completion.py` tells when they are not
true any more.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from studykit.cli import interface
from studykit.cli.commands import COMMANDS
from studykit.cli.completion_command import FOLDER, SHELLS

MANUAL = Path(__file__).parents[1] / "docs" / "studykit.1"


def whole_parser() -> argparse.ArgumentParser:
    """All commands as one parser, in English."""
    interface.begin("en")
    parser = argparse.ArgumentParser(
        prog="studykit",
        description="Read lessons, review flashcards and take quizzes in the terminal.",
    )
    parser.add_argument("--version", action="version", version="studykit")
    commands = parser.add_subparsers(metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=str(summary), description=f"{summary}.")
        module = import_module(f"studykit.cli.{name.replace('-', '_')}_command")
        module.add_arguments(command)
        _complete_files(command)
    return parser


def _complete_files(parser: argparse.ArgumentParser) -> None:
    for action in parser._actions:
        if action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _complete_files(inner)


def files() -> dict[Path, str]:
    """Each file and what it must hold."""
    made = {
        FOLDER / f"studykit.{shell}": shtab.complete(whole_parser(), shell=shell)
        for shell in SHELLS
    }
    parser = whole_parser()
    parser.man_short_description = "lessons, flashcards and quizzes in the terminal"  # type: ignore[attr-defined]
    page = str(Manpage(parser, format="pretty"))
    # The day of making says nothing about the page.
    lines = [line for line in page.splitlines() if not line.startswith(".TH")]
    made[MANUAL] = "\n".join(['.TH STUDYKIT "1" "" "studykit" "User commands"', *lines, ""])
    return made


if __name__ == "__main__":
    for file, text in files().items():
        file.write_text(text, encoding="utf-8")
