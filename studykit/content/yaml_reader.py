"""YAML text → a plain tree that knows where each of its keys and values stands.

Values are built straight from the parser's events, which is faster than PyYAML's own
loaders and gives every position for nothing. Values are text, as typed: whoever knows whether
a number or a flag is expected turns a plain scalar into one. Keys are always text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import yaml

from studykit.content import yaml_words
from studykit.content.collector import collector_off
from studykit.content.diagnostics import Diagnostic
from studykit.content.finding import MAX_BYTES
from studykit.content.yaml_words import Trouble
from studykit.questions.scalars import typed_scalar

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.questions.problem import Problem

MAX_SCALAR = 100_000
"""Characters in one value; a section of a lesson has some thousand."""
MAX_VALUES = 500_000
"""Keys and values in one file; a deck of 10,000 cards has 100,000."""
MAX_DOUBLED = 100
"""Keys given twice that are named one by one."""
MAX_DEPTH = 32
"""Levels of nesting; a course needs seven."""
MAX_ALIASED = 10_000
"""Values that aliases may add to a file, counted where they are used."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NO_KEY: Any = object()


class _Refused(Exception):
    """The file cannot be read any further."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


class Document:
    """What was read from one file: `tree`, `diagnostics`, and the place of every value.

    `tree` is None when the file could not be read (then a diagnostic says why) or is empty.
    """

    def __init__(self, file: Path, text: str = "") -> None:
        self.file = file
        self.text = text
        self.tree: Any = None
        self.diagnostics: list[Diagnostic] = []
        # id of a container → where it starts, then for each entry where the key (mappings
        # only) and the value start, as offsets in `text`.
        self.marks: dict[int, list[int]] = {}
        self._line_starts: list[int] | None = None

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """The problem at its place in the file."""
        line, column = self.place(problem.way, key=problem.key)
        message = problem.message
        if problem.earlier is not None:
            first = self.place(problem.earlier)[0]
            message = f"{message[:-1]}; the first is on line {first}."
        return Diagnostic(
            self.file, line, column, problem.severity, problem.code, message, problem.hint
        )

    def place(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or with `key` of its key.

        Of a path that does not exist, the place of the nearest container that does.
        """
        offset = self.marks[id(self.tree)][0] if id(self.tree) in self.marks else 0
        node = self.tree
        for depth, step in enumerate(path, start=1):
            marks = self.marks.get(id(node))
            if isinstance(node, dict) and step in node and marks:
                number = list(node).index(step)
                slot = 1 + 2 * number if key and depth == len(path) else 2 + 2 * number
                # A key that was filled in after reading stands nowhere in the file.
                offset = marks[slot] if slot < len(marks) else marks[0]
                node = node[step]
            elif isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
                offset = marks[1 + step] if marks else offset
                node = node[step]
            else:
                break
        return self.line_and_column(offset)

    def lines_of(self, items: list[Any]) -> list[int]:
        """The line, from 1, on which each entry of a list of this tree begins."""
        return [self.line_and_column(offset)[0] for offset in self.marks[id(items)][1:]]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character offset."""
        if self._line_starts is None:
            self._line_starts = [0, *(m.end() for m in _LINE_BREAK.finditer(self.text))]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def say(self, trouble: Trouble) -> None:
        """Add an error at an offset of the text."""
        line, column = self.line_and_column(trouble.offset)
        self.diagnostics.append(
            Diagnostic(
                self.file, line, column, "error", trouble.code, trouble.message, trouble.hint
            )
        )


def read_yaml(data: bytes | str, file: Path) -> Document:
    """Read one file's content. Never raises: what is wrong is in the `diagnostics`."""
    document = Document(file)
    if len(data) > MAX_BYTES:
        document.say(yaml_words.too_large(MAX_BYTES))
        return document
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            document.text = data[: error.start].decode("utf-8").removeprefix("\ufeff")
            document.say(yaml_words.not_utf8(data, error.start, len(document.text)))
            return document
    else:
        text = data
    # The byte-order mark is no character of the text: the first column is behind it.
    document.text = text = text.removeprefix("\ufeff")
    with collector_off():
        try:
            _build(document, text)
        except _Refused as refused:
            document.tree = None
            document.say(refused.trouble)
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            document.tree = None
            document.say(yaml_words.explain(text, error, _PARSER))
    if document.tree is None and not document.diagnostics:
        document.say(yaml_words.empty())
    return document


