"""What an author probably meant by a value or a key that does not fit, and how to write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studykit.content.yaml_mistakes import full_width_colon
from studykit.language.message import Message, in_a_row
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
    "options": "{text: …}",
    "pairs": "{left: …, right: …}",
    "cards": "{front: …, back: …}",
    "sections": "{title: …, text: …}",
    "questions": "{type: …, stem: …}",
    "sources": "{title: …, url: …}",
    "draw": "{lessons: […], count: 5}",
    "quizzes": "{id: …, title: …}",
}
_KEY_SHAPE = "{text: …, correct: true}"
"""Of the option that is right."""
_MAPPING_SHAPES = {
    "categories": Message("Write a line for each category: “name: [item, item]”."),
    "units": Message(
        "Write “{km: 1000}”: each unit, and the factor that turns it into “unit”."
    ),
    "objectives": Message("Write a line for each: “id: what the learner will be able to do”."),
    "stimuli": Message("Write a line for each: “id: {title: …, text: …}”."),
}
_LIST_SHAPE = Message("Write “[…, …]”, or lines that begin with “- ”.")
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


def key_advice(word: str, written: Collection[str], known: Collection[str]) -> Message:
    """What to write for a key that does not exist beside the `written` ones."""
    if word == "<<":
        return Message("Merge keys are not read: write the keys out.")
    if odd := next((sign for sign in word if sign.isspace() and sign not in " \t\n"), ""):
        return Message(
            "The space U+{code:04X} cannot indent: use the spaces of the space bar.",
            code=ord(odd),
        )
    if word in ("answer", "answers", "key", "correct") and "options" in known:
        return Message("Mark the key among the options: “{text: …, correct: true}”.")
    if "left" in known and not {"left", "right"} & set(written):
        return Message("Write “left: {text}”, and what stands behind it as “right”.", text=word)
    ours = [
        name
        for name, others in _OTHER_NAMES.items()
        if word.casefold() in others and name in known and name not in written
    ]
    return Message("Write it as “{key}”.", key=ours[0]) if ours else Message()


def entry_advice(name: str, value: Any) -> Message:
    """How to write an entry of the list under the key `name`, where a mapping must stand."""
    if colon := _colon_advice(value):
        return colon
    shape = _ENTRY_SHAPES.get(name)
    if name == "options":
        return Message(
            "Write each as “{shape}”, and the key as “{key}”.", shape=shape, key=_KEY_SHAPE
        )
    if shape:
        return Message("Write each as “{shape}”.", shape=shape)
    return Message("Write “key: value”.")


def file_advice(example: str, value: Any) -> Message:
    """How to write a file or a question, where a mapping must stand."""
    return _colon_advice(value) or Message("Write “{text}”.", text=example)


def _colon_advice(value: Any) -> Message:
    colon = full_width_colon(value, 0) if isinstance(value, str) else None
    return in_a_row(colon.message, colon.hint) if colon else Message()


def list_advice(name: str, value: Any) -> Message:
    """How to write the list under the key `name`."""
    if isinstance(value, dict) and name == "options":
        return Message(
            "Write a line for each: “- {shape}”, and for the key “- {key}”.",
            shape=_ENTRY_SHAPES[name],
            key=_KEY_SHAPE,
        )
    if isinstance(value, dict) and name in _ENTRY_SHAPES:
        return Message("Write a line for each: “- {shape}”.", shape=_ENTRY_SHAPES[name])
    return _LIST_SHAPE


def mapping_advice(name: str, value: Any) -> Message:
    """How to write the mapping under the key `name`."""
    return _MAPPING_SHAPES.get(name, Message("Write “key: value”."))


def text_advice(value: Any) -> Message:
    """How to write a text, where a mapping or a list stands."""
    if isinstance(value, dict):
        return Message("Put a text that begins with “{” or has a colon in it in quotes.")
    return Message("Put a text that begins with “[” or “- ” in quotes.")


def flag_advice(value: Any) -> Message:
    """How to write what an author wrote for true or false."""
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in ("true", "false"):
        return Message("Take the quotes away: {text}.", text=word)
    if word in _TRUE_WORDS | _FALSE_WORDS:
        return Message("Write “{text}”.", text="true" if word in _TRUE_WORDS else "false")
    return Message("Write “true” or “false”.")


def number_advice(name: str, value: Any) -> Message:
    """How to write what an author wrote for the number under the key `name`."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return Message()
    text = value.strip()
    if not isinstance(value, Plain) and isinstance(core_scalar(text), int | float):
        return Message("Take the quotes away: {text}.", text=text)
    if match := _PERCENT.fullmatch(text):
        fraction = f"{float(match[1]) / 100:g}"
        if name == "tolerance":
            return Message("Write “{{relative: {fraction}}}”.", fraction=fraction)
        if name in ("answer", "low", "high", "step"):
            return Message(
                'Write “{number}”, with “unit: "%"”, or “{fraction}”.',
                number=match[1],
                fraction=fraction,
            )
        return Message("Write “{text}”.", text=fraction)
    if (match := _FRACTION.fullmatch(text)) and int(match[2]):
        return Message(
            "Write it as a decimal: {number:.5g}.", number=int(match[1]) / int(match[2])
        )
    number = read_number(text)
    if number is None and _GROUPED.fullmatch(text):
        number = float(re.sub(r"[_'’.]", "", text))
    if number is not None:
        return Message(
            "Write “{number:.15g}”: digits and a decimal point, nothing else.", number=number
        )
    if _DECIMAL_COMMA.fullmatch(text):
        return Message("Write “{number}”, with a decimal point.", number=text.replace(",", "."))
    if match := _LEADING_NUMBER.match(text):
        number = read_number(match[0])
        written = match[0] if number is None else f"{number:.15g}"
        if name == "answer":
            return Message("Write “{number}” and the unit under “unit”.", number=written)
        return Message("Write “{number}” alone.", number=written)
    return Message("Write digits, with a decimal point where one is needed.")
