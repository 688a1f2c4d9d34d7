"""The JSON Schema of the snapshot, made from the types the program itself uses."""

from __future__ import annotations

import types
from collections.abc import MutableMapping
from typing import (
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from studykit.progress.state import State
from studykit.progress.version import PROFILE_FORMAT, VERSION

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
    definitions: dict[str, Any] = {}
    state = _schema(State, definitions)
    position = {
        "type": "object",
        "description": "Up to which byte of the journal the state holds.",
        "properties": {
            "offset": {"type": "integer", "minimum": 0},
            "last_line": {"type": ["string", "null"]},
            "events": {"type": "integer", "minimum": 0},
            "newest": {"type": "string"},
        },
        "required": ["offset", "last_line", "events", "newest"],
    }
    properties = {
        "format": {"const": PROFILE_FORMAT},
        "version": {"const": VERSION},
        "generation": {"type": "string", "description": "Which journal the state is of."},
        "position": position,
        "crc": {"type": "string", "description": "CRC-32 of all this but itself."},
        "seal": {"type": "string", "description": "Made of it by the machine that wrote it."},
        "courses": {
            "type": "object",
            "description": "At which bytes of the state each course begins and ends.",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0},
                "minItems": 2,
                "maxItems": 2,
            },
        },
        "state": state,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "studykit profile",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": definitions,
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind is Any:
        return {}
    if is_typeddict(kind):
        return _reference(kind, definitions)
    origin, arguments = get_origin(kind), get_args(kind)
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
        hints = get_type_hints(kind)
        definitions[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {field: _schema(of, definitions) for field, of in hints.items()},
            "required": sorted(kind.__required_keys__),
        }
    return {"$ref": f"#/$defs/{name}"}
