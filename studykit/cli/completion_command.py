"""`studykit completion`: what lets a shell complete commands, options and files.

The files in `completions/` are made from the commands by `python -m tests.completion`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_FINE

if TYPE_CHECKING:
    import argparse

FOLDER = Path(__file__).parent / "completions"
SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For which shell."""
    parser.add_argument("shell", choices=SHELLS, help=words()("your shell"))
    parser.epilog = words()(
        'For bash: eval "$(studykit completion bash)" in ~/.bashrc; for zsh the same in'
        " ~/.zshrc; for fish: studykit completion fish | source"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the file of the shell."""
    print((FOLDER / f"studykit.{arguments.shell}").read_text(encoding="utf-8"), end="")
    return EXIT_FINE
