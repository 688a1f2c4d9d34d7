"""The gap syntax that cloze cards and cloze questions share.

`{{answer}}`, `{{answer|other spelling}}`, `{{answer::hint}}` and, to be chosen
instead of typed, `{{answer|~wrong|~wrong}}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
