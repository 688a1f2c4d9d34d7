"""YAML becomes plain values, each with its place; nothing in a file can raise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studykit.content import yaml_reader
from studykit.content.diagnostics import has_errors
from studykit.content.yaml_fallback import FallbackLoader
from studykit.content.yaml_reader import Document, read_yaml

FILE = Path("lesson.yaml")


def read(text: str | bytes) -> Document:
    return read_yaml(text, FILE)


@pytest.mark.parametrize(
    "written",
    ["no", "true", "False", "5:20", "2025-07-04", "1_000", "1e999", "１２", "+", "1.2.3", "007",
     "+886", "3.10", "0x1F", "1e3", ".inf", "-0", "3.14159265358979323846"],
)  # fmt: skip
def test_a_plain_scalar_is_its_text_as_typed(written: str) -> None:
    assert read(f"a: {written}").tree == {"a": written}


@pytest.mark.parametrize("written", ["null", "Null", "~", ""])
def test_what_stands_for_nothing_is_nothing(written: str) -> None:
    assert read(f"a: {written}").tree == {"a": None}


def test_a_comment_behind_an_empty_key_that_stands_twice() -> None:
    document = read("a: b\na: # c\n")
    assert document.tree == {"a": "b"}
    assert [d.code for d in document.diagnostics] == ["SK109"]


def test_quoted_values_and_keys_are_text() -> None:
    assert read("2025: '5'\ntrue: \"no\"\n").tree == {"2025": "5", "true": "no"}


def test_an_alias_stands_for_its_anchor() -> None:
    document = read("a: &x [1, 2]\nb: *x\n")
    assert document.tree == {"a": ["1", "2"], "b": ["1", "2"]}
    assert document.place(("b",)) == (2, 4)


def test_a_doubled_key_keeps_the_first_and_the_rest_in_place() -> None:
    document = read("a: 1\na: {x: [1]}\nb: 3\n")
    assert document.tree == {"a": "1", "b": "3"}
    assert document.place(("b",)) == (3, 4)
    assert [(d.line, d.column, d.code) for d in document.diagnostics] == [(2, 1, "SK109")]


def test_without_libyaml_the_slow_parser_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "a: 1\n\tb: 2\n",
        "title foo\nid: x\n",
        'a: "b\nc: "d"\n',
        "a: [1\nb: c\n",
        "a: b\n",
    ]
    fast = [read(text) for text in texts]
    monkeypatch.setattr(yaml_reader, "_PARSER", FallbackLoader)
    slow = [read(text) for text in texts]
    assert [d.tree for d in slow] == [d.tree for d in fast]
    assert [d.diagnostics for d in slow] == [d.diagnostics for d in fast]


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False)
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.text("abc妙", min_size=1, max_size=4), trees, min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_key_and_value_stands_where_the_document_says(
    tree: dict[str, Any], flow: bool, line_break: str
) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    text = text.replace("\n", line_break)
    document = read(text)
    assert not has_errors(document.diagnostics)
    lines = re.split(r"\r\n|\n|\r", text)
    composed = yaml.compose(text, yaml.SafeLoader)
    assert composed is not None

    def compare(node: yaml.Node, way: tuple[str | int, ...], value: Any) -> None:
        mark = node.start_mark
        assert document.place(way) == place_of(mark)
        line, column = document.place(way)
        assert len(lines[line - 1]) >= column - 1
        if isinstance(node, yaml.MappingNode):
            assert len(value) == len(node.value)
            for (key_node, value_node), key in zip(node.value, value, strict=True):
                assert document.place((*way, key), key=True) == place_of(key_node.start_mark)
                compare(value_node, (*way, key), value[key])
        elif isinstance(node, yaml.SequenceNode):
            for n, inner in enumerate(node.value):
                compare(inner, (*way, n), value[n])

    def place_of(mark: Any) -> tuple[int, int]:
        return document.line_and_column(mark.index)

    compare(composed, (), document.tree)


@given(st.binary(max_size=200))
def test_random_bytes_never_raise(data: bytes) -> None:
    document = read(data)
    assert document.tree is not None or document.diagnostics


@given(st.text("ab:-?[]{},#&*!|>'\"%@` \n\t\r\ufeff0.妙", max_size=60))
def test_random_yaml_never_raises(text: str) -> None:
    document = read(text)
    lines = re.split(r"\r\n|\n|\r", document.text)
    for diagnostic in document.diagnostics:
        assert 1 <= diagnostic.line <= len(lines)
        assert 1 <= diagnostic.column <= len(lines[diagnostic.line - 1]) + 1
