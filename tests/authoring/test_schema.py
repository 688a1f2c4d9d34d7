"""The JSON Schemas describe every key, and accept just what the program reads."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from studykit.authoring.schema import json_schema
from studykit.content.validate import question_from_tree
from studykit.questions.registry import QUESTION_TYPES


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_the_schema_is_valid_and_describes_every_key(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    for model in (schema, *schema["$defs"].values()):
        for name, described in model["properties"].items():
            assert described.get("description"), f"{model['title']}.{name}"


def test_every_question_type_has_an_example_that_program_and_schema_accept() -> None:
    schema = json_schema("lesson")
    validator = Draft202012Validator(schema)
    seen = set()
    for definition in schema["$defs"].values():
        for example in definition.get("examples", ()):
            if "type" in example:
                question, problems = question_from_tree(json.loads(json.dumps(example)))
                assert question and not problems
                assert validator.is_valid({"title": "L", "questions": [example]})
                seen.add(example["type"])
    assert seen == set(QUESTION_TYPES)


def test_an_unknown_key_is_no_lesson() -> None:
    assert not Draft202012Validator(json_schema("lesson")).is_valid(
        {"title": "L", "qustions": []}
    )


def test_a_text_may_look_like_a_number_or_a_flag() -> None:
    validator = Draft202012Validator(json_schema("lesson"))
    card = {"front": 1.1, "back": True, "tags": [7]}
    assert validator.is_valid({"title": 800, "cards": [card]})
    assert not validator.is_valid({"title": "T", "cards": [{**card, "reverse": "yes"}]})
