"""What is wrong in a question that fits its type, yet cannot be asked or scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.questions.problem import Problem, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.questions.base import QuestionBase

MOST_PARTS = 100
"""Options, answers, items, pairs or gaps of one question; each is a row of the screen."""
_MOST_POINTS = 1_000_000


def question_problems(question: QuestionBase) -> Iterator[Problem]:
    """The errors of one question; ways lead from the question's own mapping."""
    if question.needs_stem and not question.stem.strip():
        yield empty(("stem",), "stem")
    if not 0 < question.points <= _MOST_POINTS:
        message = Message(
            "“points” must be more than 0 and at most {most:,}.",
            most=_MOST_POINTS,
        )
        yield Problem(("points",), "SK206", message)
    for name, count in question.counted_parts():
        if count > MOST_PARTS:
            message = Message(
                "“{name}” has {count:,} entries; a question has at most {most}.",
                name=name,
                count=count,
                most=MOST_PARTS,
            )
            hint = Message("Make several questions of it.")
            yield Problem((name,), "SK312", message, hint, key=True)
            return
    yield from question.problems()


def empty(way: Way, name: str) -> Problem:
    """The problem of a key without a text."""
    return Problem(
        way, "SK207", Message("“{name}” is empty.", name=name), Message("Write a text.")
    )


def text_problems(texts: Iterable[tuple[Way, str]], thing: Message) -> Iterator[Problem]:
    """Empty texts, and texts that are alike, among those that must differ."""
    seen: dict[str, Way] = {}
    for way, text in texts:
        plain = " ".join(text.split())
        if not plain:
            yield Problem(
                way,
                "SK207",
                Message("This {thing} is empty.", thing=thing),
                Message("Write a text."),
            )
        elif plain in seen:
            message = Message("The {thing} “{plain}” is given twice.", thing=thing, plain=plain)
            hint = Message("Change or remove one of the two.")
            yield Problem(way, "SK303", message, hint, earlier=seen[plain])
        seen.setdefault(plain, way)


def too_few(way: Way, count: int, least: int, message: Message) -> Iterator[Problem]:
    """The problem of fewer than `least` things; `message` says how many there must be."""
    if count < least:
        yield Problem(way, "SK304", message)
