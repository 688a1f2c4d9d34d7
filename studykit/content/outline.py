"""What is in a lesson, without its texts: enough to plan and to look things up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ItemKind = Literal["lesson", "section", "card", "question"]


class SectionOutline(NamedTuple):
    """A section without its text."""

    id: str
    title: str
    check: tuple[str, ...]
    line: int


class CardOutline(NamedTuple):
    """A studied card (a gap and a way back each count as one) without its text."""

    id: str
    entry: str
    objective: str
    source: str
    tags: tuple[str, ...]
    line: int
    home: Path | None = None
    """The bank it was included from; None where it stands in the lesson's own file."""


class QuestionOutline(NamedTuple):
    """A question without its text."""

    id: str
    type: str
    objective: str
    source: str
    tags: tuple[str, ...]
    points: float
    exam_only: bool
    line: int
    stimulus: str = ""
    home: Path | None = None
    """As for a card."""


class Inclusion(NamedTuple):
    """What of a bank a lesson includes, and where it says so."""

    file: str
    ids: tuple[str, ...]
    tags: tuple[str, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """What is in a lesson, without the texts.

    Its cards and questions are those that belong to it alone, so that a course counts each
    once; what it asks of other lessons is `borrowed`.
    """

    id: str
    title: str
    summary: str
    objectives: dict[str, str]
    sections: tuple[SectionOutline, ...]
    cards: tuple[CardOutline, ...]
    questions: tuple[QuestionOutline, ...]
    file: Path
    line: int = 1
    drafts: int = 0
    """Cards and questions that no author has confirmed; they are not among the above."""
    bank: bool = False
    """Whether it is no lesson: lessons include what is in it."""
    stimuli: tuple[str, ...] = ()
    includes: tuple[Inclusion, ...] = ()
    borrowed: tuple[str, ...] = ()
    """Ids of questions of other lessons that are asked in this one too."""

    def items(
        self,
    ) -> Iterator[tuple[ItemKind, tuple[SectionOutline | CardOutline | QuestionOutline, ...]]]:
        """The sections, the cards and the questions, by kind."""
        yield "section", self.sections
        yield "card", self.cards
        yield "question", self.questions
