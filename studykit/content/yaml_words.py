"""What is wrong with a YAML text, said so that an author knows what to do."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

_NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_QUOTES = ("'", '"')


class Trouble(NamedTuple):
    """A problem at a character offset of the text."""

    offset: int
    code: str
    message: str
    hint: str = ""


def too_large(bound: int) -> Trouble:
    """The file exceeds its bound, in bytes."""
    message = f"The file has more than {bound // (1024 * 1024)} MB."
    return Trouble(0, "SK108", message, "Split it into several lessons.")


def not_utf8(data: bytes, start: int, offset: int) -> Trouble:
    """The byte at `start` of `data` cannot be in UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "The file is UTF-16, not UTF-8."
    else:
        message = f"The byte 0x{data[start]:02X} is not valid UTF-8."
    return Trouble(offset, "SK102", message, "Save the file with the encoding UTF-8.")


def empty() -> Trouble:
    """There is nothing in the file."""
    return Trouble(0, "SK112", "The file is empty.")


def long_scalar(offset: int, bound: int) -> Trouble:
    """One value exceeds its bound, in characters."""
    return Trouble(offset, "SK108", f"A value has more than {bound:,} characters.")


def too_many_values(offset: int, bound: int) -> Trouble:
    """Keys and values exceed their bound."""
    message = f"The file has more than {bound:,} keys and values."
    return Trouble(offset, "SK108", message, "Split it into several lessons.")


def too_many_doubled(offset: int, bound: int) -> Trouble:
    """More keys are given twice than are worth naming."""
    return Trouble(offset, "SK109", f"More than {bound} keys are given twice.")


def too_deep(offset: int, bound: int) -> Trouble:
    """Nesting exceeds its bound."""
    return Trouble(offset, "SK108", f"Values are nested more than {bound} levels deep.")


def too_many_aliased(offset: int, bound: int) -> Trouble:
    """Aliases stand for more values than the bound."""
    return Trouble(offset, "SK108", f"Aliases stand for more than {bound:,} values.")


def doubled_key(offset: int, key: str, first_line: int) -> Trouble:
    """A mapping has a key twice."""
    message = f"The key “{key}” is given twice; the first is on line {first_line}."
    return Trouble(offset, "SK109", message, "Keep one of the two.")


def tag(offset: int, name: str) -> Trouble:
    """A YAML tag, which could ask for any kind of object."""
    short = name.replace("tag:yaml.org,2002:", "!!")
    return Trouble(
        offset,
        "SK110",
        f"The tag “{short}” is not allowed.",
        "Put a text that begins with “!” in quotes.",
    )


def unknown_alias(offset: int, name: str) -> Trouble:
    """An alias without a finished anchor before it."""
    message = f"The alias “*{name}” names no anchor “&{name}” before it."
    return Trouble(offset, "SK111", message, "Put a text that begins with “*” in quotes.")


def second_document(offset: int) -> Trouble:
    """A second document in one file."""
    return Trouble(
        offset,
        "SK113",
        "A second YAML document begins here; a file holds one.",
        "Remove the line “---”, or make another file of what follows.",
    )


def key_not_text(offset: int) -> Trouble:
    """A list or mapping stands where a key must."""
    return Trouble(
        offset,
        "SK107",
        "A list or a mapping stands where a key must stand.",
        "Put a text that begins with “{” or “[” in quotes.",
    )


