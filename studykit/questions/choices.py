"""Questions that offer options: what single and multiple choice have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from studykit.language.message import Message
from studykit.questions.base import JOINER, QuestionBase
from studykit.questions.checks import text_problems, too_few
from studykit.questions.fields import STRICT_DATACLASS, Flag, Number
from studykit.questions.indices import shuffled
from studykit.questions.marks import TICK, Part
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    import random
    from collections.abc import Collection, Iterator

_MAX_WEIGHT = 1.0
_TOO_FEW = Message("There must be at least two options.")
_OPTION = Message.in_context("part of a question", "option")


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
class ChoiceQuestion(QuestionBase):
    """A question that offers options."""

    takes_one: ClassVar[bool] = False
    """Whether a response is one option alone."""

    options: tuple[Option, ...]
    """The options in the author's order; `correct: true` marks each key."""
    shuffle: Flag = True
    """Whether the options may be shuffled."""

    @property
    def keys(self) -> list[int]:
        """Indices of the options that are marked as correct."""
        return [n for n, option in enumerate(self.options) if option.correct]

    @property
    def best(self) -> list[int]:
        """Indices of the options that an item writer would call the keys."""
        return self.keys

    @property
    def texts(self) -> tuple[str, ...]:
        """The options."""
        return tuple(option.text for option in self.options)

    @property
    def indexed_texts(self) -> tuple[str, ...]:
        """The options."""
        return self.texts

    @property
    def shape(self) -> tuple[Any, ...]:
        """Which options are correct."""
        return tuple(option.correct for option in self.options)

    def parts(self, ticked: Collection[int]) -> tuple[Part, ...]:
        """The options beside what was ticked."""
        return tuple(
            Part(
                label=option.text,
                right=option.correct == (n in ticked),
                given=TICK if n in ticked else "",
                expected=TICK if option.correct else "",
                feedback=option.feedback if n in ticked or option.correct else "",
            )
            for n, option in enumerate(self.options)
        )

    def text_of(self, response: Any) -> str:
        """The options that were ticked."""
        return JOINER.join(part.label for part in self.judge(response).parts if part.given)

    def shown_order(self, chance: random.Random | None) -> tuple[int, ...]:
        """The options, but for those that stay in their place."""
        fixed = {n for n, option in enumerate(self.options) if option.fixed}
        return shuffled(len(self.options), chance if self.shuffle else None, fixed)

    def problems(self) -> Iterator[Problem]:
        """Too few options, options alike, weights that cannot be, no key."""
        options, way = self.options, ("options",)
        yield from too_few(way, len(options), 2, _TOO_FEW)
        texts = (((*way, n, "text"), option.text) for n, option in enumerate(options))
        yield from text_problems(texts, _OPTION)
        for n, option in enumerate(options):
            if option.weight is not None and not -_MAX_WEIGHT <= option.weight <= _MAX_WEIGHT:
                message = Message("“weight” must be from -1 to 1.")
                yield Problem((*way, n, "weight"), "SK206", message)
        earning = any((option.weight or 0) > 0 for option in options)
        if options and not self.keys and not earning:
            message, hint = (
                Message("No option is correct."),
                Message("Mark the key with “correct: true”."),
            )
            yield Problem(way, "SK301", message, hint)
