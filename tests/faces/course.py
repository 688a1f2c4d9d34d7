"""A course with a question of every type, in two languages of which one can lag behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.questions.registry import QUESTION_TYPES

if TYPE_CHECKING:
    from pathlib import Path


class Example(NamedTuple):
    """A question of one type: its YAML, a right response and a wrong one, in the order of the
    author; `retry`: whether a wrong one may be tried again."""

    yaml: str
    right: Any
    wrong: Any
    retry: bool = True


EXAMPLES = {
    "single_choice": Example(
        "options: [{text: Moei, correct: true, feedback: Yes.}, {text: Ping, feedback: No.},"
        " {text: Nan}], hints: [It is short.], explanation: The Moei flows north.",
        0,
        1,
    ),
    "multiple_choice": Example(
        "options: [{text: Moei, correct: true}, {text: Ping, correct: true}, {text: Alp},"
        " {text: Rhine}]",
        [0, 1],
        [2, 3],
    ),
    "true_false": Example("answer: true", True, False, retry=False),
    "short_answer": Example("answers: [Moei], hints: [One, Two]", "moei", "Ping"),
    "numerical": Example("answer: 327, tolerance: 5, unit: km", "325", "1"),
    "slider": Example("low: 0, high: 10, step: 1, answer: 4", 4, 9),
    "cloze": Example(
        'text: "The {{Moei}} flows {{north|~south}}."', ["Moei", "north"], ["Ping", "south"]
    ),
    "ordering": Example("items: [one, two, three]", [0, 1, 2], [2, 1, 0]),
    "matching": Example(
        "pairs: [{left: Moei, right: north}, {left: Ping, right: south}], distractors: [east]",
        [0, 1],
        [2, 2],
    ),
    "categorize": Example(
        "categories: {river: [Moei, Ping], hill: [Alp]}", [0, 0, 1], [1, 1, 0]
    ),
    "open_response": Example(
        "model_answer: Because., key_points: [one, two]",
        {"text": "Because of the sea.", "ticked": [0, 1]},
        {"text": "No idea.", "ticked": []},
        retry=False,
    ),
}
"""Of a type that is not here no script plays: `test_every_type_is_played` names it."""

TYPES = list(QUESTION_TYPES)
ABOUT_A_TEXT = ("single_choice", "true_false", "short_answer", "cloze", "matching")
IN_BANK = ("numerical", "matching")
"""Those that the lesson includes."""
LESSON_ONLY_IN_ENGLISH = "single_choice"
"""The question that the edition lagging behind lacks."""


def write_library(folder: Path, *, behind: bool = False) -> Path:
    """Write the course in English and Chinese. `behind`: the Chinese edition has no quizzes of
    its own and lacks a question."""
    for language in ("en", "zh-Hant"):
        lagging = behind and language != "en"
        course = folder / f"rivers.{language}"
        course.mkdir(parents=True)
        (course / "course.yaml").write_text(_head(language, lagging), encoding="utf-8")
        (course / "border.yaml").write_text(_lesson(lagging), encoding="utf-8")
        (course / "bank.yaml").write_text(_bank(), encoding="utf-8")
    return folder


def _head(language: str, lagging: bool) -> str:
    head = f"id: rivers\ntitle: Rivers in {language}\nlanguage: {language}\n"
    head += "lessons: [border.yaml]\n"
    if lagging:
        return head
    every = ", ".join(f"{{ids: [{each}]}}" for each in TYPES)
    few = "{ids: [single_choice]}, {ids: [true_false]}, {ids: [short_answer]}"
    return (
        head
        + f"""\
quizzes:
  - {{id: practice, title: Practice, shuffle: false, draw: [{every}]}}
  - {{id: exam, title: Exam, mode: exam, shuffle: false, draw: [{every}],
     time_limit: 10, pass_mark: 0.6}}
  - {{id: few, title: Few, shuffle: false, draw: [{few}]}}
  - {{id: sure, title: Sure, certainty: true, shuffle: false, draw: [{few}]}}
  - {{id: sure-exam, title: Sure exam, mode: exam, certainty: true, shuffle: false,
     draw: [{few}]}}
"""
    )


def _question(name: str) -> str:
    about = "stimulus: map, " if name in ABOUT_A_TEXT else ""
    written = f"stem: About {name}., {about}{EXAMPLES[name].yaml}"
    return f"  - {{id: {name}, type: {name}, {written}}}\n"


def _bank() -> str:
    questions = "".join(map(_question, IN_BANK))
    text = "\n\n".join(f"      Line {n} of what the map shows." for n in range(20))
    stimuli = f"stimuli:\n  map:\n    title: The map\n    text: |\n{text}\n"
    return f"title: Bank\nbank: true\n{stimuli}questions:\n{questions}"


def _lesson(lagging: bool) -> str:
    questions = "".join(
        _question(name)
        for name in TYPES
        if name not in IN_BANK and not (lagging and name == LESSON_ONLY_IN_ENGLISH)
    )
    return f"""\
id: border
title: The border
include: [bank.yaml]
sections:
  - {{id: moei, title: The Moei, text: It flows north.}}
questions:
{questions}"""
