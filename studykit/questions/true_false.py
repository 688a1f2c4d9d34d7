"""`true_false`: judge a statement. A response is true or false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.base import QuestionBase
from studykit.questions.fields import Flag
from studykit.questions.marks import TICK, graded

if TYPE_CHECKING:
    from studykit.questions.marks import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(QuestionBase):
    """Judge a statement."""

    type: Literal["true_false"] = "true_false"
    label: ClassVar[Message] = Message("Question: true or false")
    answer: Flag
    """Whether the statement is true."""
    feedback: str = ""
    """Shown when the response is wrong."""

    is_statement: ClassVar[bool] = True
    can_be_retried: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {
        "id": "one-state",
        "type": "true_false",
        "stem": "One state alone can end the fraud.",
        "answer": False,
        "feedback": "The groups move across the border.",
    }

    def judge(self, response: Any) -> Grade:
        """1 when the statement is judged as it is."""
        right = isinstance(response, bool) and response == self.answer
        return graded(float(right), feedback=self.feedback)

    @property
    def key(self) -> bool:
        """Whether the statement is true."""
        return self.answer

    @property
    def texts(self) -> tuple[str, ...]:
        """The stem says all."""
        return ()

    @property
    def shape(self) -> tuple[Any, ...]:
        """The answer."""
        return (self.answer,)

    @property
    def guess_score(self) -> float:
        """One in two."""
        return 0.5

    def accepts(self, value: Any) -> bool:
        """Whether `value` is true or false."""
        return isinstance(value, bool)

    def answered(self, response: Any) -> bool:
        """Whether the statement was judged."""
        return response is not None

    def text_of(self, response: Any) -> str:
        """A sign for true or for false."""
        return TICK if response is True else "✗"

    def choose(self, response: Any, index: int) -> bool:
        """0 is true and 1 is false."""
        return index == 0
