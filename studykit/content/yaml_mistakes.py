"""Habits of authors that are no YAML, known by the line on which a parser gave up.

What a parser says of them is true and helps nobody: it complains where it noticed, in words of
its own. These are looked for in the text itself, so that every parser leads to one sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from studykit.content import yaml_losses
from studykit.content.text_keys import all_keys
from studykit.content.yaml_words import Trouble
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_LINE_ENDS = {
    "\x85": Message("U+0085 (next line)"),
    "\u2028": Message("U+2028 (line separator)"),
    "\u2029": Message("U+2029 (paragraph separator)"),
}
_VISIBLE = re.compile(r"\S")
_LINE_END = re.compile("[\x85\u2028\u2029]")
_ODD_INDENT = re.compile(r"[ \t]*([\u00a0\u2000-\u200a\u202f\u205f\u3000])[\s\u3000]*\S")
_ODD_AFTER_DASH = re.compile(r"[ \t]*-([\u00a0\u2000-\u200a\u202f\u205f\u3000])")
_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_ALIAS = re.compile(r"\*[^\s,\[\]{}*]+[ \t]*(?:[,\]}:]|#|$)")
_ANCHOR = re.compile(r"&[^\s,\[\]{}&]+(?:[ \t,\]}]|$)")
_TAG = re.compile(r"!(?:[\w!:/.-]*|<[^>]*>)(?:[ \t]|$)")
_KEY = re.compile(r"[^\s'\",\[\]{}#:][^'\",\[\]{}#:]*:(?=[ \t]|$)")
_BEHIND_VALUE = (",", "]", "}", ":", "#")
_CLOSING = {"[": "]", "{": "}"}


def mistake_near(
    text: str, offset: int, blocks: Sequence[tuple[int, int]] = ()
) -> Trouble | None:
    """The mistake on the line of `offset`, where a parser gave up, or on the one above it.

    Within `blocks`, the spans of texts that begin with `|` or `>`, anything may stand.
    """
    if conflict := _conflict(text, offset):
        return conflict
    start, end = _line(text, offset)
    lines = [(start, end)]
    above = start
    while above > 0 and len(lines) < 2:
        above, above_end = _line(text, above - 1)
        if text[above:above_end].strip():
            lines.append((above, above_end))
    for first, last in reversed(lines):
        if found := _line_end_character(text, first, last):
            return found
    # A parser takes lines with a full-width colon for one text over several lines.
    if found := _first_full_width_colon(text, end, blocks):
        return found
    for first, last in lines:
        if not _within(first, blocks):
            for find in (_odd_space, full_width, _strange_start):
                if found := find(text, first, last):
                    return found
    return None


def _within(offset: int, blocks: Sequence[tuple[int, int]]) -> bool:
    return any(start < offset < end for start, end in blocks)


def full_width_colon(text: str, offset: int) -> Trouble | None:
    """The error of a known key at `offset` with the full-width colon of Chinese behind it."""
    match = _full_width_key().match(text, offset)
    if match is None:
        return None
    return Trouble(
        match.start(2),
        "SK105",
        Message(
            "The colon behind “{key}” is the full-width “{sign}” (U+{code:04X}).",
            key=match[1],
            sign=match[2],
            code=ord(match[2]),
        ),
        Message(
            "Write “{key}: …”, with the colon “:” of English and a space behind it.",
            key=match[1],
        ),
    )


@cache
def _full_width_key() -> re.Pattern[str]:
    # No lesson file begins a line of its prose with one of our keys and this colon.
    names = "|".join(sorted(all_keys(), key=len, reverse=True))
    return re.compile(rf"({names})[ \t]*([：﹕︰])")


@cache
def _line_of_full_width_key() -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*(?:-[ \t]+)*({_full_width_key().pattern})", re.MULTILINE)


@cache
def _full_width_comma() -> re.Pattern[str]:
    names = "|".join(sorted(all_keys(), key=len, reverse=True))
    return re.compile(rf"([，、﹐；])\s*({names})[ \t]*[:：]")


def full_width(text: str, start: int, end: int) -> Trouble | None:
    """The first full-width colon or comma of a line that stands for one of YAML's."""
    at = _DASHES.match(text, start, end)
    found = full_width_colon(text, at.end()) if at else None
    if found is None:
        inside = re.compile(r"[{,，][ \t]*")
        starts = (match.end() for match in inside.finditer(text, start, end))
        found = next(filter(None, (full_width_colon(text, at) for at in starts)), None)
    comma = _full_width_comma().search(text, start, end)
    if comma and text.find("{", start, comma.start()) >= 0:
        return Trouble(
            comma.start(),
            "SK114",
            Message(
                "The comma before “{key}” is the full-width “{sign}” (U+{code:04X}).",
                key=comma[2],
                sign=comma[1],
                code=ord(comma[1]),
            ),
            Message("Write the comma “,” of English, and a space behind it."),
        )
    return found


def _first_full_width_colon(
    text: str, end: int, blocks: Sequence[tuple[int, int]]
) -> Trouble | None:
    """A line above that has one: a parser takes it for a text over several lines."""
    for match in _line_of_full_width_key().finditer(text, 0, end):
        if not _within(match.start(1), blocks):
            return full_width_colon(text, match.start(1))
    return None


