"""A word or a number to type."""

from __future__ import annotations

from studykit.plain.questions.face import Face
from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer


class ShortAnswerFace(Face[ShortAnswer]):
    """Any line is the answer."""

    @property
    def how(self) -> str:
        """A word or a phrase."""
        return self.talk.words(
            "Type a word or phrase. To answer with a command letter such as h, type =h."
        )


class NumericalFace(Face[Numerical]):
    """Any line is the answer; what is no number is wrong."""

    @property
    def how(self) -> str:
        """A number, with its unit where there is one."""
        words, unit = self.talk.words, self.question.unit
        if unit:
            return words("Type a number, with its unit: {unit}", unit=unit)
        return words("Type a number.")