def explain(text: str, error: Exception, parser: Any) -> Trouble:
    """The author's view of an `error` that libyaml or PyYAML raised for `text`.

    `parser` is the class that raised it.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        return _control_character(text)
    problem = str(error.problem or "")
    problem_mark = error.problem_mark or error.context_mark
    offset: int = problem_mark.index if problem_mark else 0
    context = str(error.context or "")
    context_offset: int = error.context_mark.index if error.context_mark else offset
    if "maximum nesting depth" in problem:  # libyaml's own bound, which it meets first
        return Trouble(offset, "SK108", "Values are nested far too deep.")
    if "quoted scalar" in context and "escape" not in problem + context:
        return _unclosed_quote(text, context_offset)
    if _tab_in_indent(text, offset):
        return Trouble(offset, "SK104", "A tab cannot indent in YAML.", "Use spaces.")
    if "could not find expected ':'" in problem:
        return _missing_colon(text, context_offset)
    quote = _quote_before(text, offset, parser)
    if quote is not None:
        return _unclosed_quote(text, quote)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, offset)
    if "flow" in context:
        if text[context_offset : context_offset + 1] not in ("[", "{"):
            context_offset = max(0, *(text.rfind(b, 0, offset + 1) for b in "[{"))
        bracket = text[context_offset : context_offset + 1]
        return Trouble(
            context_offset,
            "SK114",
            f"The bracket “{bracket}” that begins here is not closed, or lacks a comma.",
            "Put a text that begins with “{” or “[” in quotes.",
        )
    if "cannot start any token" in problem:
        sign = text[offset : offset + 1]
        hint = f"Put a text that begins with “{sign}” in quotes."
        return Trouble(offset, "SK107", f"A value cannot begin with “{sign}”.", hint)
    if "block" in context:
        return Trouble(
            offset,
            "SK107",
            "This line does not fit the lines above it.",
            "Look at its indentation: what belongs together starts at the same column.",
        )
    sentence = problem[:1].upper() + problem[1:]
    return Trouble(offset, "SK107", f"{sentence or 'This is not valid YAML'}.")


def _control_character(text: str) -> Trouble:
    found = _NOT_ALLOWED.search(text)
    offset = found.start() if found else 0
    name = f"U+{ord(found[0]):04X}" if found else "a control character"
    message = f"The character {name} is not allowed in YAML."
    return Trouble(offset, "SK103", message, "Remove it; it cannot be seen.")


def _unclosed_quote(text: str, offset: int) -> Trouble:
    line = _line_number(text, offset)
    sign = text[offset : offset + 1]
    return Trouble(
        offset, "SK106", f"The quote {sign} that begins on line {line} is not closed."
    )


def _missing_colon(text: str, offset: int) -> Trouble:
    line = _line_at(text, offset)
    key = (line.split(":")[0].split() or ["key"])[0]
    hint = f"Write “{key}: …”, with a space behind the colon."
    if key.startswith("-") and len(key) > 1:
        hint = "Or put a space behind the dash, when this is an entry of a list."
    return Trouble(offset, "SK105", "A colon is missing on this line.", hint)


def _stray_colon(text: str, offset: int) -> Trouble:
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    if ": " not in before and start > 0:
        # `title foo` and `id: x` on the next line: the parser only complains at the second.
        above_start = text.rfind("\n", 0, start - 1) + 1
        above = text[above_start : start - 1].rstrip("\r")
        if above.strip() and ": " not in above and not above.rstrip().endswith(":"):
            return _missing_colon(text, above_start + len(above) - len(above.lstrip(" -")))
        return Trouble(
            start + len(before) - len(before.lstrip()),
            "SK107",
            "This line is indented deeper than the lines it belongs to.",
            "Start it at the same column as the key above it.",
        )
    return Trouble(
        offset,
        "SK107",
        "A second colon on one line confuses YAML.",
        "Put the value in quotes.",
    )


def _quote_before(text: str, offset: int, parser: Any) -> int | None:
    """Where a quoted text over several lines begins that ends on the line of `offset`.

    Such a quote swallowed keys until the next quote: it is the one that is not closed.
    """
    line_start = text.rfind("\n", 0, offset) + 1
    found = None
    try:
        for event in iter(parser(text).get_event, None):
            if isinstance(event, yaml.ScalarEvent) and event.style in _QUOTES:
                start, end = _span(event)
                if start < line_start <= end <= offset:
                    found = start
    except yaml.YAMLError:
        return found
    return found


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _tab_in_indent(text: str, offset: int) -> bool:
    start = text.rfind("\n", 0, offset) + 1
    return text[offset : offset + 1] == "\t" and not text[start:offset].strip(" \t-")


def _line_number(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _line_at(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[offset : end if end >= 0 else len(text)]