def _conflict(text: str, offset: int) -> Trouble | None:
    marks = list(_CONFLICT.finditer(text))
    first = next((mark for mark in marks if mark[0] == "<" * 7), None)
    if first is None or len(marks) < 2 or first.start() > offset:
        return None
    return Trouble(
        first.start(),
        "SK119",
        Message("A merge conflict begins here: two versions stand one below the other."),
        Message("Keep one version, and remove the lines “<<<<<<<”, “=======” and “>>>>>>>”."),
    )


def _line_end_character(text: str, start: int, end: int) -> Trouble | None:
    match = _LINE_END.search(text, start, end)
    if match is None:
        return None
    return Trouble(
        match.start(),
        "SK103",
        Message(
            "The character {name} ends a line here, and cannot be seen.",
            name=_LINE_ENDS[match[0]],
        ),
        Message("Replace it by a space, or by a line break and the indentation of its text."),
    )


def _odd_space(text: str, start: int, end: int) -> Trouble | None:
    match = _ODD_INDENT.match(text, start, end) or _ODD_AFTER_DASH.match(text, start, end)
    if match is None:
        return None
    return Trouble(
        match.start(1),
        "SK104",
        Message("The space U+{code:04X} cannot indent in YAML.", code=ord(match[1])),
        Message("Use the spaces of the space bar."),
    )


def _strange_start(text: str, start: int, end: int) -> Trouble | None:
    """A value of the line that begins as no plain text may, or goes on behind its end."""
    end -= text[end - 1 : end] == "\r"
    for at, in_brackets in _values(text, start, end):
        sign, after = text[at], text[at + 1 : min(at + 2, end)]
        if sign in "'\"":
            close = _closing_quote(text, at, end)
            if close >= 0 and _goes_on(text, close + 1, end):
                return Trouble(
                    at,
                    "SK106",
                    Message(
                        "The quote {sign} that begins here closes before the end of the text.",
                        sign=sign,
                    ),
                    _requoting(text[at:end].rstrip(), in_brackets=in_brackets),
                )
        elif sign in "[{" and not in_brackets:
            close = _closing_bracket(text, at, end)
            if close >= 0 and _goes_on(text, close + 1, end):
                return _begins_with(at, sign)
        elif (
            (sign in "|>" and not _BLOCK_HEADER.match(text, at, end))
            or (sign == "*" and not _ALIAS.match(text, at, end))
            or (sign == "&" and not _ANCHOR.match(text, at, end))
            or (sign == "!" and not _TAG.match(text, at, end))
            or (sign in "-?" and after in ("", " ", "\t", ",", "}", "]"))
            or sign in "%@`"
        ):
            return _begins_with(at, sign)
    return None


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether something stands behind a value that does not belong there."""
    behind = _VISIBLE.search(text, at, end)
    return behind is not None and behind[0] not in _BEHIND_VALUE


def _begins_with(offset: int, sign: str) -> Trouble:
    return Trouble(
        offset,
        "SK107",
        Message(
            "A text cannot begin with “{sign}” here: it means something else in YAML.",
            sign=sign,
        ),
        Message("Put a text that begins with “{sign}” in quotes.", sign=sign),
    )


def _requoting(written: str, *, in_brackets: bool) -> Message:
    if in_brackets:
        return Message("Put the whole text in quotes of the other kind.")
    if len(written) > 1 and written[0] == written[-1]:
        written = written[1:-1]  # they were meant for the whole text
    if '"' not in written and "\\" not in written:
        return Message('Put the whole text in quotes: "{written}".', written=written)
    if "'" not in written:
        return Message("Put the whole text in quotes: '{written}'.", written=written)
    return Message("Write “|” in its place, and the text on the next line, indented.")


def _values(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Where the values of a line begin, and whether between brackets."""
    dashes = _DASHES.match(text, start, end)
    at = dashes.end() if dashes else start
    depth = 0
    fresh = True  # a value may begin here
    while at < end:
        sign = text[at]
        if sign in " \t\r":
            at += 1
            continue
        if sign == "#" and at > start and text[at - 1] in " \t":
            return
        if fresh:
            key = _KEY.match(text, at, end)
            if key and (sign not in "*&!|>%@`-?" or len(key[0]) < 40):
                at = key.end()
                continue
            yield at, depth > 0
            if sign in "'\"":
                close = _closing_quote(text, at, end)
                if close < 0:
                    return
                at = close + 1
                if text[at : at + 1] == ":":
                    at += 1
                else:
                    fresh = False
                continue
            if sign in _CLOSING:
                depth += 1
                at += 1
                continue
            fresh = False
        if depth and sign in "]}":
            depth -= 1
        elif depth and sign in ",[{":
            depth += sign != ","
            fresh = True
        at += 1


def _closing_quote(text: str, at: int, end: int) -> int:
    sign = text[at]
    at += 1
    while at < end:
        if sign == '"' and text[at] == "\\":
            at += 1
        elif text[at] == sign:
            if sign == '"' or text[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return -1


def _closing_bracket(text: str, at: int, end: int) -> int:
    depth = 0
    while at < end:
        if text[at] in _CLOSING:
            depth += 1
        elif text[at] in "]}":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def wrong_escape(text: str, start: int) -> Trouble | None:
    """The first escape, behind the double quote at `start`, that YAML does not know."""
    close = _closing_quote(text, start, len(text))
    found = yaml_losses.escapes(text, start, close if close >= 0 else len(text))
    wrong = next((escape for escape in found if not escape.valid), None)
    return yaml_losses.not_an_escape(wrong) if wrong else None


def _line(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, end if end >= 0 else len(text)
