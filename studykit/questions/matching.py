"""`matching`: find for every left side its right side. A response lists for each pair the index
into `rights`, or null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.checks import empty, text_problems, too_few
from studykit.questions.fields import STRICT_DATACLASS
from studykit.questions.indices import shuffled
from studykit.questions.placing import PlacingQuestion
from studykit.questions.problem import Problem, flaw

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of a matching question."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    left: str
    """The prompt."""
    right: str
    """What matches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(PlacingQuestion):
    """Find for every left side its right side."""

    type: Literal["matching"] = "matching"
    label: ClassVar[Message] = Message("Question: pairs to match")
    pairs: tuple[Pair, ...]
    """The pairs."""
    distractors: tuple[str, ...] = ()
    """Right sides that match nothing."""

    example: ClassVar[dict[str, Any]] = {
        "id": "who-did-what",
        "type": "matching",
        "stem": "Match each state with its measure.",
        "pairs": [
            {"left": "Thailand", "right": "cut the power"},
            {"left": "Myanmar", "right": "held the suspects"},
        ],
        "distractors": ["issued a currency"],
    }

    @property
    def rights(self) -> tuple[str, ...]:
        """Every different right side: those of the pairs in order, then the distractors."""
        return tuple(dict.fromkeys([p.right for p in self.pairs] + list(self.distractors)))

    @property
    def row_texts(self) -> tuple[str, ...]:
        """The left sides."""
        return tuple(pair.left for pair in self.pairs)

    @property
    def places(self) -> tuple[str, ...]:
        """The right sides."""
        return self.rights

    @property
    def key(self) -> list[int]:
        """For each pair the index of its right side in `rights`."""
        return [self.rights.index(pair.right) for pair in self.pairs]

    @property
    def texts(self) -> tuple[str, ...]:
        """The sides of each pair, and the distractors."""
        sides = (side for pair in self.pairs for side in (pair.left, pair.right))
        return (*sides, *self.distractors)

    @property
    def shape(self) -> tuple[Any, ...]:
        """How many right sides there are, and which belong to the pairs."""
        return (len(self.rights), *self.key)

    def shown_order(self, chance: random.Random | None) -> tuple[int, ...]:
        """The right sides."""
        return shuffled(len(self.rights), chance)

    def rows_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The left sides keep the author's order."""
        return tuple(range(len(self.pairs)))

    def places_shown(self, order: tuple[int, ...]) -> tuple[int, ...]:
        """The right sides are shuffled."""
        return order

    def problems(self) -> Iterator[Problem]:
        """Sides that are empty, or alike."""
        way = ("pairs",)
        yield from too_few(
            way, len(self.pairs), 2, Message("There must be at least two pairs.")
        )
        lefts = (((*way, n, "left"), pair.left) for n, pair in enumerate(self.pairs))
        yield from text_problems(lefts, Message.in_context("part of a question", "left side"))
        seen: set[str] = set()
        for n, pair in enumerate(self.pairs):
            if not pair.right.strip():
                yield empty((*way, n, "right"), "right")
            elif pair.right in seen:
                message = Message(
                    "The right side “{right}” matches two left sides.", right=pair.right
                )
                hint = Message("That is allowed; the learner is then offered it once.")
                yield Problem((*way, n, "right"), "SK310", message, hint, "warning")
            seen.add(pair.right)
        for n, distractor in enumerate(self.distractors):
            if distractor in seen:
                message = Message(
                    "The distractor “{text}” is the right side of a pair, or given twice.",
                    text=distractor,
                )
                yield Problem(("distractors", n), "SK303", message)
            elif not distractor.strip():
                yield Problem(("distractors", n), "SK207", Message("This distractor is empty."))
            seen.add(distractor)

    def flaws(self) -> Iterator[Problem]:
        """No right side more than there are left ones."""
        different = len({pair.right for pair in self.pairs})
        if different == len(self.pairs) == len(self.rights):
            yield flaw(
                "SK624",
                ("pairs",),
                Message("As many right sides as left ones: the last pair falls out by itself."),
                Message("Add `distractors` (HDR 9; Haladyna on matching)."),
            )
