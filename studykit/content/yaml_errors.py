"""What a parser's error means, said so that an author knows what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from studykit.content import yaml_mistakes
from studykit.content.yaml_words import Trouble
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_COMMENT = re.compile(r"[ \t](#[^\r\n]{0,40})")
_QUOTES = ("'", '"')


class _Read(NamedTuple):
    """What a parser had read when it gave up: the spans of scalars."""

    quoted: list[tuple[int, int]]
    blocks: list[tuple[int, int]]


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
        return Trouble(offset, "SK108", Message("Values are nested far too deep."))
    if "quoted scalar" in context:
        wrong = "escape" in problem or "hex" in problem
        escape = yaml_mistakes.wrong_escape(text, context_offset) if wrong else None
        return escape or _unclosed_quote(text, context_offset)
    if _tab_in_indent(text, offset):
        return Trouble(
            offset, "SK104", Message("A tab cannot indent in YAML."), Message("Use spaces.")
        )
    read = _scalars(text, parser)
    line_start = text.rfind("\n", 0, offset) + 1
    # A quoted text over several lines that ends on this one swallowed keys until the next
    # quote: it is the one that is not closed.
    for start, end in reversed(read.quoted):
        if start < line_start <= end <= offset:
            return _unclosed_quote(text, start)
    if mistake := yaml_mistakes.mistake_near(text, offset, read.blocks):
        return mistake
    if "could not find expected ':'" in problem:
        return _missing_colon(text, context_offset)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, offset)
    if "flow" in context:
        if text[offset : offset + 1] == ":" and "\n" not in text[context_offset:offset]:
            return _second_colon(offset)
        if text[context_offset : context_offset + 1] not in ("[", "{"):
            context_offset = max(0, *(text.rfind(b, 0, offset + 1) for b in "[{"))
        bracket = text[context_offset : context_offset + 1]
        return Trouble(
            context_offset,
            "SK114",
            Message(
                "The bracket “{bracket}” that begins here is not closed, or lacks a comma.",
                bracket=bracket,
            ),
            _bracket_hint(text, context_offset),
        )
    if "cannot start any token" in problem:
        sign = text[offset : offset + 1]
        hint = Message("Put a text that begins with “{sign}” in quotes.", sign=sign)
        return Trouble(
            offset, "SK107", Message("A value cannot begin with “{sign}”.", sign=sign), hint
        )
    if "block" in context:
        return Trouble(
            offset,
            "SK107",
            Message("This line does not fit the lines above it."),
            Message(
                "Look at its indentation: what belongs together starts at the same column."
            ),
        )
    hint = Message("Put a text in quotes that has a sign of YAML in it.")
    return Trouble(offset, "SK107", Message("This is not valid YAML."), hint)


def _control_character(text: str) -> Trouble:
    found = _NOT_ALLOWED.search(text)
    offset = found.start() if found else 0
    message = (
        Message("The character U+{code:04X} is not allowed in YAML.", code=ord(found[0]))
        if found
        else Message("A control character is not allowed in YAML.")
    )
    return Trouble(offset, "SK103", message, Message("Remove it; it cannot be seen."))


def _unclosed_quote(text: str, offset: int) -> Trouble:
    line = _line_number(text, offset)
    sign = text[offset : offset + 1]
    return Trouble(
        offset,
        "SK106",
        Message(
            "The quote {sign} that begins on line {line} is not closed.", sign=sign, line=line
        ),
    )


def _missing_colon(text: str, offset: int) -> Trouble:
    line = _line_at(text, offset)
    key = (line.split(":")[0].split() or ["key"])[0]
    hint = Message("Write “{key}: …”, with a space behind the colon.", key=key)
    if key.startswith("-") and len(key) > 1:
        hint = Message("Or put a space behind the dash, when this is an entry of a list.")
    return Trouble(offset, "SK105", Message("A colon is missing on this line."), hint)


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
            Message("This line is indented deeper than the lines it belongs to."),
            Message("Start it at the same column as the key above it."),
        )
    return _second_colon(offset)


def _second_colon(offset: int) -> Trouble:
    return Trouble(
        offset,
        "SK107",
        Message("A second colon on one line confuses YAML."),
        Message("Put the value in quotes."),
    )


def _bracket_hint(text: str, offset: int) -> Message:
    line = _line_at(text, offset)
    comment = _COMMENT.search(line)
    if comment and line[: comment.start()].count('"') % 2 == 0:
        return Message(
            "“{comment}” is a comment in YAML: put a text with “#” in it in quotes.",
            comment=comment[1],
        )
    return Message("Put a text that begins with “{” or “[” in quotes.")


def _scalars(text: str, parser: Any) -> _Read:
    read = _Read([], [])
    next_event: Callable[[], Any] = parser(text).get_event
    try:
        for event in iter(next_event, None):
            if event.__class__ is yaml.ScalarEvent and event.style:
                spans = read.quoted if event.style in _QUOTES else read.blocks
                spans.append(_span(event))
    except yaml.YAMLError:
        pass  # what stands before the error was read
    return read


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
