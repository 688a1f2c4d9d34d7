"""`studykit schema`: the JSON Schema of a course, a lesson, a profile or a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.outcome import EXIT_FINE, print_json

if TYPE_CHECKING:
    import argparse
    from typing import Any

_FILES = ("course", "lesson", "profile", "export")
_REPORT = "report-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to describe."""
    from studykit.cli.reports import REPORTS

    parser.add_argument(
        "kind",
        choices=(*_FILES, *(f"{_REPORT}{name}" for name in REPORTS)),
        help=words()("whose schema to print"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    print_json(schema_of(arguments.kind))
    return EXIT_FINE


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file, or of the report of a command."""
    from studykit.authoring.schema import json_schema
    from studykit.cli.reports import REPORTS
    from studykit.progress.schema import document_schema, export_schema, snapshot_schema

    match kind:
        case "course" | "lesson":
            return json_schema(kind)
        case "profile":
            return snapshot_schema()
        case "export":
            return export_schema()
    name = kind.removeprefix(_REPORT)
    schema = document_schema(REPORTS[name], f"studykit {name} 1")
    schema["properties"]["format"] = {"const": schema["title"]}
    return schema
