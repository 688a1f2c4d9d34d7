"""What of an author's texts of one line would not be seen."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from studykit.questions.problem import Problem
from studykit.text.markdown import is_one_line, shown_text, shows_less, shows_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Way

_TYPED_OR_NAMES = "id type objective source tags check scoring unit units answers cloze"
_NO_MARKDOWN = frozenset(_TYPED_OR_NAMES.split())
"""Fields that are not shown as Markdown, and texts with gaps, which have rules of their own."""
# Texts without any of these lose nothing, and texts with a letter or digit show something.
_SUSPECT = re.compile(r"[\\&]|^[\W_]*$")
_LONGEST_QUOTE = 60


def shown_problems(lesson: Lesson) -> Iterator[Problem]:
    """Texts of one line that show as nothing, or with fewer characters than were written."""
    for way, text in _texts(lesson, ()):
        if not _SUSPECT.search(text) or not text.strip() or not is_one_line(text):
            continue
        if shows_nothing(text):
            message = "This text shows as nothing."
            yield Problem(way, "SK314", message, "Write characters that can be seen.")
        elif shows_less(text):
            shown = shown_text(text)
            if len(shown) > _LONGEST_QUOTE:
                shown = f"{shown[:_LONGEST_QUOTE]}…"
            message = f"This text shows as “{shown}”."
            hint = "Put what was meant as it is written in backticks: `…`."
            yield Problem(way, "SK313", message, hint, "warning")


def _texts(node: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(node, str):
        yield way, node
    elif isinstance(node, tuple):
        for number, entry in enumerate(node):
            yield from _texts(entry, (*way, number))
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*way, key))
    elif is_dataclass(node):
        model: Any = type(node)
        for name in _fields(model):
            yield from _texts(getattr(node, name), (*way, name))


@cache
def _fields(model: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(model) if f.name not in _NO_MARKDOWN)
