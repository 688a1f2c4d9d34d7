"""The arguments of commands that carry items between formats, and may lose some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words

if TYPE_CHECKING:
    import argparse


def add_loss_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the dry run, and that losses are allowed."""
    parser.add_argument(
        "--dry-run", action="store_true", help=words()("say what would be lost, write nothing")
    )
    parser.add_argument(
        "--allow-loss",
        action="store_true",
        help=words()("exit with 0 although items are left out"),
    )
