"""`open_response`: write freely, compare with the model answer, tick the key points made.

A response is `{"text": …, "ticked": [indices of the key points the learner finds made]}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.base import QuestionBase
from studykit.questions.checks import empty, text_problems, too_few
from studykit.questions.indices import are_indices, indices, toggled
from studykit.questions.marks import TICK, Grade, Part, share
from studykit.questions.texts import is_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenResponse(QuestionBase):
    """Write freely, then compare with the model answer and tick the key points made."""

    type: Literal["open_response"] = "open_response"
    label: ClassVar[Message] = Message("Question: a free answer")
    model_answer: str
    """An answer that would earn full points."""
    key_points: tuple[str, ...]
    """What the answer must contain; the learner ticks those the own answer made."""

    needs_model_comparison: ClassVar[bool] = True
    can_be_retried: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {
        "id": "essay",
        "type": "open_response",
        "stem": "How can a revival be prevented?",
        "model_answer": "By a standing mechanism and by work on the causes.",
        "key_points": ["a standing mechanism", "work on the causes"],
    }

    def judge(self, response: Any) -> Grade:
        """Key points that the learner finds made, among all."""
        ticked = indices(_entry(response, "ticked"), len(self.key_points))
        parts = tuple(
            Part(point, n in ticked, TICK if n in ticked else "", TICK)
            for n, point in enumerate(self.key_points)
        )
        return Grade(share(parts), parts)

    @property
    def key(self) -> dict[str, Any]:
        """The model answer, which makes every point."""
        return {"text": self.model_answer, "ticked": list(range(len(self.key_points)))}

    @property
    def texts(self) -> tuple[str, ...]:
        """The model answer and the key points."""
        return (self.model_answer, *self.key_points)

    @property
    def indexed_texts(self) -> tuple[str, ...]:
        """The key points."""
        return self.key_points

    @property
    def shape(self) -> tuple[Any, ...]:
        """How many key points there are."""
        return (len(self.key_points),)

    @property
    def guess_score(self) -> None:
        """Nothing can be guessed."""

    def accepts(self, value: Any) -> bool:
        """Whether `value` has a text and lists key points."""
        return isinstance(_entry(value, "text"), str) and are_indices(
            _entry(value, "ticked"), len(self.key_points)
        )

    def answered(self, response: Any) -> bool:
        """Whether anything was written or ticked."""
        return is_written(_entry(response, "text")) or bool(_entry(response, "ticked"))

    @classmethod
    def awaits_comparison(cls, response: Any) -> bool:
        """Whether no key point is ticked yet."""
        return isinstance(response, dict) and not response.get("ticked")

    def text_of(self, response: Any) -> str:
        """What was written."""
        return str(_entry(response, "text") or "")

    def blank(self, order: tuple[int, ...]) -> dict[str, Any]:
        """Nothing written, nothing ticked."""
        return {"text": "", "ticked": []}

    def write(self, response: Any, text: str, gap: int) -> dict[str, Any]:
        """Write the answer."""
        return {**response, "text": text}

    def tick(self, response: Any, point: int) -> dict[str, Any]:
        """Say that the answer makes a key point, or that it does not."""
        return {**response, "ticked": toggled(response["ticked"], point)}

    def problems(self) -> Iterator[Problem]:
        """An empty model answer; key points that are missing, empty or alike."""
        if not self.model_answer.strip():
            yield empty(("model_answer",), "model_answer")
        yield from too_few(
            ("key_points",),
            len(self.key_points),
            1,
            Message("There must be at least one key point."),
        )
        yield from text_problems(
            ((("key_points", n), point) for n, point in enumerate(self.key_points)),
            Message.in_context("part of a question", "key point"),
        )


def _entry(response: Any, name: str) -> Any:
    return response.get(name) if isinstance(response, dict) else None
