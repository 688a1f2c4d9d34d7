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


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """What is in a lesson, without the texts."""

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

    def items(
        self,
    ) -> Iterator[tuple[ItemKind, tuple[SectionOutline | CardOutline | QuestionOutline, ...]]]:
        """The sections, the cards and the questions, by kind."""
        yield "section", self.sections
        yield "card", self.cards
        yield "question", self.questions
