"""What grading says of a response: a score, and which parts of it were right."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import Literal

Verdict = Literal["right", "partial", "wrong"]

RIGHT_FROM = 0.999999
WRONG_BELOW = 0.000001
TICK = "✓"
"""Stands for a tick where a response is put into words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One option, gap, item or pair, in the author's order."""

    label: str
    """What is asked: the option's text, the left side, the item."""
    right: bool
    given: str = ""
    """What the learner gave; of an option "✓" when it was ticked."""
    expected: str = ""
    """What was wanted; of an option "✓" when it is a key."""
    feedback: str = ""
    """The author's words on what was given."""
    share: float = 0.0
    """The fraction that a part earns which is not right, and not quite wrong."""

    @property
    def score(self) -> float:
        """The fraction of the part that was earned, 0 to 1."""
        return 1.0 if self.right else self.share

    @property
    def verdict(self) -> Verdict:
        """The score as a word."""
        return verdict(self.score)


@dataclass(frozen=True, slots=True)
class Grade:
    """A graded response."""

    score: float
    """Fraction of the points: 0 to 1, below 0 only where the author sets negative weights."""
    parts: tuple[Part, ...] = ()
    feedback: tuple[str, ...] = ()
    """The author's words on the response as a whole."""
    judged: bool = True
    """False where grading ran out of time: the score then says nothing, and the response
    counts neither as right nor as wrong."""

    @property
    def verdict(self) -> Verdict:
        """The score as a word."""
        return verdict(self.score)


def verdict(score: float) -> Verdict:
    """Right from 0.999999, wrong below 0.000001, else partial."""
    if score >= RIGHT_FROM:
        return "right"
    return "wrong" if score < WRONG_BELOW else "partial"


def graded(score: float, parts: tuple[Part, ...] = (), feedback: str = "") -> Grade:
    """A grade with the author's `feedback` where the score is not full."""
    missed = feedback and verdict(score) != "right"
    return Grade(score, parts, (feedback,) if missed else ())


def share(parts: tuple[Part, ...]) -> float:
    """What the parts earn among all parts; 0 when there is none."""
    return fsum(part.score for part in parts) / len(parts) if parts else 0.0


def with_penalty(score: float, wrong_tries: int, penalty: float = 1 / 3) -> float:
    """`score` less `penalty` for each wrong try before, never taken below 0 by it.

    Moodle's adaptive behaviour.
    """
    if score <= 0:
        return score
    return max(0.0, score - wrong_tries * penalty)


_CERTAINTY_MARKS = {1: (1, 0), 2: (2, -2), 3: (3, -6)}


def certainty_mark(*, right: bool, certainty: int) -> int:
    """Gardner-Medwin's certainty-based mark: 1, 2, 3 when right, 0, −2, −6 when wrong.

    Raises:
        KeyError: `certainty` is not 1, 2 or 3.
    """
    for_right, for_wrong = _CERTAINTY_MARKS[certainty]
    return for_right if right else for_wrong
