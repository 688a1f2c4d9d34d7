"""The questions of an attempt at a glance: what is answered, flagged and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.questions.marks import Verdict, verdict
from studykit.study.quiz_rules import not_judged

if TYPE_CHECKING:
    from studykit.study.quiz import QuizAttempt


class Cell(NamedTuple):
    """One question in the navigator."""

    number: int
    """From 0."""
    question: str
    answered: bool
    flagged: bool
    here: bool
    verdict: Verdict | None
    """None as long as nothing may be revealed, and where it could not be judged."""


def navigator(attempt: QuizAttempt) -> list[Cell]:
    """All questions of an attempt, in the order asked."""
    state, left_out = attempt.attempt, not_judged(attempt)
    results = state["results"]
    cells = []
    for number, question in enumerate(attempt.questions):
        stored = state["responses"].get(question)
        judged: Verdict | None = None
        if results is not None and question not in left_out:
            judged = verdict(results.get(question, 0.0))
        elif stored and not attempt.exam and stored["score"] is not None:
            judged = verdict(stored["score"])
        here, flagged = number == attempt.index, question in state["flags"]
        cells.append(Cell(number, question, stored is not None, flagged, here, judged))
    return cells


def unanswered(attempt: QuizAttempt) -> list[int]:
    """The numbers, from 0, of the questions without an answer; in practice one that was
    chosen and not submitted is none yet."""
    responses = attempt.attempt["responses"]
    return [n for n, question in enumerate(attempt.questions) if question not in responses]


def following(attempt: QuizAttempt) -> int | None:
    """The number of the question to go on to after an answer; None when the end is reached.

    That is the next one without an answer. Where none is left, an exam goes on to the next
    question, so that its answers can be looked through.
    """
    left = unanswered(attempt)
    later = [number for number in left if number > attempt.index]
    if later:
        return later[0]
    through = attempt.exam and not left and attempt.index + 1 < len(attempt.questions)
    return attempt.index + 1 if through else None