def _build(document: Document, text: str) -> None:  # one loop, kept whole for speed
    parser = _PARSER(text)
    next_event = parser.get_event
    all_marks = document.marks
    scalar, mapping_start = yaml.ScalarEvent, yaml.MappingStartEvent
    sequence_start, mapping_end = yaml.SequenceStartEvent, yaml.MappingEndEvent
    sequence_end, alias = yaml.SequenceEndEvent, yaml.AliasEvent
    has_anchors, has_tags, may_be_long = "&" in text, "!" in text, len(text) > MAX_SCALAR
    may_be_many = len(text) > MAX_VALUES
    anchors: dict[str, tuple[Any, int]] = {}
    doubled: list[tuple[dict[Any, Any], Any]] = []
    root: list[Any] = []
    container: Any = root
    marks: list[int] = [0]
    key: Any = _NO_KEY
    in_mapping = False
    stack: list[tuple[Any, list[int], Any, bool, str | None, int]] = []
    count = aliased = 0
    while True:
        event = next_event()
        kind = event.__class__
        if may_be_many and count > MAX_VALUES:
            raise _Refused(yaml_words.too_many_values(event.start_mark.index, MAX_VALUES))
        if kind is scalar:
            count += 1
            value = event.value
            if has_tags and event.tag is not None:
                _refuse_tag(event)
            if may_be_long and len(value) > MAX_SCALAR:
                raise _Refused(yaml_words.long_scalar(event.start_mark.index, MAX_SCALAR))
            if in_mapping and key is _NO_KEY:
                offset = event.start_mark.index
                marks.append(offset)
                key = value
                if value in container:
                    if len(doubled) >= MAX_DOUBLED:
                        raise _Refused(yaml_words.too_many_doubled(offset, MAX_DOUBLED))
                    first = marks[1 + 2 * list(container).index(value)]
                    line = document.line_and_column(first)[0]
                    document.say(yaml_words.doubled_key(offset, value, line))
                    # Kept under a key of its own until the end: what it holds is still read.
                    key = object()
                    doubled.append((container, key))
                continue
            # A tagged scalar can only be `!!str` or `!` here: text.
            if not event.style and not (has_tags and event.tag is not None):
                value = typed_scalar(value)
            if has_anchors and event.anchor is not None:
                anchors[event.anchor] = (value, 1)
            marks.append(event.start_mark.index)
        elif kind is mapping_start or kind is sequence_start:
            count += 1
            offset = event.start_mark.index
            if in_mapping and key is _NO_KEY:
                raise _Refused(yaml_words.key_not_text(offset))
            if len(stack) >= MAX_DEPTH:
                raise _Refused(yaml_words.too_deep(offset, MAX_DEPTH))
            if has_tags and event.tag is not None:
                _refuse_tag(event)
            marks.append(offset)
            stack.append((container, marks, key, in_mapping, event.anchor, count))
            in_mapping = kind is mapping_start
            container = {} if in_mapping else []
            marks = [offset]
            all_marks[id(container)] = marks
            key = _NO_KEY
            continue
        elif kind is mapping_end or kind is sequence_end:
            value = container
            container, marks, key, in_mapping, anchor, before = stack.pop()
            if anchor is not None:
                anchors[anchor] = (value, count - before + 1)
        elif kind is alias:
            offset = event.start_mark.index
            if in_mapping and key is _NO_KEY:
                raise _Refused(yaml_words.key_not_text(offset))
            if event.anchor not in anchors:
                raise _Refused(yaml_words.unknown_alias(offset, event.anchor))
            value, size = anchors[event.anchor]
            count += size
            aliased += size
            if aliased > MAX_ALIASED:
                raise _Refused(yaml_words.too_many_aliased(offset, MAX_ALIASED))
            marks.append(offset)
        elif kind is yaml.DocumentStartEvent and root:
            raise _Refused(yaml_words.second_document(event.start_mark.index))
        elif kind is yaml.StreamEndEvent:
            break
        else:
            continue
        if in_mapping:
            container[key] = value
            key = _NO_KEY
        else:
            container.append(value)
    for mapping, double in doubled:
        number = list(mapping).index(double)
        del all_marks[id(mapping)][1 + 2 * number : 3 + 2 * number]
        del mapping[double]
    document.tree = root[0] if root else None


def _refuse_tag(event: Any) -> None:
    if event.tag not in ("!", "tag:yaml.org,2002:str"):
        raise _Refused(yaml_words.tag(event.start_mark.index, event.tag))
