"""Things to give a place: matching, sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from studykit.plain.questions.face import Face
from studykit.plain.questions.lines import letters, numbers_in
from studykit.questions.categorize import Categorize
from studykit.questions.matching import Matching
from studykit.questions.placing import PlacingQuestion

if TYPE_CHECKING:
    from studykit.study.answering import Asking

_Question = TypeVar("_Question", bound=PlacingQuestion)


class _PlacingFace(Face[_Question]):
    """A letter for each number; `-` leaves one out."""

    @property
    def prompt(self) -> str:
        """A letter for each part."""
        return self.talk.words("A letter for each number, such as b a c (? helps)")

    def show(self, asking: Asking) -> None:
        """The parts by numbers, then their places by letters."""
        question, order = self.question, asking.order
        self.list([question.row_texts[n] for n in question.rows_shown(order)], numbers=True)
        self.talk.say(self.talk.words("To choose from:"))
        self.list([question.places[n] for n in question.places_shown(order)])

    def letters(self, asking: Asking) -> list[str]:
        """Those of the places."""
        return letters(len(self.question.places))

    def take(self, asking: Asking, line: str) -> bool:
        """Give each part its place."""
        rows = self.question.rows_shown(asking.order)
        places = self.question.places_shown(asking.order)
        chosen = numbers_in(line, len(places))
        if chosen is None or len(chosen) != len(rows) or all(n is None for n in chosen):
            return False
        for row, shown in zip(rows, chosen, strict=True):
            asking.assign(row, None if shown is None else places[shown])
        return True


class MatchingFace(_PlacingFace[Matching]):
    """Right sides by letters."""

    @property
    def how(self) -> str:
        """A letter for each left side."""
        return self.talk.words("Type one letter for each number, in order; - leaves one out.")


class CategorizeFace(_PlacingFace[Categorize]):
    """Categories by letters."""

    @property
    def how(self) -> str:
        """A letter for each item."""
        return self.talk.words("Type the category's letter for each number; - leaves one out.")
