"""Text of an author that YAML does not keep as it was typed: behind ` #`, at a comma between
brackets, at a backslash between double quotes, at the `&` or `!` that begins it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.yaml_words import Trouble
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMENT = re.compile(r"[ \t\u2028\u2029\x85]+(#[^\r\n]*)")
"""Behind a space, or behind a break that no editor shows."""
_COMMENT_LINE = re.compile(r"\n[ \t]*(#[^\r\n]*)")
_COLON = re.compile(r"[ \t]*:")
_COMMENT_CUT = re.compile(r"[ \t](#[^\r\n\u2028\u2029\x85]*)[\u2028\u2029\x85]")
"""A comment that a break ends which no editor shows, so that it was meant as a text."""
_SILENCE = re.compile(r"#\s*studykit:")
_LONGEST_QUOTED = 60
_HALF_NUMBER = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*")
_OTHER_HALF = re.compile(r"\d{3}(?!\d)")
_SENTENCE_END = (".", "?", "!", "。", "？", "！", "…")

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^\r\n])")
_HARMLESS = frozenset('\\"/ \t')
_NAMED = frozenset("0abtnvfre N_LP".replace(" ", ""))
_WORD = re.compile(r"[A-Za-z]+")
_LATEX = re.compile(
    r"n(?:u|e|eq|abla|ot|otin|i|mid|leq|geq|ewline|ewcommand|olimits|earrow)"
    r"|t(?:heta|imes|ext(?:bf|it|rm|tt)?|au|anh?|o|op|frac|ilde|riangle|herefore|ag|hinspace)"
)
"""Commands whose first letter makes a line break or a tab of the backslash."""
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:$")


class Escape(NamedTuple):
    """An escape between double quotes."""

    offset: int
    written: str
    valid: bool
    """Whether YAML knows it, and it stands for a character."""


def comment_behind(text: str, end: int) -> Trouble | None:
    """The warning that what follows the plain scalar that ends at `end` is a comment."""
    comment = _COMMENT.match(text, end)
    if not comment or _SILENCE.match(comment[1]):
        return None
    return Trouble(
        comment.start(1),
        "SK116",
        Message(
            "“{text}” is not read: “#” behind a space begins a comment in YAML.",
            text=_short(comment[1]),
        ),
        Message("Put the whole text in quotes, or the comment on a line of its own."),
        "warning",
    )


def comment_before(text: str, start: int, end: int) -> Trouble | None:
    """The warning that lines between a key and its text, such as a heading, are comments."""
    comment = _COMMENT_LINE.search(text, start, end) or _COMMENT_CUT.search(text, start, end)
    if not comment or _SILENCE.match(comment[1]):
        return None
    return Trouble(
        comment.start(1),
        "SK116",
        Message(
            "“{text}” is not read: YAML takes a line that begins with “#” for a comment.",
            text=_short(comment[1]),
        ),
        Message("Write “|” behind the key when the lines below it are its text."),
        "warning",
    )


def end_of_empty(text: str, offset: int, key: str) -> int:
    """Where the colon of the `key` at `offset` ends, behind which nothing stands: a parser
    gives such a value the place of what comes next."""
    behind = offset + len(key) + (2 if text[offset] in "'\"" else 0)
    colon = _COLON.match(text, behind)
    return colon.end() if colon else behind


def unused_anchor(offset: int, name: str) -> Trouble:
    """The warning that a text began with `&`."""
    return Trouble(
        offset,
        "SK116",
        Message("“&{name}” is not read: “&” begins the name of an anchor in YAML.", name=name),
        Message("Put the whole text in quotes."),
        "warning",
    )


def lone_tag(offset: int) -> Trouble:
    """The warning that a text began with `! `."""
    return Trouble(
        offset,
        "SK116",
        Message("“!” is not read: it begins a tag in YAML."),
        Message("Put the whole text in quotes."),
        "warning",
    )


def empty_block(text: str, offset: int) -> Trouble:
    """The warning that a text is one of the signs that begin a block, and nothing follows."""
    sign = text[offset]
    return Trouble(
        offset,
        "SK116",
        Message(
            "“{sign}” is not read: it begins a text on the next lines, and there is none.",
            sign=sign,
        ),
        Message(
            "Write the text there, indented, or put a text that begins with “{sign}” in "
            "quotes.",
            sign=sign,
        ),
        "warning",
    )


def bare_key(text: str, value_offset: int, offset: int, key: str) -> Trouble:
    """The error that a comma between `{ }` ended the value at `value_offset`, so that the rest
    of it, at `offset`, is a key without a colon."""
    whole = text[value_offset : offset + len(key)]
    message = Message("The comma before “{text}” ends the text before it.", text=_short(key))
    return Trouble(offset, "SK117", message, _quoting(whole))


def split_entries(
    text: str, entries: Sequence[object], offsets: Sequence[int], *, sentences: bool
) -> Iterator[Trouble]:
    """Warnings where a comma between `[ ]` seems to have cut a text or a number in two.

    `offsets` says where each entry begins. The entries of `sentences` end as sentences do.
    """
    for n in range(1, len(entries)):
        before, after = entries[n - 1], entries[n]
        if not (isinstance(before, str) and isinstance(after, str) and before and after):
            continue
        at = offsets[n]
        # A quoted entry was not cut.
        if text[at] in "'\"" or text[offsets[n - 1]] in "'\"":
            continue
        number = (
            text[at - 1] == ","
            and _HALF_NUMBER.fullmatch(before)
            and _OTHER_HALF.match(after)
            and len(entries) == 2  # `[100,200,300]` are numbers
        )
        goes_on = (
            before[0].isupper()
            and after[0].islower()
            and " " in after
            and not before.endswith(_SENTENCE_END)
        )
        open_end = (
            sentences
            and str(entries[-1]).endswith(_SENTENCE_END)
            and not before.endswith(_SENTENCE_END)
        )
        if number or goes_on or open_end:
            yield Trouble(
                at,
                "SK117",
                Message(
                    "The comma before “{text}” makes it an entry of its own.",
                    text=_short(after),
                ),
                _quoting(text[offsets[n - 1] : at + len(after)]),
                "warning",
            )


def _quoting(whole: str) -> Message:
    if len(whole) > _LONGEST_QUOTED or not whole.isprintable() or '"' in whole or "\\" in whole:
        return Message("Put a text with a comma in it in quotes.")
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", whole):
        return Message(
            'Write {number}, or where a text is meant "{whole}".',
            number=whole.replace(",", ""),
            whole=whole,
        )
    return Message('Put a text with a comma in it in quotes: "{whole}".', whole=whole)


def escapes(text: str, start: int, end: int) -> Iterator[Escape]:
    """The escapes between the double quotes at `start` and before `end`."""
    for match in _ESCAPE.finditer(text, start + 1, end):
        written = match[0]
        sign = written[1]
        if len(written) > 2:
            code = int(written[2:], 16)
            valid = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
        else:
            valid = sign in _HARMLESS or sign in _NAMED
        yield Escape(match.start(), written, valid)


def not_an_escape(escape: Escape) -> Trouble:
    """The error of an escape that YAML does not know."""
    if len(escape.written) > 2:
        message = Message("“{written}” is no character.", written=escape.written)
        hint = Message("Write the character itself, such as 😀, in place of its escape.")
    else:
        sign = escape.written
        message = Message(
            "“{sign}” between double quotes begins an escape, and is none that YAML knows.",
            sign=sign,
        )
        hint = Message("Use single quotes, or write “\\{sign}” for a backslash.", sign=sign)
    return Trouble(escape.offset, "SK118", message, hint)


def eaten_backslash(text: str, start: int, end: int) -> Trouble | None:
    """The warning that a backslash between double quotes makes a character nobody sees, as in
    `"\\\\frac"`; line breaks and tabs are meant, unless a word of LaTeX or a path follows."""
    for escape in escapes(text, start, end):
        sign = escape.written[1]
        word = _WORD.match(text, escape.offset + 1)
        if len(escape.written) > 2:
            character = chr(int(escape.written[2:], 16)) if escape.valid else ""
            lost = bool(character) and unicodedata.category(character) == "Cc"
            lost = lost and character not in "\t\n\r\x85"
        elif sign in "nt":
            drive = _DRIVE.search(text, max(start + 1, escape.offset - 3), escape.offset)
            lost = bool(drive) or bool(word and _LATEX.fullmatch(word[0]))
        elif sign == "r":
            lost = text[escape.offset + 2 : escape.offset + 4] != "\\n"
        else:
            lost = sign not in _HARMLESS
        if lost:
            written = f"\\{word[0]}" if word and len(escape.written) == 2 else escape.written
            return Trouble(
                escape.offset,
                "SK118",
                Message(
                    "“{text}” is not read as written: between double quotes “{written}” is "
                    "an escape.",
                    text=_short(written),
                    written=escape.written,
                ),
                Message("Use single quotes, or “|” and the text on the next line."),
                "warning",
            )
    return None


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 1]}…"
