"""JSON Schemas (draft 2020-12) of the files an author writes, for editors that complete them.

They come from the models themselves, so that a new key is in the schema the day it is read.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from typing import Any, Literal

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SchemaKind = Literal["course", "lesson"]

_EXAMPLES: dict[str, dict[str, Any]] = {
    "CardEntry": {"id": "term", "front": "Moei", "back": "the border river", "reverse": True},
    "Section": {"id": "setting", "title": "The setting", "text": "…", "check": ["where"]},
}


def json_schema(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema of a `course.yaml` or of a lesson file."""
    from pydantic import TypeAdapter

    from studykit.content.course_model import CourseHead
    from studykit.content.lesson_model import Lesson
    from studykit.questions.registry import QUESTION_TYPES

    adapter: TypeAdapter[Any] = TypeAdapter(CourseHead if kind == "course" else Lesson)
    schema = adapter.json_schema()
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    for model in QUESTION_TYPES.values():
        if definition := definitions.get(model.__name__):
            properties = definition["properties"]
            properties["type"]["description"] = model.__doc__
            properties["type"].pop("default")
            # Pydantic takes a field's text from the class that declares it, not from its bases.
            for base in filter(is_dataclass, model.__mro__):
                for name, text in _described_fields(base).items():
                    properties[name].setdefault("description", text)
            definition["required"] = ["type", *definition.get("required", ())]
            definition["examples"] = [model.example]
    for name, example in _EXAMPLES.items():
        if name in definitions:
            definitions[name]["examples"] = [example]
    return {"$schema": SCHEMA_DIALECT, **_with_typed_texts(schema)}


def _with_typed_texts(schema: Any) -> Any:
    """The schema in which a number or a flag will do where a text is expected: it is read as
    typed."""
    if isinstance(schema, list):
        return [_with_typed_texts(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: _with_typed_texts(part) for key, part in schema.items()}
    if parts.get("type") == "string" and not parts.keys() & {"const", "enum", "pattern"}:
        parts["type"] = ["string", "number", "boolean"]
    return parts


@cache
def _described_fields(model: type) -> dict[str, str]:
    """What the docstrings of a model's own fields say; many types of question share a base."""
    from pydantic import TypeAdapter

    properties = TypeAdapter(model).json_schema()["properties"].items()
    return {name: text for name, field in properties if (text := field.get("description"))}
