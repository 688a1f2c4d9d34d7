"""`single_choice`: choose the one key. A response is the index of an option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.indices import is_index
from studykit.questions.marks import Grade
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(ChoiceQuestion):
    """Choose the one key."""

    type: Literal["single_choice"] = "single_choice"
    label: ClassVar[Message] = Message("Question: one answer")

    takes_one: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {
        "id": "where",
        "type": "single_choice",
        "stem": "Which river forms the border here?",
        "options": [
            {"text": "The Moei", "correct": True, "feedback": "It does."},
            {"text": "The Salween", "feedback": "It flows further north."},
            {"text": "The Mekong", "feedback": "It borders Laos."},
        ],
        "explanation": "The Moei separates Mae Sot from Myawaddy.",
    }

    @property
    def _worth(self) -> list[float]:
        """What each option earns."""
        return [float(o.correct) if o.weight is None else o.weight for o in self.options]

    def judge(self, response: Any) -> Grade:
        """1 for the key; with weights, the weight of the chosen option, which may be
        negative."""
        if not self.accepts(response):
            return Grade(0.0, self.parts(()))
        return Grade(self._worth[response], self.parts((response,)))

    @property
    def key(self) -> int:
        """The option that earns most."""
        return self._worth.index(max(self._worth))

    @property
    def best(self) -> list[int]:
        """The key; where weights alone say what is best, the option that earns most."""
        return self.keys or [self.key]

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The key."""
        return tuple(self.options[n].text for n in self.keys)

    @property
    def guess_score(self) -> float:
        """One in as many as there are."""
        return 1 / len(self.options)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is the index of an option."""
        return is_index(value, len(self.options))

    def answered(self, response: Any) -> bool:
        """Whether an option was chosen."""
        return response is not None

    def choose(self, response: Any, index: int) -> int:
        """Choose an option in place of any other."""
        return index

    def problems(self) -> Iterator[Problem]:
        """Those of all choice questions, and a second key."""
        yield from ChoiceQuestion.problems(self)
        weighted = any(option.weight is not None for option in self.options)
        if len(self.keys) > 1 and not weighted:
            yield Problem(
                ("options", self.keys[1], "correct"),
                "SK302",
                Message("A single_choice question has one key; this is the second."),
                Message("Unmark one, or make it multiple_choice."),
                key=True,
            )
