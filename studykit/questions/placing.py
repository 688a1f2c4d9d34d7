"""Questions that give each part a place: what matching and sorting have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studykit.questions.base import QuestionBase, empty_parts
from studykit.questions.indices import is_index
from studykit.questions.marks import Part, graded, share

if TYPE_CHECKING:
    from studykit.language.message import Message
    from studykit.questions.marks import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacingQuestion(QuestionBase):
    """A question whose response lists for each part the index of a place, or null."""

    feedback: str = ""
    """Shown when a part is in the wrong place."""

    @property
    @abstractmethod
    def row_texts(self) -> tuple[str, ...]:
        """The parts, in the author's order."""

    @property
    @abstractmethod
    def places(self) -> tuple[str, ...]:
        """Where a part can be placed, in the author's order."""

    @property
    @abstractmethod
    def key(self) -> list[int]:
        """For each part the index of its place."""

    @abstractmethod
    def rows_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The parts in the order shown."""

    @abstractmethod
    def places_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The places in the order shown."""

    @property
    def indexed_texts(self) -> tuple[str, ...]:
        """The places."""
        return self.places

    @property
    def guess_score(self) -> float:
        """One in as many places as there are."""
        return 1 / len(self.places)

    def judge(self, response: Any) -> Grade:
        """Parts in their place among all parts."""
        given = response if isinstance(response, list | tuple) else ()
        parts = []
        for n, (label, key) in enumerate(zip(self.row_texts, self.key, strict=True)):
            place = (
                given[n] if n < len(given) and is_index(given[n], len(self.places)) else None
            )
            put = "" if place is None else self.places[place]
            parts.append(Part(label, place == key, put, self.places[key]))
        return graded(share(tuple(parts)), tuple(parts), self.feedback)

    def accepts(self, value: Any) -> bool:
        """Whether `value` lists for each part the index of a place, or null."""
        return (
            isinstance(value, list)
            and len(value) == len(self.row_texts)
            and all(one is None or is_index(one, len(self.places)) for one in value)
        )

    def answered(self, response: Any) -> bool:
        """Whether any part has a place."""
        return isinstance(response, list) and any(one is not None for one in response)

    def incomplete(self, response: Any) -> Message | None:
        """How many rows have no place."""
        return empty_parts(response.count(None))

    def text_of(self, response: Any) -> str:
        """The parts, a line each, with the places they were given."""
        parts = self.judge(response).parts
        return "\n".join(f"{part.label} → {part.given}" for part in parts if part.given)

    def blank(self, order: tuple[int, ...]) -> list[None]:
        """No part in any place."""
        return [None] * len(self.row_texts)

    def assign(self, response: Any, part: int, place: int | None) -> list[int | None]:
        """Give a part its place."""
        return [place if n == part else old for n, old in enumerate(response)]
