"""What an author probably meant by a value or a key that does not fit, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studykit.content.yaml_mistakes import full_width_colon
from studykit.questions.numbers import read_number
from studykit.questions.scalars import Plain, core_scalar

if TYPE_CHECKING:
    from collections.abc import Collection

_TRUE_WORDS = frozenset({"yes", "on", "y", "t", "1", "true", "是", "對", "对", "真"})
_FALSE_WORDS = frozenset({"no", "off", "n", "f", "0", "false", "否", "錯", "错", "假"})
_PERCENT = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*[%％]")
_FRACTION = re.compile(r"(\d+)\s*/\s*(\d+)")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[_'’.]\d{3})+")
_LEADING_NUMBER = re.compile(r"[-+]?\d+(?:[.,'’_ ]\d+)*(?=\D)")
_LONGEST = 40

_ENTRY_SHAPES = {
    "options": "{text: …}”, and the key as “{text: …, correct: true}",
    "pairs": "{left: …, right: …}",
    "cards": "{front: …, back: …}",
    "sections": "{title: …, text: …}",
    "questions": "{type: …, stem: …}",
    "sources": "{title: …, url: …}",
    "draw": "{lessons: […], count: 5}",
    "quizzes": "{id: …, title: …}",
}
_MAPPING_SHAPES = {
    "categories": "Write a line for each category: “name: [item, item]”.",
    "units": "Write “{km: 1000}”: each unit, and the factor that turns it into “unit”.",
    "objectives": "Write a line for each: “id: what the learner will be able to do”.",
}
_LIST_SHAPE = "Write “[…, …]”, or lines that begin with “- ”."
_OTHER_NAMES = {
    "front": ("question", "term", "prompt", "word", "q", "stem", "recto"),
    "back": ("answer", "definition", "meaning", "solution", "a", "verso"),
    "stem": ("question", "prompt", "title", "front", "text", "q"),
    "options": ("choices", "answers", "alternatives", "distractors"),
    "text": ("content", "body", "answer", "option", "choice", "label", "value", "markdown"),
    "title": ("name", "heading", "header"),
    "correct": ("right", "is_correct", "key", "true"),
    "feedback": ("comment", "explanation", "rationale"),
    "explanation": ("solution", "rationale", "why", "feedback", "comment"),
    "hints": ("hint", "clues", "clue"),
    "points": ("marks", "mark", "score", "grade"),
    "weight": ("fraction", "score", "points"),
    "left": ("term", "front", "key", "prompt"),
    "right": ("definition", "back", "value", "match"),
    "cards": ("flashcards", "deck", "notes"),
    "questions": ("quiz", "exercises", "items", "quizzes"),
    "answers": ("answer", "accepted", "solutions"),
    "answer": ("correct", "key", "solution", "value"),
    "items": ("order", "options", "steps", "answers"),
}
"""Our name for a key → what other programs and habits call it."""


def other_name(ours: str, written: Collection[str], known: Collection[str]) -> str:
    """The key that an author wrote for `ours`, or "" when none was."""
    return next((n for n in _OTHER_NAMES.get(ours, ()) if n in written and n not in known), "")


def key_advice(word: str, written: Collection[str], known: Collection[str]) -> str:
    """What to write for a key that does not exist beside the `written` ones."""
    if word == "<<":
        return "Merge keys are not read: write the keys out."
    if odd := next((sign for sign in word if sign.isspace() and sign not in " \t\n"), ""):
        return f"The space U+{ord(odd):04X} cannot indent: use the spaces of the space bar."
    if word in ("answer", "answers", "key") and "options" in known and "options" in written:
        return "Mark the key among the options: “{text: …, correct: true}”."
    if "left" in known and not {"left", "right"} & set(written):
        return f"Write “left: {word}”, and what stands behind it as “right”."
    ours = [
        name
        for name, others in _OTHER_NAMES.items()
        if word.casefold() in others and name in known and name not in written
    ]
    return f"Write it as “{ours[0]}”." if ours else ""


def entry_advice(name: str, value: Any) -> str:
    """How to write an entry of the list under the key `name`, where a mapping must stand."""
    if colon := _colon_advice(value):
        return colon
    shape = _ENTRY_SHAPES.get(name)
    return f"Write each as “{shape}”." if shape else "Write “key: value”."


def file_advice(example: str, value: Any) -> str:
    """How to write a file or a question, where a mapping must stand."""
    return _colon_advice(value) or f"Write “{example}”."


def _colon_advice(value: Any) -> str:
    colon = full_width_colon(value, 0) if isinstance(value, str) else None
    return f"{colon.message} {colon.hint}" if colon else ""


def list_advice(name: str, value: Any) -> str:
    """How to write the list under the key `name`."""
    if isinstance(value, dict) and name in _ENTRY_SHAPES:
        return f"Write a line for each: “- {_ENTRY_SHAPES[name]}”."
    return _LIST_SHAPE


def mapping_advice(name: str, value: Any) -> str:
    """How to write the mapping under the key `name`."""
    return _MAPPING_SHAPES.get(name, "Write “key: value”.")


def text_advice(value: Any) -> str:
    """How to write a text, where a mapping or a list stands."""
    if isinstance(value, dict):
        return "Put a text that begins with “{” or has a colon in it in quotes."
    return "Put a text that begins with “[” or “- ” in quotes."


def flag_advice(value: Any) -> str:
    """How to write what an author wrote for true or false."""
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in ("true", "false"):
        return f"Take the quotes away: {word}."
    if word in _TRUE_WORDS | _FALSE_WORDS:
        return f"Write “{'true' if word in _TRUE_WORDS else 'false'}”."
    return "Write “true” or “false”."


def number_advice(name: str, value: Any) -> str:
    """How to write what an author wrote for the number under the key `name`."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    text = value.strip()
    if not isinstance(value, Plain) and isinstance(core_scalar(text), int | float):
        return f"Take the quotes away: {text}."
    if match := _PERCENT.fullmatch(text):
        fraction = f"{float(match[1]) / 100:g}"
        if name == "tolerance":
            return f"Write “{{relative: {fraction}}}”."
        if name in ("answer", "low", "high", "step"):
            return f'Write “{match[1]}”, with “unit: "%"”, or “{fraction}”.'
        return f"Write “{fraction}”."
    if (match := _FRACTION.fullmatch(text)) and int(match[2]):
        return f"Write it as a decimal: {int(match[1]) / int(match[2]):.5g}."
    number = read_number(text)
    if number is None and _GROUPED.fullmatch(text):
        number = float(re.sub(r"[_'’.]", "", text))
    if number is not None:
        return f"Write “{number:.15g}”: digits and a decimal point, nothing else."
    if _DECIMAL_COMMA.fullmatch(text):
        return f"Write “{text.replace(',', '.')}”, with a decimal point."
    if match := _LEADING_NUMBER.match(text):
        unit = " and the unit under “unit”" if name == "answer" else " alone"
        number = read_number(match[0])
        written = match[0] if number is None else f"{number:.15g}"
        return f"Write “{written}”{unit}."
    return "Write digits, with a decimal point where one is needed."
