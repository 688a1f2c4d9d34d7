"""A lesson file: sections, cards and questions, as an author writes them.

Plain frozen dataclasses. An id is unique among the things of its kind in a course: lessons,
sections, objectives, stimuli, cards, questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from studykit.questions.fields import STRICT_DATACLASS, Flag
from studykit.questions.registry import Question
from studykit.questions.texts import Variants


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of a lesson."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    id: str = ""
    """Reading progress hangs on it."""
    title: str
    """The heading."""
    text: str
    """The text, in Markdown."""
    check: tuple[str, ...] = ()
    """Ids of the questions of this lesson that are asked right after the section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry:
    """What an author writes under `cards`: front and back, or a text with gaps."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    id: str = ""
    """The card's history hangs on it."""
    front: str = ""
    """What is asked."""
    back: str = ""
    """What is to be recalled."""
    reverse: Flag = False
    """Whether it is also asked from back to front, as a card of its own."""
    cloze: str = ""
    """Instead of front and back: a text with gaps; each gap is a card of its own."""
    gaps_in_code: Flag = False
    """Whether braces in code are gaps too, not only those in the text around it."""
    exact: Flag = False
    """Whether quotation marks, dashes, loose spaces, ways to write a number and a full stop at
    the end count in a typed answer."""
    variants: Variants | None = None
    """`chinese` takes Simplified and Traditional forms of an answer as equal."""
    objective: str = ""
    """Id of the objective it serves."""
    source: str = ""
    """Id of the section that teaches it."""
    tags: tuple[str, ...] = ()
    """Free words by which cards can be selected."""
    draft: Flag = False
    """Made by a program, waiting for the author to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StimulusEntry:
    """What an author writes under `stimuli`: a text, a table or a picture that several
    questions refer to."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    title: str = ""
    """Its heading."""
    text: str
    """What it shows, in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Include:
    """Some cards and questions of a bank."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    file: str
    """The bank: a file of the course's folder."""
    ids: tuple[str, ...] = ()
    """These cards and questions only."""
    tags: tuple[str, ...] = ()
    """Those with at least one of these tags only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson file, or a bank: a file of cards and questions that lessons include."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    id: str = ""
    """Progress hangs on it; the file's name when absent."""
    title: str
    """The title."""
    summary: str = ""
    """The question that the lesson answers, in a sentence or two."""
    objectives: dict[str, str] | None = None
    """Objective id → what the learner will be able to do."""
    bank: Flag = False
    """Whether the file is no lesson: it holds stimuli, cards and questions for those that
    include it."""
    include: tuple[str | Include, ...] = ()
    """Banks whose cards and questions belong to this lesson too: names of files, or each
    `{file: …, ids: […], tags: […]}`."""
    reuse: tuple[str, ...] = ()
    """Ids of questions of other lessons of the course that this lesson asks too."""
    stimuli: dict[str, StimulusEntry] | None = None
    """Stimulus id → what is shown with each question that names it as its `stimulus`."""
    sections: tuple[Section, ...] = ()
    """The pages, in order."""
    cards: tuple[CardEntry, ...] = ()
    """The flashcards."""
    questions: tuple[Question, ...] = ()
    """The questions."""
