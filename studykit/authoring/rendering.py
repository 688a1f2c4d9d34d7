"""Trees of plain values → YAML as an author would write it.

Written line by line instead of by PyYAML's emitter, which takes ten times as long: a bank of
5,000 questions is written while one waits.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from studykit.questions.scalars import core_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_LINE = "# yaml-language-server: $schema={place}\n"
SCHEMA_FOLDER = ".schemas"
"""Where a new course keeps the schemas that its files name."""

_NEVER_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=]|.*(?::(?:\s|$)|\s#|\s$)", re.DOTALL)
_STEP = "  "
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
"""What YAML 1.1, which other programs read, takes for something else than text."""


def schema_line(kind: str) -> str:
    """The comment by which editors find the schema of a file in a course folder."""
    return SCHEMA_LINE.format(place=f"{SCHEMA_FOLDER}/{kind}.json")


def yaml_text(tree: dict[str, Any]) -> str:
    """`tree` as YAML: keys in order, long texts as blocks, everything else on one line.

    Values are texts, numbers, flags, None, and lists and mappings of such.
    """
    return "".join(f"{line}\n" for line in _mapping_lines(tree, ""))


def _mapping_lines(mapping: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _entry_lines(f"{indent}{_scalar(key)}:", value, indent + _STEP)


def _list_lines(values: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    inner = indent + _STEP
    for value in values:
        if isinstance(value, dict | list | tuple) and value:
            # The first line of what stands inside begins right behind the dash.
            if isinstance(value, dict):
                lines = _mapping_lines(value, inner)
            else:
                lines = _list_lines(value, inner)
            yield f"{indent}- {next(lines)[len(inner) :]}"
            yield from lines
        else:
            yield from _entry_lines(f"{indent}-", value, inner)


def _entry_lines(head: str, value: Any, inner: str) -> Iterator[str]:
    """A value behind its key or its dash; `inner` is the indent of what stands below."""
    if isinstance(value, dict):
        if not value:
            yield f"{head} {{}}"
            return
        yield head
        yield from _mapping_lines(value, inner)
    elif isinstance(value, list | tuple):
        if not value:
            yield f"{head} []"
            return
        yield head
        yield from _list_lines(value, inner)
    elif isinstance(value, str) and _fits_block(value):
        body = value.rstrip("\n")
        breaks = len(value) - len(body)
        yield f"{head} |{'-' if not breaks else '' if breaks == 1 else '+'}"
        yield from (inner + line if line else "" for line in body.split("\n"))
        yield from [""] * (breaks - 1)
    else:
        yield f"{head} {_scalar(value)}"


def _fits_block(text: str) -> bool:
    """Whether a text has lines that a block shows as they are."""
    if "\n" not in text or text[0] in " \n\t":
        return False
    lines = text.split("\n")
    return all(line == line.rstrip() and _shows(line) for line in lines)


def _shows(text: str) -> bool:
    """Whether nothing in `text` needs an escape."""
    return text.isprintable() or all(c.isprintable() or c == "\u3000" for c in text)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        # `1e+20` is a number to YAML 1.2 alone, `1.0e+20` to every reader.
        return re.sub(r"^(-?\d)e", r"\1.0e", repr(value))
    if not _shows(value):
        return _double_quoted(value)
    if value and not _NEVER_PLAIN.match(value) and _reads_as_text(value):
        return value
    if not isinstance(core_scalar(value) if value else None, str):
        return _double_quoted(value)  # YAML 1.2 would read something else than text
    quoted = value.replace("'", "''")
    return f"'{quoted}'"


def _reads_as_text(text: str) -> bool:
    if not isinstance(core_scalar(text), str):
        return False
    kinds = _RESOLVERS.get(text[0], ())
    return not any(pattern.match(text) for _, pattern in kinds)


def _double_quoted(text: str) -> str:
    """`text` with escapes: those of JSON, and YAML's own for what JSON need not escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if _shows(c) else _escape(c) for c in quoted)


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
