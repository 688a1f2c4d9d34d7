"""A word or a number to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.questions.face import Face
from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer

if TYPE_CHECKING:
    from studykit.study.answering import Asking


class ShortAnswerFace(Face[ShortAnswer]):
    """Any line is the answer."""

    @property
    def how(self) -> str:
        """A word or a phrase."""
        return self.talk.words(
            "Type a word or phrase. To answer with a command letter such as h, type =h."
        )


class NumericalFace(Face[Numerical]):
    """A number; what cannot be read as one is told, and asked for again."""

    @property
    def how(self) -> str:
        """A number, with its unit where there is one."""
        words, unit = self.talk.words, self.question.unit
        if unit:
            return words("Type a number, with its unit: {unit}", unit=unit)
        return words("Type a number.")

    @property
    def prompt(self) -> str:
        """A number, in its unit."""
        words, unit = self.talk.words, self.question.unit
        if unit:
            return words("Number in {unit} (? helps)", unit=unit)
        return words("Number (? helps)")

    def take(self, asking: Asking, line: str) -> bool:
        """Answer by a line that can be read as a number."""
        objection = self.question.objection(line)
        if objection is not None:
            self.talk.say(self.talk.words.translate(objection))
            return False
        return super().take(asking, line)
