"""Course, lesson, section, card and quiz as an author writes them. Plain frozen dataclasses.

An id is unique among the things of its kind in a course: lessons, sections,
objectives, cards, questions, quizzes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from studykit.content.questions import (
    _STRICT_DATACLASS,
    ChoiceScoring,
    Flag,
    Number,
    Question,
    Whole,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts of a course come from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

    title: str
    """The title of the source."""
    url: str = ""
    """Its address."""
    date: str = ""
    """When it was published, as `YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of a lesson."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

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

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

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
    objective: str = ""
    """Id of the objective it serves."""
    source: str = ""
    """Id of the section that teaches it."""
    tags: tuple[str, ...] = ()
    """Free words by which cards can be selected."""
    draft: Flag = False
    """Made by a program, waiting for the author to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

    id: str = ""
    """Progress hangs on it; the file's name when absent."""
    title: str
    """The title."""
    summary: str = ""
    """The question that the lesson answers, in a sentence or two."""
    objectives: dict[str, str] | None = None
    """Objective id → what the learner will be able to do."""
    sections: tuple[Section, ...] = ()
    """The pages, in order."""
    cards: tuple[CardEntry, ...] = ()
    """The flashcards."""
    questions: tuple[Question, ...] = ()
    """The questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One line of a blueprint: which questions may come, and how many of them."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

    lessons: tuple[str, ...] = ()
    """From these lessons only."""
    objectives: tuple[str, ...] = ()
    """Those that test these objectives only."""
    tags: tuple[str, ...] = ()
    """Those with at least one of these tags only."""
    ids: tuple[str, ...] = ()
    """These questions only."""
    count: Whole | None = None
    """How many of them; all when absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """The blueprint of a quiz."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

    id: str
    """Attempts and scores hang on it."""
    title: str
    """The title."""
    description: str = ""
    """A sentence shown before it starts."""
    draw: tuple[Draw, ...] = ()
    """What is drawn; every question of the course when absent."""
    linked: tuple[tuple[str, ...], ...] = ()
    """Groups of question ids that are drawn together or not at all."""
    mode: Literal["practice", "exam"] = "practice"
    """`practice`: feedback at once, retries; `exam`: nothing is revealed until submitted."""
    time_limit: Number | None = None
    """Minutes."""
    pass_mark: Number | None = None
    """Fraction of the points that passes, 0 to 1."""
    attempts: Whole | None = None
    """How often it may be taken; any number of times when absent."""
    shuffle: Flag = True
    """Whether questions come in random order."""
    scoring: ChoiceScoring | None = None
    """The policy for multiple-choice questions that set none."""
    penalty: Number = 1 / 3
    """What each wrong try costs in practice mode, as a fraction of the points."""
    certainty: Flag = False
    """Certainty-based marking: the learner says how sure each answer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseHead:
    """A `course.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT_DATACLASS

    id: str
    """Editions of one course share it; progress hangs on it."""
    title: str
    """The title."""
    language: str = "und"
    """The language of this edition, as a BCP 47 tag."""
    description: str = ""
    """What the course is about, in a sentence or two."""
    authors: tuple[str, ...] = ()
    """Who wrote it."""
    license: str = ""
    """The licence of the text."""
    sources: tuple[Source, ...] = ()
    """Where its facts come from."""
    lessons: tuple[str, ...] = ()
    """Lesson files in order; when absent, every other YAML file by name."""
    quizzes: tuple[Quiz, ...] = ()
    """The blueprints."""
    ignore: tuple[str, ...] = ()
    """Codes of warnings that do not apply to this course."""
