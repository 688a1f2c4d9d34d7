"""What of an author's texts of one line would not be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.content.texts_within import texts_within
from studykit.language.message import Message
from studykit.questions.problem import Problem
from studykit.text.markdown import (
    formulas,
    is_one_line,
    shown_text,
    shows_less,
    shows_nothing,
)
from studykit.text.ruby import broken_ruby

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Way
    from studykit.text.ruby import Flaw

_TYPED_OR_NAMES = (
    "id type objective source tags check scoring unit units answers cloze variables "
    "stimulus include reuse"
)
_NO_MARKDOWN = frozenset(_TYPED_OR_NAMES.split())
"""Fields that are not shown as Markdown, and texts with gaps, which have rules of their own."""
# Texts without any of these lose nothing, and texts with a letter or digit show something.
_SUSPECT = re.compile(r"\$|\\[!-/:-@\[-`{-~]|&#?\w+;|^[\W_]*$")
_READING = re.compile(r"\{[^{}\n]*\|")
_NO_TEXTS = frozenset(
    {
        *("id", "type", "objective", "source", "tags", "check", "scoring", "variables"),
        *("include", "reuse"),
    }
)
_REASONS: dict[Flaw, Message] = {
    "open": Message("its “}” is missing"),
    "no base": Message("there is nothing before its “|”"),
    "no reading": Message("there is no reading behind its “|”"),
    "signs": Message("it has another “|”, a mark of Markdown, or a space at an end"),
}
"""Why a reading is not whole."""
_LONGEST_QUOTE = 60


def shown_problems(lesson: Lesson) -> Iterator[Problem]:
    """Readings that are not whole, and texts of one line that show as nothing, or with fewer
    characters than were written."""
    for way, text in texts_within(lesson, _READING, leave_out=_NO_TEXTS):
        for broken in broken_ruby(text):
            message = Message(
                "“{written}” is shown as it is written: {reason}.",
                written=broken.written,
                reason=_REASONS[broken.flaw],
            )
            hint = Message("Write a reading as “{漢字|かんじ}”; put what is none in backticks.")
            yield Problem(way, "SK320", message, hint, "warning")
    for way, text in texts_within(lesson, _SUSPECT, leave_out=_NO_MARKDOWN):
        yield from _formula_problems(way, text)
        if not text.strip() or not is_one_line(text):
            continue
        if shows_nothing(text):
            message = Message("This text shows as nothing.")
            yield Problem(way, "SK314", message, Message("Write characters that can be seen."))
        elif shows_less(text):
            shown = shown_text(text)
            if len(shown) > _LONGEST_QUOTE:
                shown = f"{shown[:_LONGEST_QUOTE]}…"
            message = Message("This text shows as “{shown}”.", shown=shown)
            hint = Message("Put what was meant as it is written in backticks: `…`.")
            yield Problem(way, "SK313", message, hint, "warning")


_OPEN_FORMULA = re.compile(r"(?<![\\\w$])\$(?=\S)[^$\n]*(?:\\[a-zA-Z]+|[\^_]\{)")


def _formula_problems(way: Way, text: str) -> Iterator[Problem]:
    """Formulas that cannot be read, or only in part."""
    if "$" not in text:
        return
    from studykit.text.mathematics import Unreadable, unknown_commands

    found = formulas(text)
    for latex in found:
        shown = latex.strip() if len(latex) <= _LONGEST_QUOTE else f"{latex[:_LONGEST_QUOTE]}…"
        try:
            unknown = unknown_commands(latex)
        except Unreadable as error:
            message = Message(
                "The formula “{shown}” cannot be read: {error}.", shown=shown, error=error
            )
            yield Problem(
                way, "SK315", message, Message("Close what is open, or write \\$ for a dollar.")
            )
        else:
            for name in unknown:
                message = Message(
                    "“{name}” is no command that is known: it is shown as written.", name=name
                )
                yield Problem(
                    way, "SK316", message, Message("Write it with usual ones."), "warning"
                )
    if not found and _OPEN_FORMULA.search(text):
        message = Message("A formula begins with “$” and does not end.")
        yield Problem(way, "SK315", message, Message("Put a “$” right behind it."), "warning")
