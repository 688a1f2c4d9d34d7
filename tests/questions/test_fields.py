"""The fields that an author fills with numbers: what an editor and the program take for one."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from pydantic import TypeAdapter, ValidationError

from studykit.questions.fields import Computable, Flag, Formula, Number, Variable, is_formula
from studykit.questions.scalars import typed_scalar


@pytest.mark.parametrize(
    ("variable", "fits"),
    [
        ({"from": 1, "to": 2}, True),
        ({"from": 1, "to": 2, "step": 0.5}, True),
        ({"from": 1}, False),
        ({"from": 1, "to": 2, "by": 1}, False),
        ([3], True),
        ([], False),
        (["a"], False),
        (9.81, True),
        ("= n * 2", True),
        ("two", False),
        (None, False),
    ],
)
def test_an_editor_shows_what_is_no_variable(variable: Any, fits: bool) -> None:
    checker = jsonschema.Draft202012Validator(TypeAdapter(Variable).json_schema())
    assert checker.is_valid(variable) is fits


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"from": 1, "to": 2}, {"from": 1.0, "to": 2.0}),
        ([1, 2.5], (1.0, 2.5)),
        ((1,), (1.0,)),
        (9.81, "9.81"),
        (5, "5"),
        ("= n * 2", "= n * 2"),
    ],
)
def test_a_variable_is_read_by_its_kind(value: Any, read: Any) -> None:
    assert TypeAdapter(Variable).validate_python(value) == read


@pytest.mark.parametrize("value", [True, None, {"from": True}, [True], [None]])
def test_what_is_no_number_is_no_variable(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Variable).validate_python(value)


def test_a_formula_is_what_was_written_and_counts_as_something() -> None:
    formula = Formula("= n * 2")
    assert (formula.source, repr(formula), bool(formula)) == ("n * 2", "= n * 2", True)
    assert formula == Formula("n * 2")
    assert formula != Formula("n * 3")
    assert formula != 0.0
    assert float(formula) == 0.0
    assert len({formula, Formula("n * 2"), Formula("n * 3")}) == 2
    assert [is_formula(value) for value in ("= n", "n", 5)] == [True, False, False]


def test_a_formula_stands_where_a_number_of_a_question_may() -> None:
    assert TypeAdapter(Computable).validate_python("= n") == Formula("n")
    assert TypeAdapter(Computable).validate_python(2) == 2.0
    assert TypeAdapter(Computable).json_schema()["anyOf"][1]["pattern"] == "^="
    for value in ("two", True, None):
        with pytest.raises(ValidationError):
            TypeAdapter(Computable).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [(Flag, "true", True), (Number, "5", 5.0), (Number, "1e3", 1000.0)],
)
def test_a_plain_scalar_is_read_as_its_field_expects(
    kind: Any, written: str, value: Any
) -> None:
    assert TypeAdapter(kind).validate_python(typed_scalar(written)) == value
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(str(written))


@pytest.mark.parametrize("written", ["yes", "1", "on"])
def test_a_flag_is_true_or_false_and_nothing_else(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Flag).validate_python(typed_scalar(written))
