"""Plain scalars of YAML, which are read by what their key expects.

Where a text is expected a scalar is the text as typed (`0800`, `3.10`, `no`); where a number or
a flag is expected it is the value that the YAML 1.2 core schema gives it.
"""

from __future__ import annotations

import re
from typing import Any

_MISSING = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_START = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_BASED = re.compile(r"0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class Plain(str):
    """A plain scalar that could be a number, true or false, as it was typed."""

    __slots__ = ()


def core_scalar(text: str) -> str | int | float | bool | None:
    """The value of a plain scalar by the YAML 1.2 core schema; what is not finite is text."""
    if text in _MISSING:
        return None
    if text in _FLAGS:
        return _FLAGS[text]
    if text[0] not in _NUMBER_START:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if abs(number) != float("inf") else text
    if _BASED.fullmatch(text):
        return int(text, 0)
    return text


def typed_scalar(text: str) -> str | None:
    """A plain scalar as a tree holds it: None when it stands for nothing, else its text."""
    if text in _MISSING:
        return None
    return Plain(text) if text in _FLAGS or text[0] in _NUMBER_START else text


def value_of(scalar: Any) -> Any:
    """What `scalar` is where a number or a flag is expected; only a plain one changes."""
    return core_scalar(scalar) if scalar.__class__ is Plain else scalar
