"""A number to choose on a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.prose import plain_text
from studykit.plain.questions.face import Face
from studykit.questions.numbers import number_text
from studykit.questions.slider import Slider

if TYPE_CHECKING:
    from studykit.study.answering import Asking


class SliderFace(Face[Slider]):
    """A number of the scale, typed."""

    @property
    def how(self) -> str:
        """The ends of the scale and its steps."""
        question = self.question
        unit = plain_text(question.unit)
        return self.talk.words(
            "Type a number from {low} to {high}, in steps of {step}.",
            low=number_text(question.low, unit),
            high=number_text(question.high, unit),
            step=number_text(question.step, unit),
        )

    def show(self, asking: Asking) -> None:
        """The scale."""
        self.talk.say(self.how)

    def take(self, asking: Asking, line: str) -> bool:
        """Choose a number of the scale."""
        if self.question.write(asking.response, line, 0) is None:
            return False
        asking.write(line)
        return True
