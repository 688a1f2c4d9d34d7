"""The JSON Schema of the snapshot, made from the types the program itself uses."""

from __future__ import annotations

import types
from collections.abc import MutableMapping
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

from studykit.progress.fields import fields_of, required_fields
from studykit.progress.store.snapshot import SnapshotDocument
from studykit.progress.transfer import ExportDocument

_PLAIN = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
    dict: "object",
    list: "array",
}


def snapshot_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `NAME.json`."""
    return document_schema(SnapshotDocument, "studykit profile")


def export_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an exported profile, with each kind of event."""
    return document_schema(ExportDocument, "studykit export")


def document_schema(document: Any, title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a document that a TypedDict describes."""
    definitions: dict[str, Any] = {}
    _schema(document, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **definitions.pop(document.__name__),
        "$defs": definitions,
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind is Any:
        return {}
    if is_typeddict(kind):
        return _reference(kind, definitions)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = _schema(arguments[0], definitions)
        return schema | {
            key: value for form in arguments[1:] for key, value in form.schema.items()
        }
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, definitions) for part in arguments]}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin in (dict, MutableMapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    return {"type": _PLAIN[kind]}


def _reference(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # Named before its parts, should one of them be of its kind.
        definitions[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {
                field: _schema(of, definitions) for field, of in fields_of(kind).items()
            },
            "required": sorted(required_fields(kind)),
        }
    return {"$ref": f"#/$defs/{name}"}
