"""Compares what `--json` prints with its published schema."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from studykit.cli.schema_command import schema_of


def report_problems(command: str, report: Any) -> list[str]:
    """What a report holds that its schema does not name, and the other way round."""
    validator = Draft202012Validator(_closed(schema_of(f"report-{command}")))
    return [f"{each.json_path}: {each.message[:200]}" for each in validator.iter_errors(report)]


def _closed(schema: Any) -> Any:
    """The schema that also refuses what it does not name."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: _closed(part) for key, part in schema.items()}
    if "properties" in parts and isinstance(parts.get("required"), list):
        parts["additionalProperties"] = False
    return parts
