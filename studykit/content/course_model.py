"""A `course.yaml`: the course and its quizzes, as an author writes them.

Plain frozen dataclasses. An id is unique among the things of its kind in a course.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from studykit.content.languages import UNSTATED
from studykit.questions.fields import STRICT_DATACLASS, ChoiceScoring, Flag, Number, Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the facts of a course come from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    title: str
    """The title of the source."""
    url: str = ""
    """Its address."""
    date: str = ""
    """When it was published, as `YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One line of a blueprint: which questions may come, and how many of them."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

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

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

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
    """Certainty-based marking: the learner says how sure each answer is; else it counts as not
    sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseHead:
    """A `course.yaml`."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    id: str
    """Editions of one course share it; progress hangs on it."""
    title: str
    """The title."""
    language: str = UNSTATED
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
