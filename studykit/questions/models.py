"""The question types an author can write. One dataclass a type, all frozen.

The dataclasses are plain, so that reading a course from the cache needs no
pydantic; `validate.py` hangs pydantic on them where YAML is read. The string
below a field is its description in the JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from studykit.questions.fields import (
    STRICT_DATACLASS,
    ChoiceScoring,
    Flag,
    Number,
    OrderScoring,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a choice question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    text: str
    """What the learner reads."""
    correct: Flag = False
    """Whether this option is the key, or one of the keys."""
    feedback: str = ""
    """Shown under this option once it was chosen: why one could think so, and what is right."""
    weight: Number | None = None
    """Fraction of the points for ticking it, −1 to 1 (scoring `weights`)."""
    fixed: Flag = False
    """Stays at its place when options are shuffled ("none of these")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One accepted answer of a short-answer question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    text: str
    """The answer; `*` stands for any run of characters, `\\*` for a star."""
    weight: Number = 1.0
    """Fraction of the points it earns, 0 to 1."""
    feedback: str = ""
    """Shown when the response matches this answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a numerical response may be from the answer. Exactly one of the two is given."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    relative: Number | None = None
    """A fraction of the answer: 0.05 accepts 5 % more or less."""
    geometric: Number | None = None
    """A fraction t that accepts from answer ÷ (1 + t) to answer × (1 + t)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of a matching question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    left: str
    """The prompt."""
    right: str
    """What matches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBase:
    """What every question has."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    id: str = ""
    """Progress hangs on it; unique among the questions of the course."""
    stem: str = ""
    """The question itself, in Markdown."""
    hints: tuple[str, ...] = ()
    """Shown one by one when asked for; the solution is not among them."""
    explanation: str = ""
    """Shown after answering: why the key is right."""
    objective: str = ""
    """Id of the objective it tests."""
    tags: tuple[str, ...] = ()
    """Free words by which quizzes and searches can select it."""
    points: Number = 1.0
    """What a full score is worth."""
    source: str = ""
    """Id of the section to re-read."""
    draft: Flag = False
    """Made by a program, waiting for the author to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(QuestionBase):
    """Choose the one key."""

    type: Literal["single_choice"] = "single_choice"
    options: tuple[Option, ...]
    """The options in the author's order; exactly one is correct unless weights are set."""
    shuffle: Flag = True
    """Whether the options may be shuffled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(QuestionBase):
    """Tick every key."""

    type: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...]
    """The options in the author's order; at least one is correct."""
    scoring: ChoiceScoring | None = None
    """How ticks become a score; the quiz's policy when absent, else `all_or_nothing`."""
    shuffle: Flag = True
    """Whether the options may be shuffled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(QuestionBase):
    """Judge a statement."""

    type: Literal["true_false"] = "true_false"
    answer: Flag
    """Whether the statement is true."""
    feedback: str = ""
    """Shown when the response is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(QuestionBase):
    """Type a word or a phrase."""

    type: Literal["short_answer"] = "short_answer"
    answers: tuple[str | Answer, ...]
    """Accepted answers: texts, or each `text`, `weight`, `feedback`. The first one is shown."""
    case_sensitive: Flag = False
    """Whether capitals count."""
    regex: Flag = False
    """Whether the answers are regular expressions that must match the whole response."""
    variants: Literal["chinese"] | None = None
    """`chinese` takes Simplified and Traditional forms of an answer as equal."""

    @property
    def accepted(self) -> tuple[Answer, ...]:
        """The answers, each in its long form."""
        return tuple(a if isinstance(a, Answer) else Answer(text=a) for a in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerical(QuestionBase):
    """Type a number, with its unit where there is one."""

    type: Literal["numerical"] = "numerical"
    answer: Number
    """The number, in `unit`."""
    tolerance: Number | Tolerance = 0.0
    """How far off still counts: a number, or `relative:` or `geometric:`."""
    unit: str = ""
    """The unit of the answer."""
    units: dict[str, Number] | None = None
    """Other units and the factor that turns a value in them into `unit`."""
    feedback: str = ""
    """Shown when the response is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(QuestionBase):
    """Fill the gaps of a text."""

    type: Literal["cloze"] = "cloze"
    text: str
    """Text with gaps: `{{answer}}`, `{{answer|other}}`, `{{answer::hint}}`, `{{a|~wrong}}`."""
    feedback: str = ""
    """Shown when a gap is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionBase):
    """Put items into their order."""

    type: Literal["ordering"] = "ordering"
    items: tuple[str, ...]
    """The items in the right order."""
    scoring: OrderScoring = "all_or_nothing"
    """How an order becomes a score."""
    feedback: str = ""
    """Shown when the order is not right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(QuestionBase):
    """Find for every left side its right side."""

    type: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    """The pairs."""
    distractors: tuple[str, ...] = ()
    """Right sides that match nothing."""
    feedback: str = ""
    """Shown when a pair is wrong."""

    @property
    def rights(self) -> tuple[str, ...]:
        """Every different right side: those of the pairs in order, then the distractors."""
        return tuple(dict.fromkeys([p.right for p in self.pairs] + list(self.distractors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorize(QuestionBase):
    """Sort items into categories."""

    type: Literal["categorize"] = "categorize"
    categories: dict[str, tuple[str, ...]]
    """Category name → its items."""
    feedback: str = ""
    """Shown when an item is in the wrong place."""

    @property
    def items(self) -> tuple[str, ...]:
        """The items of all categories, in the author's order."""
        return tuple(item for items in self.categories.values() for item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenResponse(QuestionBase):
    """Write freely, then compare with the model answer and tick the key points made."""

    type: Literal["open_response"] = "open_response"
    model_answer: str
    """An answer that would earn full points."""
    key_points: tuple[str, ...]
    """What the answer must contain; the learner ticks those the own answer made."""


Question = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | ShortAnswer
    | Numerical
    | Cloze
    | Ordering
    | Matching
    | Categorize
    | OpenResponse
)

QUESTION_TYPES: dict[str, type[Question]] = {
    "single_choice": SingleChoice,
    "multiple_choice": MultipleChoice,
    "true_false": TrueFalse,
    "short_answer": ShortAnswer,
    "numerical": Numerical,
    "cloze": Cloze,
    "ordering": Ordering,
    "matching": Matching,
    "categorize": Categorize,
    "open_response": OpenResponse,
}
