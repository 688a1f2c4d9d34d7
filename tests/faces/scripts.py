"""Scripts that a learner plays through every face, in verbs that each face knows."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.faces.course import EXAMPLES, TYPES


class Verb(NamedTuple):
    """One thing that a learner does."""

    name: str
    what: Any = None
    certainty: int | None = None


class Script(NamedTuple):
    """What is done at one quiz."""

    name: str
    quiz: str
    verbs: tuple[Verb, ...]
    language: str = "en"
    behind: bool = False
    """Whether the Chinese edition lacks a question and all quizzes."""


def answer(response: Any, certainty: int | None = None) -> Verb:
    """Give and submit a response; in practice go on unless it may be tried again."""
    return Verb("answer", response, certainty)


def right(name: str) -> Verb:
    return answer(EXAMPLES[name].right)


def wrong(name: str) -> Verb:
    return answer(EXAMPLES[name].wrong)


RETRY = Verb("retry")
SOLUTION = Verb("solution")
"""Show the correct answer instead of trying again, and go on."""
HINT = Verb("hint")
TEXT = Verb("text")
"""See again, and whole, what the question is about."""
FLAG = Verb("flag")
NEXT = Verb("next")
PREVIOUS = Verb("previous")
FIRST = Verb("first")
"""At the end: go to the first question without an answer."""
SUBMIT = Verb("submit")
ABANDON = Verb("abandon")
AGAIN = Verb("again")
LEAVE = Verb("leave")
KILL = Verb("kill")


def tick(*points: int) -> Verb:
    """Tick these key points of an open response of a closed exam."""
    return Verb("tick", points)


def wait(seconds: float) -> Verb:
    return Verb("wait", seconds)


def reopen(language: str = "en") -> Verb:
    """Start the program again and go on with the attempt that waits."""
    return Verb("reopen", language)


def _all_right() -> tuple[Verb, ...]:
    return tuple(right(name) for name in TYPES)


def _all_wrong() -> tuple[Verb, ...]:
    verbs: list[Verb] = []
    for name in TYPES:
        verbs.append(wrong(name))
        if EXAMPLES[name].retry:
            verbs.append(SOLUTION)
    return tuple(verbs)


def _all_at_the_second_try() -> tuple[Verb, ...]:
    verbs: list[Verb] = []
    for name in TYPES:
        verbs += [wrong(name), RETRY] if EXAMPLES[name].retry else []
        verbs.append(right(name))
    return tuple(verbs)


SINGLE, STATEMENT, WORD = "single_choice", "true_false", "short_answer"

SCRIPTS = [
    Script("practice, all right", "practice", (*_all_right(), SUBMIT)),
    Script("practice, all wrong", "practice", (*_all_wrong(), SUBMIT), "zh-Hant"),
    Script("practice, second tries", "practice", (*_all_at_the_second_try(), SUBMIT)),
    Script("exam, all right", "exam", (*_all_right(), SUBMIT, tick(0, 1))),
    Script(
        "exam, all wrong",
        "exam",
        (*[wrong(name) for name in TYPES], SUBMIT, tick()),
        "zh-Hant",
    ),
    Script(
        "practice, until no try is left",
        "few",
        (
            *[wrong(SINGLE), RETRY] * 2,
            wrong(SINGLE),
            wrong(STATEMENT),
            wrong(WORD),
            SOLUTION,
            SUBMIT,
        ),
    ),
    Script(
        "practice, hints, flags and going about",
        "few",
        (
            HINT,
            TEXT,
            FLAG,
            NEXT,
            TEXT,
            NEXT,
            HINT,
            HINT,
            right(WORD),
            FIRST,
            right(SINGLE),
            PREVIOUS,
            NEXT,
            NEXT,
            PREVIOUS,
            wrong(STATEMENT),
            SUBMIT,
        ),
    ),
    Script("practice, submitted early", "few", (wait(7), right(SINGLE), SUBMIT)),
    Script("practice, given up", "few", (right(SINGLE), ABANDON)),
    Script(
        "practice, killed before the second try",
        "few",
        (
            wait(5),
            wrong(SINGLE),
            KILL,
            reopen(),
            wait(9),
            RETRY,
            right(SINGLE),
            right(STATEMENT),
            right(WORD),
            SUBMIT,
        ),
    ),
    Script(
        "practice, the solution gains nothing by quitting",
        "few",
        (
            wrong(SINGLE),
            SOLUTION,
            LEAVE,
            reopen("zh-Hant"),
            right(STATEMENT),
            right(WORD),
            SUBMIT,
        ),
    ),
    Script(
        "practice, what was missed again, left and continued",
        "few",
        (
            wrong(SINGLE),
            SOLUTION,
            right(STATEMENT),
            wrong(WORD),
            SOLUTION,
            SUBMIT,
            AGAIN,
            right(SINGLE),
            LEAVE,
            reopen(),
            wrong(WORD),
            RETRY,
            right(WORD),
            SUBMIT,
        ),
    ),
    Script(
        "exam, changed, flagged, submitted half empty",
        "exam",
        (right(SINGLE), FLAG, PREVIOUS, wrong(SINGLE), right("multiple_choice"), SUBMIT),
    ),
    Script(
        "exam, out of time",
        "exam",
        (wait(30), right(SINGLE), wait(200), right("multiple_choice"), wait(600)),
    ),
    Script(
        "exam, out of time while away",
        "exam",
        (right(SINGLE), LEAVE, wait(3600), reopen()),
    ),
    Script(
        "exam, killed while comparing",
        "exam",
        (*_all_right(), SUBMIT, KILL, reopen("zh-Hant"), tick(1)),
    ),
    Script(
        "exam, missed questions again",
        "exam",
        (*[right(name) for name in TYPES if name != WORD][:3], SUBMIT, AGAIN, LEAVE),
    ),
    Script(
        "certainty, practice",
        "sure",
        (
            answer(EXAMPLES[SINGLE].right, 3),
            answer(EXAMPLES[STATEMENT].wrong, 2),
            answer(EXAMPLES[WORD].wrong, 1),
            SUBMIT,
        ),
    ),
    Script(
        "certainty, exam",
        "sure-exam",
        (
            answer(EXAMPLES[SINGLE].wrong, 3),
            answer(EXAMPLES[STATEMENT].right, 2),
            PREVIOUS,
            answer(EXAMPLES[STATEMENT].wrong, 3),
            answer(EXAMPLES[WORD].right, 1),
            SUBMIT,
        ),
        "zh-Hant",
    ),
    Script(
        "an edition that lags behind",
        "exam",
        (
            FLAG,
            right(SINGLE),
            right("multiple_choice"),
            LEAVE,
            reopen("zh-Hant"),
            PREVIOUS,
            PREVIOUS,
            wrong(SINGLE),
            right(STATEMENT),
            SUBMIT,
        ),
        behind=True,
    ),
]
