"""What of an author's texts of one line would not be seen."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from studykit.language.message import Message
from studykit.questions.problem import Problem
from studykit.text.markdown import (
    formulas,
    is_one_line,
    shown_text,
    shows_less,
    shows_nothing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Way

_TYPED_OR_NAMES = (
    "id type objective source tags check scoring unit units answers cloze variables "
    "stimulus include reuse"
)
_NO_MARKDOWN = frozenset(_TYPED_OR_NAMES.split())
"""Fields that are not shown as Markdown, and texts with gaps, which have rules of their own."""
# Texts without any of these lose nothing, and texts with a letter or digit show something.
_SUSPECT = re.compile(r"\$|\\[!-/:-@\[-`{-~]|&#?\w+;|^[\W_]*$")
_LONGEST_QUOTE = 60
_NUMBERS = frozenset({int, float, bool})


def shown_problems(lesson: Lesson) -> Iterator[Problem]:
    """Texts of one line that show as nothing, or with fewer characters than were written."""
    suspects: list[tuple[Way, str]] = []
    _collect(lesson, (), suspects)
    for way, text in suspects:
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


def _collect(node: Any, way: Way, suspects: list[tuple[Way, str]]) -> None:
    """Add the suspect texts in `node`, which stands at `way`."""
    entries: Iterable[tuple[str | int, Any]]
    if isinstance(node, tuple):
        entries = enumerate(node)
    elif isinstance(node, dict):
        entries = node.items()
    elif is_dataclass(node):
        model: Any = type(node)
        names, values = _fields(model)
        entries = zip(names, values(node), strict=True)
    else:
        return
    for step, value in entries:
        if isinstance(value, str):
            if value and _SUSPECT.search(value):
                suspects.append(((*way, step), value))
        elif value and value.__class__ not in _NUMBERS:
            _collect(value, (*way, step), suspects)


@cache
def _fields(model: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that may hold shown texts, and what reads them all."""
    names = tuple(f.name for f in fields(model) if f.name not in _NO_MARKDOWN)
    if len(names) == 1:  # of one name alone, `attrgetter` gives no tuple
        return names, lambda node: (getattr(node, names[0]),)
    return names, attrgetter(*names)
