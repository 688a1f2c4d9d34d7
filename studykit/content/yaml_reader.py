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

from studykit.content import yaml_errors, yaml_losses, yaml_mistakes, yaml_words
from studykit.content.collector import collector_off
from studykit.content.diagnostics import MOST_PROBLEMS, Diagnostic
from studykit.content.finding import MAX_BYTES
from studykit.content.text_keys import is_text
from studykit.content.yaml_fallback import FallbackLoader
from studykit.content.yaml_words import Trouble
from studykit.language.message import Message, in_a_row
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

_PARSER: Any = getattr(yaml, "CSafeLoader", FallbackLoader)

_BARE_END = re.compile(r"\s*[,}]")
_SENTENCES = frozenset({"hints", "key_points"})
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_BEFORE_COMMENT = (" ", "\t", "\u2028", "\u2029", "\x85")
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
        self._warnings = 0

    def diagnostic(self, problem: Problem) -> Diagnostic:
        """The problem at its place in the file."""
        line, column = self.place(problem.way, key=problem.key)
        message = problem.message
        if problem.earlier is not None:
            first = self.place(problem.earlier)[0]
            message = in_a_row(message, Message("The first is on line {line}.", line=first))
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
        """Add what is wrong at an offset of the text."""
        offset, code, message, hint, severity = trouble
        line, column = self.line_and_column(offset)
        self.diagnostics.append(
            Diagnostic(self.file, line, column, severity, code, message, hint)
        )

    def warn(self, trouble: Trouble) -> None:
        """Add what YAML does not keep; beyond a bound no more than that there is more."""
        if self._warnings < MOST_PROBLEMS:
            self.say(trouble)
        elif self._warnings == MOST_PROBLEMS:
            self.say(yaml_words.more_losses(trouble.offset))
        self._warnings += 1


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
            document.say(yaml_errors.explain(text, error, _PARSER))
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
    has_comments = "#" in text and any(f"{before}#" in text for before in _BEFORE_COMMENT)
    has_escapes = "\\" in text and '"' in text
    may_be_many = len(text) > MAX_VALUES
    anchors: dict[str, tuple[Any, int]] = {}
    unused: dict[str, int] = {}
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
            if has_escapes and event.style == '"':
                _warn_of_escapes(document, event)
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
            offset = event.start_mark.index
            if not event.style:
                if (
                    in_mapping
                    and not value
                    and isinstance(key, str)
                    and _is_bare(text, marks[-1], key)
                    and _cut_at_comma(document, container, marks, key)
                ):
                    key = _NO_KEY
                    continue
                # A tagged scalar can only be `!!str` or `!` here: text.
                if not (has_tags and event.tag is not None):
                    value = typed_scalar(value)
                elif event.tag == "!" and text[offset] == "!":
                    document.warn(yaml_losses.lone_tag(offset))
                end = event.end_mark.index
                if (
                    has_comments
                    and in_mapping
                    and isinstance(key, str)
                    and offset >= marks[-1] + len(key) + 4
                    and (lost := yaml_losses.comment_before(text, marks[-1] + len(key), offset))
                    and is_text([key, *(above[2] for above in reversed(stack))])
                ):
                    document.warn(lost)
                if has_comments and end == offset and in_mapping and isinstance(key, str):
                    end = yaml_losses.end_of_empty(text, marks[-1], key)
                if (
                    has_comments
                    and (lost := yaml_losses.comment_behind(text, end))
                    and is_text([key, *(above[2] for above in reversed(stack))])
                ):
                    document.warn(lost)
            elif not value and text[offset] in "|>":
                document.warn(yaml_losses.empty_block(text, offset))
            if has_anchors and event.anchor is not None:
                anchors[event.anchor] = (value, 1)
                unused[event.anchor] = offset
            marks.append(offset)
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
            if kind is sequence_end and len(value) > 1 and text[marks[0]] == "[":
                _warn_of_commas(document, value, marks, [up[2] for up in reversed(stack)])
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
            unused.pop(event.anchor, None)
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
    for name, offset in unused.items():
        document.warn(yaml_losses.unused_anchor(offset, name))
    document.tree = root[0] if root else None


def _warn_of_escapes(document: Document, event: Any) -> None:
    start, end = event.start_mark.index, event.end_mark.index - 1
    for escape in yaml_losses.escapes(document.text, start, end):
        if not escape.valid:  # PyYAML makes half a character of it, libyaml refuses it
            raise _Refused(yaml_losses.not_an_escape(escape))
    if lost := yaml_losses.eaten_backslash(document.text, start, end):
        document.warn(lost)


def _is_bare(text: str, offset: int, key: str) -> bool:
    """Whether the key at `offset` has no colon, as between `{ }` a text has behind a comma."""
    end = offset + len(key)
    return text.startswith(key, offset) and _BARE_END.match(text, end) is not None


def _cut_at_comma(document: Document, container: Any, marks: list[int], key: str) -> bool:
    """Whether the bare key of the last mark is the rest of a text; then it is said."""
    if colon := yaml_mistakes.full_width_colon(document.text, marks[-1]):
        raise _Refused(colon)
    if not container:
        return False
    offset = marks.pop()
    document.say(yaml_losses.bare_key(document.text, marks[-1], offset, key))
    return True


def _warn_of_commas(
    document: Document, entries: list[Any], marks: list[int], keys: list[Any]
) -> None:
    losses = yaml_losses.split_entries(
        document.text, entries, marks[1:], sentences=keys[0] in _SENTENCES
    )
    for lost in losses:
        if is_text(keys):
            document.warn(lost)


def _refuse_tag(event: Any) -> None:
    if event.tag not in ("!", "tag:yaml.org,2002:str"):
        raise _Refused(yaml_words.tag(event.start_mark.index, event.tag))
