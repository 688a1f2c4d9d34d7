"""JSON Schemas (draft 2020-12) of the files an author writes, for editors that complete them.

They come from the models themselves, so that a new key is in the schema the day it is read.
"""

from __future__ import annotations

from typing import Any, Literal

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

SchemaKind = Literal["course", "lesson"]

_EXAMPLES: dict[str, dict[str, Any]] = {
    "SingleChoice": {
        "id": "where",
        "type": "single_choice",
        "stem": "Which river forms the border here?",
        "options": [
            {"text": "The Moei", "correct": True, "feedback": "It does."},
            {"text": "The Salween", "feedback": "It flows further north."},
            {"text": "The Mekong", "feedback": "It borders Laos."},
        ],
        "explanation": "The Moei separates Mae Sot from Myawaddy.",
    },
    "MultipleChoice": {
        "id": "supplies",
        "type": "multiple_choice",
        "stem": "What was cut off?",
        "options": [
            {"text": "Electricity", "correct": True},
            {"text": "Fuel", "correct": True},
            {"text": "Drinking water"},
        ],
        "scoring": "net_correct",
    },
    "TrueFalse": {
        "id": "one-state",
        "type": "true_false",
        "stem": "One state alone can end the fraud.",
        "answer": False,
        "feedback": "The groups move across the border.",
    },
    "ShortAnswer": {
        "id": "capital",
        "type": "short_answer",
        "stem": "In which city did the ministers meet?",
        "answers": ["Naypyidaw", "Nay Pyi Taw"],
    },
    "Numerical": {
        "id": "distance",
        "type": "numerical",
        "stem": "How long is the bridge?",
        "answer": 420,
        "tolerance": {"relative": 0.05},
        "unit": "m",
        "units": {"km": 1000},
    },
    "Cloze": {
        "id": "meeting-gaps",
        "type": "cloze",
        "text": "They met on {{4 July 2025::a date}} in {{Naypyidaw|~Yangon|~Bangkok}}.",
    },
    "Ordering": {
        "id": "steps",
        "type": "ordering",
        "stem": "Put the steps into their order.",
        "items": ["identify", "verify", "repatriate"],
        "scoring": "adjacent",
    },
    "Matching": {
        "id": "who-did-what",
        "type": "matching",
        "stem": "Match each state with its measure.",
        "pairs": [
            {"left": "Thailand", "right": "cut the power"},
            {"left": "Myanmar", "right": "held the suspects"},
        ],
        "distractors": ["issued a currency"],
    },
    "Categorize": {
        "id": "sorted",
        "type": "categorize",
        "stem": "Sort these.",
        "categories": {"Challenge": ["weak law"], "Strategy": ["joint patrols"]},
    },
    "OpenResponse": {
        "id": "essay",
        "type": "open_response",
        "stem": "How can a revival be prevented?",
        "model_answer": "By a standing mechanism and by work on the causes.",
        "key_points": ["a standing mechanism", "work on the causes"],
    },
    "CardEntry": {"id": "term", "front": "Moei", "back": "the border river", "reverse": True},
    "Section": {"id": "setting", "title": "The setting", "text": "…", "check": ["where"]},
}


def json_schema(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema of a `course.yaml` or of a lesson file."""
    from pydantic import TypeAdapter

    from studykit.content.course_model import CourseHead
    from studykit.content.lesson_model import Lesson
    from studykit.questions.models import QUESTION_TYPES, QuestionBase

    adapter: TypeAdapter[Any] = TypeAdapter(CourseHead if kind == "course" else Lesson)
    schema = adapter.json_schema()
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    # Pydantic takes a field's text from the class that declares it, not from its bases.
    shared = TypeAdapter(QuestionBase).json_schema()["properties"]
    for model in QUESTION_TYPES.values():
        if definition := definitions.get(model.__name__):
            properties = definition["properties"]
            for name, described in shared.items():
                properties[name].setdefault("description", described["description"])
            properties["type"].setdefault("description", model.__doc__)
            properties["type"].pop("default")
            definition["required"] = ["type", *definition.get("required", ())]
    for name, example in _EXAMPLES.items():
        if name in definitions:
            definitions[name]["examples"] = [example]
    return {"$schema": SCHEMA_DIALECT, **schema}
