"""The gap syntax that cloze cards and cloze questions share.

`{{answer}}`, `{{answer|other spelling}}`, `{{answer::hint}}` and, to be chosen
instead of typed, `{{answer|~wrong|~wrong}}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.questions.checks import MOST_PARTS
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Way

_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: `answers` (the first is the one shown), `distractors`, and a `hint` or ""."""

    answers: tuple[str, ...]
    distractors: tuple[str, ...] = ()
    hint: str = ""

    @property
    def answer(self) -> str:
        """The answer that is shown as the solution; "" when the author left the gap empty."""
        return self.answers[0] if self.answers else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What is offered when the gap is chosen, not typed; empty when it is typed."""
        return (self.answer, *self.distractors) if self.distractors else ()


def _parse_gap(inner: str) -> Gap:
    body, _, hint = inner.partition("::")
    answers, distractors = [], []
    for alternative in body.split("|"):
        text = alternative.strip()
        if text.startswith("~"):
            distractors.append(text[1:].strip())
        elif text:
            answers.append(text)
    return Gap(tuple(answers), tuple(distractors), hint.strip())


def split_gaps(text: str) -> tuple[str | Gap, ...]:
    """`text` as running text and gaps, in order; joining them again loses nothing shown."""
    parts: list[str | Gap] = []
    end = 0
    for match in _GAP.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(_parse_gap(match[1]))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def gaps_of(text: str) -> tuple[Gap, ...]:
    """The gaps of `text`, in order."""
    return tuple(part for part in split_gaps(text) if isinstance(part, Gap))


def gap_problems(text: str, way: Way, thing: str) -> Iterator[Problem]:
    """What is wrong with the gaps of the text at `way`; `thing` is what it belongs to."""
    gaps = gaps_of(text)
    if len(gaps) > MOST_PARTS:
        message = f"This cloze {thing} has {len(gaps):,} gaps; at most {MOST_PARTS} are asked."
        yield Problem(way, "SK312", message)
        return
    if not gaps:
        yield Problem(
            way, "SK306", f"This cloze {thing} has no gap.", "Write a gap as “{{answer}}”."
        )
    for number, gap in enumerate(gaps, start=1):
        twice = next((d for d in gap.distractors if d in gap.answers), "")
        if not gap.answer:
            message = f"Gap {number} has no answer."
            yield Problem(way, "SK307", message, "Write the answer between “{{” and “}}”.")
        elif twice:
            message = f"Gap {number} offers “{twice}” as right and as wrong."
            yield Problem(way, "SK303", message)
