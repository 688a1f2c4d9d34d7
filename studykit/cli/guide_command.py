"""`studykit guide`: all that an author, or an assistant of one, needs to write a course."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_FINE

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which language, and whether with the schemas."""
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the guide's language: en, zh-Hant")
    )
    parser.add_argument(
        "--schemas",
        action="store_true",
        help=words()("print the JSON Schemas of a course and a lesson below it"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the guide, and the schemas below it where they are asked for."""
    from studykit.authoring.guide import guide_text
    from studykit.authoring.schema import json_schema

    print(guide_text(words().language))
    if arguments.schemas:
        for kind in ("course", "lesson"):
            schema = json.dumps(json_schema(kind), ensure_ascii=False, indent=1)
            print(f"\n## `{kind}.json`\n\n```json\n{schema}\n```")
    return EXIT_FINE
