"""Few rooms name a type of question: all others ask it what they need to know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import studykit
from studykit.questions.registry import QUESTION_TYPES

PACKAGE = Path(studykit.__file__).parent
AT_HOME = ("questions", "tui/questions", "plain/questions", "web/questions", "formats")
CLASSES = {model.__name__ for model in QUESTION_TYPES.values()}
NAMES = set(QUESTION_TYPES) - {"cloze"}
"""`cloze` is also a key of a card."""


def named_types() -> Iterator[str]:
    """Where a class or a name of a type stands outside the rooms that may know it."""
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE).as_posix()
        if place.startswith(tuple(f"{room}/" for room in AT_HOME)):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) if name in CLASSES:
                    yield f"{place}:{node.lineno} {name}"
                case ast.alias(name=name) if name in CLASSES:
                    yield f"{place}:{node.lineno} {name}"
                case ast.Constant(value=str(name)) if name in NAMES | CLASSES:
                    yield f"{place}:{node.lineno} {name}"


def test_no_other_room_names_a_type_of_question() -> None:
    assert list(named_types()) == []
