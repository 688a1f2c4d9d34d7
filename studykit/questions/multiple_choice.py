"""`multiple_choice`: tick every key. A response is the list of the ticked indices."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.asked_count import asked_count
from studykit.questions.choices import ChoiceQuestion, Option
from studykit.questions.fields import ChoiceScoring
from studykit.questions.indices import are_indices, indices, toggled
from studykit.questions.marks import Grade
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from studykit.questions.problem import Problem


_MANY = 3
"""Options from which several are usually right."""
_ROUNDED = 0.001 + 1e-9
"""What weights may lack that were rounded to three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(ChoiceQuestion):
    """Tick every key."""

    type: Literal["multiple_choice"] = "multiple_choice"
    label: ClassVar[Message] = Message("Question: several answers")
    scoring: ChoiceScoring | None = None
    """How ticks become a score; the quiz's policy when absent, else `all_or_nothing`."""

    example: ClassVar[dict[str, Any]] = {
        "id": "supplies",
        "type": "multiple_choice",
        "stem": "What was cut off?",
        "options": [
            {"text": "Electricity", "correct": True},
            {"text": "Fuel", "correct": True},
            {"text": "Drinking water"},
        ],
        "scoring": "net_correct",
    }

    def judge(self, response: Any) -> Grade:
        """By the question's own policy, else all or nothing."""
        return self.judge_by(None, response)

    def judge_by(self, scoring: ChoiceScoring | None, response: Any) -> Grade:
        """By the question's own policy, else `scoring`, else all or nothing."""
        ticked = indices(response, len(self.options))
        policy = _POLICIES[self.scoring or scoring or "all_or_nothing"]
        return Grade(policy(self.options, ticked) if ticked else 0.0, self.parts(ticked))

    @property
    def key(self) -> list[int]:
        """Every key; by weights, every option that earns something."""
        if self.scoring == "weights":
            return [n for n, option in enumerate(self.options) if (option.weight or 0) > 0]
        return self.keys

    @property
    def guess_score(self) -> float:
        """One in as many as there are ways to tick; half the options where each counts."""
        if self.scoring == "each_option":
            return 0.5
        return 1.0 / float(2 ** len(self.options) - 1)

    def accepts(self, value: Any) -> bool:
        """Whether `value` lists options, each at most once."""
        return are_indices(value, len(self.options))

    def answered(self, response: Any) -> bool:
        """Whether anything was ticked."""
        return bool(response)

    def incomplete(self, response: Any) -> Message | None:
        """Whether there are more or fewer ticks than the stem asks for; where it names no
        number, whether one option alone is ticked. How many are right plays no part: asking
        only where there are more would tell that there are."""
        asked = asked_count(self.stem)
        if asked is not None and asked <= len(self.options):
            if len(response) == asked:
                return None
            return Message.many(
                len(response),
                "{asked} are asked for, and {n} is ticked.",
                "{asked} are asked for, and {n} are ticked.",
                asked=asked,
            )
        if len(response) > 1 or len(self.options) < _MANY:
            return None
        return Message("Only one option is ticked, and several may be right.")

    def blank(self, order: tuple[int, ...]) -> list[int]:
        """No ticks."""
        return []

    def choose(self, response: Any, index: int) -> list[int]:
        """Tick an option, or take the tick off."""
        return toggled(response, index)

    def flaws(self) -> Iterator[Problem]:
        """Weights that do not add up."""
        gain = sum(o.weight for o in self.options if o.weight is not None and o.weight > 0)
        if self.scoring == "weights" and abs(gain - 1) > 0.01:
            yield flaw(
                "SK626",
                ("options",),
                Message("The positive weights add up to {gain:g}, not to 1.", gain=gain),
                Message("Full marks need weights that sum to 1."),
            )


def all_or_nothing(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """1 when every key is ticked and nothing else."""
    return float(set(ticked) == {n for n, option in enumerate(options) if option.correct})


def net_correct(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """max(0, (right ticked − wrong ticked) ÷ keys)."""
    right = sum(options[n].correct for n in ticked)
    keys = sum(option.correct for option in options)
    return max(0.0, (2 * right - len(ticked)) / keys) if keys else 0.0


def each_option(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """Options judged right, ticked or left, among all."""
    judged = sum(option.correct == (n in ticked) for n, option in enumerate(options))
    return judged / len(options)


def weights(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """The sum of the ticked weights, clamped to 0…1 (Moodle); three times 0.333 is all."""
    total = math.fsum(options[n].weight or 0.0 for n in ticked)
    return 1.0 if total >= 1 - _ROUNDED else max(0.0, total)


_POLICIES: dict[ChoiceScoring, Callable[[tuple[Option, ...], Collection[int]], float]] = {
    "all_or_nothing": all_or_nothing,
    "net_correct": net_correct,
    "each_option": each_option,
    "weights": weights,
}
