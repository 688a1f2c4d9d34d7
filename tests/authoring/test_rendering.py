"""YAML that the program writes says what was meant, to every reader of YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studykit.authoring.rendering import yaml_text
from studykit.content.yaml_reader import read_yaml

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    ["no", "0800", "3.10", "2025-07-04", "~", "- 5", "a: b", "a #b", "1_000", "* x", "\n", " x"]
)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_is_written_reads_the_same(tree: dict[str, Any]) -> None:
    assert (yaml.safe_load(yaml_text(tree)) or {}) == tree


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("The Moei", "a: The Moei\n"),
        ("no", "a: 'no'\n"),
        ("0800", 'a: "0800"\n'),
        ("Bank: river", "a: 'Bank: river'\n"),
        ("甲：乙", "a: 甲：乙\n"),
        ("one\ntwo\n", "a: |\n  one\n  two\n"),
        ("one\n\ntwo", "a: |-\n  one\n\n  two\n"),
        ([{"b": 1, "c": ["x"]}, "y"], "a:\n  - b: 1\n    c:\n      - x\n  - y\n"),
        ([], "a: []\n"),
        (0.5, "a: 0.5\n"),
    ],
)
def test_values_are_written_as_an_author_would(value: Any, written: str) -> None:
    text = yaml_text({"a": value})
    assert text == written
    # Numbers and flags are as typed there, until a key is read that expects them.
    document = read_yaml(text, Path("x.yaml"))
    assert not document.diagnostics
    assert isinstance(value, str) <= (document.tree == {"a": value})
