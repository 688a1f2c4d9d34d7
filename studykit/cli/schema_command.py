"""`studykit schema`: the JSON Schema of a course, a lesson, a profile or an exported one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_FINE, print_json

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to describe."""
    parser.add_argument(
        "kind",
        choices=("course", "lesson", "profile", "export"),
        help=words()("whose schema to print"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from studykit.authoring.schema import json_schema
    from studykit.progress.schema import export_schema, snapshot_schema

    profiles = {"profile": snapshot_schema, "export": export_schema}
    schema = profiles.get(arguments.kind)
    print_json(schema() if schema else json_schema(arguments.kind))
    return EXIT_FINE
