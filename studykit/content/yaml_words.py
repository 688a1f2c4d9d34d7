"""What is refused in a YAML text, said so that an author knows what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Message

if TYPE_CHECKING:
    from studykit.questions.problem import Severity


class Trouble(NamedTuple):
    """A problem at a character offset of the text."""

    offset: int
    code: str
    message: Message
    hint: Message = Message()
    severity: Severity = "error"


def too_large(bound: int) -> Trouble:
    """The file exceeds its bound, in bytes."""
    message = Message("The file has more than {size} MB.", size=bound // (1024 * 1024))
    return Trouble(0, "SK108", message, Message("Split it into several lessons."))


def not_utf8(data: bytes, start: int, offset: int) -> Trouble:
    """The byte at `start` of `data` cannot be in UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = Message("The file is UTF-16, not UTF-8.")
    else:
        message = Message("The byte 0x{byte:02X} is not valid UTF-8.", byte=data[start])
    return Trouble(offset, "SK102", message, Message("Save the file with the encoding UTF-8."))


def empty() -> Trouble:
    """There is nothing in the file."""
    return Trouble(0, "SK112", Message("The file is empty."))


def long_scalar(offset: int, bound: int) -> Trouble:
    """One value exceeds its bound, in characters."""
    return Trouble(
        offset, "SK108", Message("A value has more than {bound:,} characters.", bound=bound)
    )


def too_many_values(offset: int, bound: int) -> Trouble:
    """Keys and values exceed their bound."""
    message = Message("The file has more than {bound:,} keys and values.", bound=bound)
    return Trouble(offset, "SK108", message, Message("Split it into several lessons."))


def too_many_doubled(offset: int, bound: int) -> Trouble:
    """More keys are given twice than are worth naming."""
    return Trouble(
        offset, "SK109", Message("More than {bound} keys are given twice.", bound=bound)
    )


def too_deep(offset: int, bound: int) -> Trouble:
    """Nesting exceeds its bound."""
    return Trouble(
        offset,
        "SK108",
        Message("Values are nested more than {bound} levels deep.", bound=bound),
    )


def too_many_aliased(offset: int, bound: int) -> Trouble:
    """Aliases stand for more values than the bound."""
    return Trouble(
        offset, "SK108", Message("Aliases stand for more than {bound:,} values.", bound=bound)
    )


def doubled_key(offset: int, key: str, first_line: int) -> Trouble:
    """A mapping has a key twice."""
    message = Message(
        "The key “{key}” is given twice; the first is on line {first_line}.",
        key=key,
        first_line=first_line,
    )
    return Trouble(offset, "SK109", message, Message("Keep one of the two."))


def tag(offset: int, name: str) -> Trouble:
    """A YAML tag, which could ask for any kind of object."""
    short = name.replace("tag:yaml.org,2002:", "!!")
    return Trouble(
        offset,
        "SK110",
        Message("The tag “{short}” is not allowed.", short=short),
        Message("Put a text that begins with “!” in quotes."),
    )


def unknown_alias(offset: int, name: str) -> Trouble:
    """An alias without a finished anchor before it."""
    message = Message("The alias “*{name}” names no anchor “&{name}” before it.", name=name)
    return Trouble(
        offset, "SK111", message, Message("Put a text that begins with “*” in quotes.")
    )


def second_document(offset: int) -> Trouble:
    """A second document in one file."""
    return Trouble(
        offset,
        "SK113",
        Message("A second YAML document begins here; a file holds one."),
        Message("Remove the line “---”, or make another file of what follows."),
    )


def key_not_text(offset: int) -> Trouble:
    """A list or mapping stands where a key must."""
    return Trouble(
        offset,
        "SK107",
        Message("A list or a mapping stands where a key must stand."),
        Message("Put a text that begins with “{” or “[” in quotes."),
    )


def more_losses(offset: int) -> Trouble:
    """More is not read as typed than is worth naming."""
    message = Message("More texts of this file are not read as they were typed.")
    return Trouble(
        offset, "SK115", message, Message("Mend those above and check again."), "warning"
    )
