"""What is refused in a YAML text, said so that an author knows what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studykit.questions.problem import Severity


class Trouble(NamedTuple):
    """A problem at a character offset of the text."""

    offset: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


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


def more_losses(offset: int) -> Trouble:
    """More is not read as typed than is worth naming."""
    message = "More texts of this file are not read as they were typed."
    return Trouble(offset, "SK115", message, "Mend those above and check again.", "warning")
