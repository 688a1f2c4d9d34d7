"""`studykit schema`: the JSON Schema of a course, a lesson or a profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studykit.cli.outcome import EXIT_FINE

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to describe."""
    parser.add_argument("kind", choices=("course", "lesson"), help="whose schema to print")


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from studykit.authoring.schema import json_schema

    print(json.dumps(json_schema(arguments.kind), ensure_ascii=False, indent=2))
    return EXIT_FINE
