"""Plain scalars where a number or a flag is expected follow the YAML 1.2 core schema."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.questions.scalars import core_scalar, typed_scalar, value_of


@pytest.mark.parametrize(
    "written",
    ["no", "on", "yes", "Off", "5:20", "2025-07-04", "1_000", "0b1", ".inf", ".nan", "1e999",
     "１２", "+", ".", "1.2.3", "0o8", "9" * 400],
)  # fmt: skip
def test_what_looks_like_something_is_text(written: str) -> None:
    assert core_scalar(written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("+7", 7),
        ("007", 7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0x1F", 31),
        ("0o17", 15),
    ],
)
def test_core_schema_values(written: str, value: object) -> None:
    assert core_scalar(written) == value
    assert type(core_scalar(written)) is type(value)


@given(st.text(max_size=10))
def test_a_plain_scalar_is_itself_or_a_core_value(text: str) -> None:
    value = core_scalar(text)
    assert value == text or not isinstance(value, str)


@given(st.text(max_size=10) | st.sampled_from(["12", "true", "1e3", "007"]))
def test_only_a_plain_scalar_becomes_a_value(text: str) -> None:
    assert value_of(text) == text
    assert value_of(typed_scalar(text)) == core_scalar(text)
